// Follows the daemon: a topology every two seconds while live and seen, one when looking back, patience when it fails.

import { topology } from './api.js';

const pause = 2000, longest = 30000, timeout = 20000;

export class Live {
  /** `onDocument(document, at)` for every answer, `onTrouble({error, since, next})` for every failure. */
  constructor(onDocument, onTrouble) {
    Object.assign(this, { onDocument, onTrouble, at: 0, failures: 0, timer: 0, lastAnswer: 0 });
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.now(); });
  }

  /** Looks at a moment in seconds since 1970, 0 for live. */
  look(at) {
    this.at = at;
    this.failures = 0;
    this.now();
  }

  now() {
    clearTimeout(this.timer);
    if (this.request) this.request.abort();
    this.fetch();
  }

  async fetch() {
    const request = this.request = new AbortController(), { at } = this;
    const limit = setTimeout(() => request.abort(), timeout);
    let next = pause;
    try {
      const answer = await topology(at, request.signal);
      if (this.request !== request) return;
      this.failures = 0;
      this.lastAnswer = Date.now();
      this.onDocument(answer, at);
    } catch (error) {
      if (this.request !== request) return;
      this.failures += 1;
      next = Math.min(longest, pause * 2 ** (this.failures - 1));
      this.onTrouble({ error, since: this.lastAnswer, next });
    } finally {
      clearTimeout(limit);
    }
    this.request = undefined;
    if (document.hidden || (at && this.failures === 0)) return;
    this.timer = setTimeout(() => this.fetch(), next);
  }
}
