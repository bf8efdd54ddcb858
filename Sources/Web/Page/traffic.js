// Sums of edges. Counts add up; times are merged when somebody asks; doubt (one end, guessed, stale) is counted, not averaged away.

import { mergeTimes } from './histogram.js';

const counters = {
  requests: edge => edge.requests,
  errors: edge => edge.errors,
  unanswered: edge => edge.unanswered,
  sent: edge => edge.bytes && edge.bytes.sent,
  received: edge => edge.bytes && edge.bytes.received,
  opened: edge => edge.connections && edge.connections.opened,
  closed: edge => edge.connections && edge.connections.closed,
  failed: edge => edge.connections && edge.connections.failed,
  active: edge => edge.connections && edge.connections.active,
  retransmits: edge => edge.retransmits,
  resets: edge => edge.resets,
};

/** What some edges carry together. `interval` is the window in seconds that turns counts into rates. */
export class Traffic {
  constructor(interval) {
    this.interval = interval > 0 ? interval : 1;
    for (const name of Object.keys(counters)) this[name] = 0;
    this.rate = 0;
    this.edges = [];
    this.merged = new Map();
  }

  add(edge) {
    for (const [name, read] of Object.entries(counters)) {
      const value = read(edge);
      if (value > 0) this[name] += value;
    }
    const rate = edge.requests_per_second;
    this.rate += rate >= 0 ? rate : (edge.requests > 0 ? edge.requests / this.interval : 0);
    this.edges.push(edge);
    this.merged.clear();
  }

  /** The merged times of a name like `request_time`; undefined when nobody knows. */
  times(name) {
    if (!this.merged.has(name)) this.merged.set(name, mergeTimes(this.edges.map(edge => edge[name])));
    return this.merged.get(name);
  }

  /** The mean network time, weighted by requests, over the edges of which both ends were seen. */
  get networkMean() {
    let sum = 0, weight = 0;
    for (const edge of this.edges) {
      const mean = edge.network_time && edge.network_time.mean;
      if (mean >= 0 && edge.requests > 0) { sum += mean * edge.requests; weight += edge.requests; }
    }
    return weight > 0 ? sum / weight : undefined;
  }

  get errorShare() { return this.requests > 0 ? this.errors / this.requests : undefined; }
  get byteRate() { return (this.sent + this.received) / this.interval; }
  get ports() { return [...new Set(this.edges.map(edge => edge.port ?? edge.path).filter(value => value !== undefined))]; }
  get protocols() { return [...new Set(this.edges.map(edge => edge.protocol || edge.transport).filter(Boolean))]; }
  get partial() { return this.edges.some(edge => edge.partial); }
  get guessed() { return this.edges.length > 0 && this.edges.every(edge => edge.guessed); }
  get stale() { return this.edges.length > 0 && this.edges.every(edge => edge.stale); }

  /** How many of the edges are known in which way: `{both: 3, client: 1}`. */
  get evidence() {
    const found = {};
    for (const edge of this.edges) found[edge.evidence] = (found[edge.evidence] || 0) + 1;
    return found;
  }

  /** The best of them in one word: `both`, `one` (a single end, or conntrack) or `earlier`. */
  get seen() {
    if (this.edges.some(edge => edge.evidence === 'both' || edge.evidence === undefined)) return 'both';
    return this.edges.every(edge => edge.evidence === 'earlier') ? 'earlier' : 'one';
  }
}
