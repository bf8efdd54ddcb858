// Where things are on the map: asks the layout worker, remembers its answers per arrangement, and lets pins and the past win.

import { question } from './graph.js';

const remembered = 12;

export class Arrange {
  constructor(onPositions) {
    this.worker = new Worker(new URL('./layout-worker.js', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }) => this.answer(data);
    this.worker.onerror = event => { event.preventDefault(); this.asked = undefined; };
    this.kept = new Map();
    this.number = 0;
    this.onPositions = onPositions;
  }

  /** Makes sure that every node of the graph has a place in the arrangement `name`; calls back when that changes. */
  want(name, graph, lanes, aspect, hints) {
    const known = this.kept.get(name) || {}, missing = graph.nodes.filter(node => !known[node.key]);
    if (missing.length === 0) { this.show(name, known); return; }
    const signature = `${name}\n${missing.length}\n${missing[0].key}`;
    if (this.asked === signature) return;
    this.asked = signature;
    this.number += 1;
    const fresh = missing.length > 0.4 * graph.nodes.length;
    this.waiting = { name, number: this.number };
    this.worker.postMessage({ number: this.number, input: question(graph, lanes, aspect, hints), positions: fresh ? undefined : known });
  }

  answer({ number, positions }) {
    if (!this.waiting || this.waiting.number !== number) return;
    const { name } = this.waiting, before = this.kept.get(name);
    this.asked = this.waiting = undefined;
    // What is gone for now keeps its place, so that it comes back where it was.
    this.kept.delete(name);
    this.kept.set(name, { ...(Object.keys(before || {}).length < 4000 ? before : {}), ...positions });
    if (this.kept.size > remembered) this.kept.delete(this.kept.keys().next().value);
    this.show(name, this.kept.get(name), true);
  }

  show(name, positions, changed = false) {
    if (!changed && this.shown === name) return;
    this.shown = name;
    this.onPositions(name, positions);
  }

  positions(name) { return this.kept.get(name); }

  /** Forgets an arrangement, to be made anew. */
  forget(name) { this.kept.delete(name); this.shown = undefined; }
}
