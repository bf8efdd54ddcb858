// Requests counted by path and by status, bounded.

import { clean } from './names.js';

const mostPaths = 200, mostStatuses = 40;

/** Counts of requests by path and by status. At most 200 paths are told apart; the rest is summed. */
export class Paths {
  constructor() {
    this.paths = new Map();
    this.statuses = new Map();
    this.total = 0;
    this.others = 0;
    this.leftOut = 0;
  }

  /** A line of the stream: a request, or how many were too many to be told one by one. */
  take(line) {
    if (line.type === 'request') this.add(line);
    else if (line.type === 'left_out') this.leftOut += line.requests;
  }

  add({ method, path, status, error, protocol, request_time: time }) {
    this.total += 1;
    const name = clean([method, path].filter(Boolean).join(' ')) || clean(protocol) || 'without a name';
    let entry = this.paths.get(name);
    if (!entry && this.paths.size < mostPaths) this.paths.set(name, entry = { name, many: 0, errors: 0, sum: 0, timed: 0, max: 0 });
    if (status !== undefined && (this.statuses.has(status) || this.statuses.size < mostStatuses)) this.statuses.set(status,
      (this.statuses.get(status) || 0) + 1);
    if (!entry) { this.others += 1; return; }
    entry.many += 1;
    if (error) entry.errors += 1;
    if (time >= 0) { entry.sum += time; entry.timed += 1; entry.max = Math.max(entry.max, time); }
  }

  top(most) { return [...this.paths.values()].sort((a, b) => b.many - a.many || (a.name < b.name ? -1 : 1)).slice(0, most); }
}
