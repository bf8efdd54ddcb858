// The scene: the graph with places, colours and words, ready to be painted, hit and exported.

import { bowAround } from './curves.js';
import { gaps } from './layout.js';
import { opens } from './graph.js';
import { colourScale, edgeWidth } from './scales.js';
import { metrics } from './metrics.js';
import { plural } from './format.js';

const crowd = 600, shapes = { external: 'diamond', host: 'square', process: 'dot' };

/** What a node stands for, in a few words: `3 on 2 hosts`. Empty when it is just one thing. */
export function standsFor(group) {
  const containers = new Set(group.leaves.map(leaf => (leaf.facets.container || leaf).id)).size, hosts = group.hosts.size;
  if (group.level === 'host') return plural(containers, 'workload');
  if (group.key.startsWith('outside:')) return plural(containers, 'address', 'addresses');
  if (['process', 'external'].includes(group.level) || (containers < 2 && hosts < 2)) return '';
  return hosts > 1 ? `${containers} on ${plural(hosts, 'host')}` : `× ${containers}`;
}

/** Builds the scene. `places` {key: [x, y]}; `looks(node)` may say that a node is faint. */
export function scene(graph, places, state, looks = () => false) {
  const metric = metrics[state.metric], nodes = new Map(), edges = [];
  const values = graph.nodes.map(node => metric.group(node.group)), parts = graph.edges.map(edge => metric.edge(edge));
  const scale = colourScale(metric, [...values, ...parts]);
  graph.nodes.forEach((node, index) => {
    const place = state.pins[node.key] || places[node.key];
    if (!place) return;
    nodes.set(node.key, {
      ...node, x: place[0], y: place[1], apart: place[2] === 1 && !state.pins[node.key],
      shape: shapes[node.level] || 'circle', pinned: node.key in state.pins, many: standsFor(node.group), opens: opens(node),
      value: values[index], words: values[index] === undefined ? '' : metric.write(values[index]), fill: scale.colour(values[index]),
      errors: node.group.inbound.errorShare, stale: node.group.stale, faint: looks(node), edges: [],
    });
  });
  graph.edges.forEach((edge, index) => {
    const from = nodes.get(edge.client), to = nodes.get(edge.server);
    if (!from || !to) return;
    const { traffic } = edge, drawn = {
      ...edge, from, to, width: edgeWidth(traffic), colour: scale.colour(parts[index]), value: parts[index],
      words: parts[index] === undefined ? '' : metric.write(parts[index]),
      errors: traffic.errorShare, seen: traffic.seen, stale: traffic.stale, guessed: traffic.guessed, partial: traffic.partial,
        faint: from.faint && to.faint,
    };
    edges.push(drawn);
    from.edges.push(drawn);
    to.edges.push(drawn);
  });
  bend(edges, nodes);
  return { nodes, edges, frames: boxes(graph, nodes), scale, metric };
}

/** Lets edges go round nodes; in a crowd one could not see it. */
export function bend(edges, nodes) {
  const all = [...nodes.values()];
  for (const edge of edges) edge.bow = edges.length > crowd ? 0 : bowAround(edge, all);
}

/** Frames around their nodes, the outer ones first. */
export function boxes(graph, nodes) {
  const made = new Map();
  const depth = frame => { let many = 0; for (let one = frame; one.parent && many < 8;
    many += 1) one = graph.frames.find(other => other.key === one.parent) || {}; return many; };
  const inward = graph.frames.map(frame => ({ frame, depth: depth(frame) })).sort((a, b) => b.depth - a.depth);
  for (const { frame, depth: level } of inward) {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    const grow = (left, top, right, bottom) => {
      box.left = Math.min(box.left, left); box.top = Math.min(box.top, top);
      box.right = Math.max(box.right, right); box.bottom = Math.max(box.bottom, bottom);
    };
    for (const key of frame.nodes) {
      const node = nodes.get(key);
      if (node && node.frame === frame.key && !node.apart) grow(node.x - 54, node.y - 33, node.x + 54, node.y + 42);
    }
    for (const inner of made.values()) if (inner.parent === frame.key) grow(inner.left, inner.top, inner.right, inner.bottom);
    if (box.left === Infinity) continue;
    const pad = gaps.frame - 4;
    made.set(frame.key, { ...frame, depth: level, left: box.left - pad, right: box.right + pad, top: box.top - pad - gaps.title + 8,
      bottom: box.bottom + pad });
  }
  return [...made.values()].sort((a, b) => a.depth - b.depth);
}

/** The box around everything; undefined when there is nothing. */
export function extent({ nodes, frames }) {
  const all = [...[...nodes.values()].map(node => [node.x - 60, node.y - 32, node.x + 60, node.y + 44]),
    ...frames.map(frame => [frame.left, frame.top, frame.right, frame.bottom])];
  if (all.length === 0) return undefined;
  return [0, 1, 2, 3].map(side => all.reduce((edge, box) => (side < 2 ? Math.min(edge, box[side]) : Math.max(edge, box[side])),
    side < 2 ? Infinity : -Infinity));
}
