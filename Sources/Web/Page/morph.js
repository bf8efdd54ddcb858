// From one arrangement to the next: every node glides from where its leaves were, what merges glides into its new node and fades.

import { calm } from './theme.js';

const length = 450;
const ease = t => (t < 0.5 ? 4 * t * t * t : 1 - (-2 * t + 2) ** 3 / 2);

/** Where the leaves of a scene are: {leaf id: node}. */
export function leafPlaces(scene) {
  const places = new Map();
  for (const node of scene.nodes.values()) for (const leaf of node.group.leaves) places.set(leaf.id, node);
  return places;
}

export class Morph {
  /** `step()` paints; it is called for every frame until the end. */
  constructor(before, after, step) {
    this.ghosts = [];
    this.moves = [];
    if (calm() || !before || before.nodes.size === 0) { this.done = true; return; }
    const old = leafPlaces(before), fresh = leafPlaces(after);
    for (const node of after.nodes.values()) {
      const source = before.nodes.get(node.key) || node.group.leaves.map(leaf => old.get(leaf.id)).find(Boolean);
      if (source) this.moves.push({ node, x0: source.x, y0: source.y, x1: node.x, y1: node.y });
    }
    for (const node of before.nodes.values()) {
      const target = after.nodes.has(node.key) ? undefined : node.group.leaves.map(leaf => fresh.get(leaf.id)).find(Boolean);
      if (target) this.ghosts.push({ node: { ...node }, x0: node.x, y0: node.y, x1: target.x, y1: target.y });
    }
    if (this.moves.every(({ x0, y0, x1, y1 }) => x0 === x1 && y0 === y1) && this.ghosts.length === 0) {
      this.done = true;
      return;
    }
    const start = performance.now();
    const frame = now => {
      if (this.done) return;
      const share = Math.min(1, (now - start) / length);
      this.at(ease(Math.max(0, share)));
      this.done = share >= 1;
      step();
      if (!this.done) requestAnimationFrame(frame);
    };
    this.at(0);
    requestAnimationFrame(frame);
  }

  at(t) {
    this.fade = 1 - t;
    for (const { node, x0, y0, x1, y1 } of [...this.moves, ...this.ghosts]) {
      node.x = x0 + (x1 - x0) * t;
      node.y = y0 + (y1 - y0) * t;
    }
  }

  /** Ends at once, with everything where it belongs. */
  end() { if (!this.done) this.at(1); this.done = true; }
}
