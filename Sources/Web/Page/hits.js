// What is under the pointer: a node, else a frame's title, else an edge.

import { curve, distance } from './curves.js';
import { screenRadius } from './paint-nodes.js';

export function nodeAt({ scene, camera }, x, y) {
  const reach = screenRadius(camera.k) + 5;
  let best, least = reach;
  for (const node of scene.nodes.values()) {
    const [nx, ny] = camera.screen(node.x, node.y), away = Math.hypot(nx - x, ny - y);
    if (away <= least) { best = node; least = away; }
  }
  return best;
}

/** The innermost frame whose title bar is there. */
export function frameAt({ scene, camera }, x, y) {
  const [wx, wy] = camera.world(x, y), title = Math.min(24 / camera.k, 60);
  return [...scene.frames].reverse().find(({ left, right, top, bottom }) => wx >= left && wx <= right && wy >= top
    && wy <= Math.min(bottom, top + title));
}

export function edgeAt({ scene, camera }, x, y) {
  const [wx, wy] = camera.world(x, y), reach = 6 / camera.k;
  let best, least = Infinity;
  for (const edge of scene.edges) {
    const away = distance(edge.curve || curve(edge), wx, wy, reach + edge.width / camera.k) - edge.width / 2 / camera.k;
    if (away < least && away <= reach) { best = edge; least = away; }
  }
  return best;
}
