// Words on edges, where few enough edges leave room: the metric and the rate, in the middle of the line, never over one another.

import { at, curve } from './curves.js';
import { haloed, screenRadius } from './paint-nodes.js';
import { rate } from './format.js';

const few = 24;

/** What is written on an edge: `412 µs · 8.10k/s`. */
export function edgeWords(edge) {
  const { traffic } = edge, mark = edge.seen === 'earlier' ? ' ?' : edge.guessed ? ' ~' : '';
  const flow = traffic.requests > 0 ? `${rate(traffic.rate)}/s` : '';
  return ([edge.words, edge.words.endsWith('/s') && flow === edge.words ? ''
    : flow].filter((word, index, all) => word && all.indexOf(word) === index).join(' · ') || traffic.protocols[0] || '') + mark;
}

const crosses = (a, b) => Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;

/** Where labels of edges have room, the busiest first: {edge: [x, y]} on the screen. */
function places(edges, nodes, frames, camera) {
  const taken = [], found = new Map(), size = screenRadius(camera.k), lines = camera.k > 0.72 ? 2 : 1;
  for (const node of nodes) {
    const [x, y] = camera.screen(node.x, node.y);
    taken.push({ x, y, width: 2 * size + 6, height: 2 * size + 4 });
    taken.push({ x, y: y + size + 5 + 7 * lines,
      width: Math.min(32, Math.max(node.name.length, lines > 1 ? node.words.length + node.many.length : 0)) * 7 + 6, height: 14 * lines + 2 });
  }
  for (const frame of frames) {
    const [x, y] = camera.screen(frame.left, frame.top), width = (frame.right - frame.left) * camera.k;
    taken.push({ x: x + width / 2, y: y + 12, width, height: 18 });
  }
  for (const edge of [...edges].sort((a, b) => b.width - a.width)) {
    const words = edgeWords(edge), c = edge.curve || curve(edge);
    if (!words) continue;
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
      const [wx, wy] = at(c, t), [x, y] = camera.screen(wx, wy), box = { x, y: y - 8, width: words.length * 6.8 + 6, height: 15 };
      if (taken.some(other => crosses(box, other))) continue;
      taken.push(box);
      found.set(edge, [x, y - 4, words]);
      break;
    }
  }
  return found;
}

/** Paints labels of `edges` of a scene; those of all edges keep the places that they have together. */
export function paintLabels(context, edges, scene, colours, camera, all = false) {
  const whole = scene.edges.length <= few && camera.k >= 0.55;
  if (!whole && !(all && camera.k > 0.3)) return;
  const nodes = whole ? [...scene.nodes.values()] : [...new Set(edges.flatMap(edge => [edge.from, edge.to]))],
    found = places(whole ? scene.edges : edges, nodes, scene.frames, camera);
  for (const edge of edges) {
    const place = found.get(edge);
    if (place) haloed(context, place[2], place[0], place[1], edge.errors > 0 ? colours.error : colours.quiet, colours, 500);
  }
}
