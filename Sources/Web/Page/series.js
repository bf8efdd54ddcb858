// Short histories for sparklines: gathered from the polls in steps of ten seconds, seeded from the daemon's own history. Bounded.

import { history } from './api.js';
import { metrics } from './metrics.js';

export const slots = 60;
const step = 10000, mostKeys = 6000, atOnce = 2, names = Object.keys(metrics);
const slotOf = time => Math.floor(time / step);

export class Series {
  constructor(onSeed) {
    this.kept = new Map();
    this.asked = new Set();
    this.wanted = [];
    this.running = 0;
    this.onSeed = onSeed;
  }

  entry(key, slot) {
    let entry = this.kept.get(key);
    if (!entry) {
      entry = { last: slot, values: Object.fromEntries(names.map(name => [name, new Array(slots).fill(undefined)])) };
      this.kept.set(key, entry);
      if (this.kept.size > mostKeys) this.kept.delete(this.kept.keys().next().value);
    }
    for (; entry.last < slot; entry.last += Math.max(1, slot - entry.last - slots)) for (const name of names) { entry.values[name].shift();
      entry.values[name].push(undefined); }
    return entry;
  }

  /** Takes the present values of groups in. Of several polls in one step the last one counts. */
  take(groups, time) {
    const slot = slotOf(time);
    for (const group of groups) {
      const entry = this.entry(group.key, slot);
      if (entry.last !== slot) continue;
      for (const name of names) entry.values[name][slots - 1] = metrics[name].group(group);
    }
  }

  /** The values of a metric, oldest first, undefined where unknown. */
  values(key, metric) { return this.kept.get(key)?.values[metric]; }

  /** Asks the daemon, once, for what happened to these nodes before the page was opened. */
  seed(keys) {
    for (const key of keys) if (!this.asked.has(key) && this.asked.size < mostKeys) {
      this.asked.add(key);
      this.wanted.push(key);
    }
    while (this.running < atOnce && this.wanted.length > 0) this.fetch(this.wanted.shift());
  }

  async fetch(key) {
    this.running += 1;
    try { this.plant(key, await history(key)); } catch { /* Without a history the sparkline starts now. */ }
    this.running -= 1;
    this.seed([]);
  }

  plant(key, past) {
    const times = (past.times || []).map(Date.parse), newest = times[times.length - 1];
    if (!newest) return;
    const entry = this.entry(key, slotOf(newest));
    for (const name of names) {
      const line = past[metrics[name].history] || (past.metrics || {})[metrics[name].history];
      if (!line || name === 'errors') continue;
      line.forEach((value, index) => {
        const place = slots - 1 - (entry.last - slotOf(times[index]));
        if (place >= 0 && place < slots && entry.values[name][place] === undefined && value !== null) entry.values[name][place] = value;
      });
    }
    this.onSeed();
  }
}
