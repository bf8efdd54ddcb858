// The one state of the page and its address. Steps that one wants to come back to make an entry in the browser's history.

import { format, parse } from './state.js';

const steps = ['view', 'layout', 'group', 'select', 'to'];
// Browsers refuse hundreds of address changes in a few seconds; zooming would make them.
const patience = 250;

export class Store {
  constructor() {
    this.state = parse(location.hash);
    this.listeners = [];
    this.waiting = 0;
    addEventListener('hashchange', () => this.read());
    addEventListener('popstate', () => this.read());
  }

  read() {
    if (location.hash.replace(/^#/, '') === format(this.state)) return;
    this.state = parse(location.hash);
    for (const listener of this.listeners) listener(this.state);
  }

  onChange(listener) { this.listeners.push(listener); }

  /** Changes some fields; the others stay. */
  set(change) {
    const before = this.state;
    if (Object.keys(change).every(name => before[name] === change[name])) return;
    this.state = { ...before, ...change };
    const turned = 'at' in change && (change.at === 0) !== (before.at === 0);
    if (turned || steps.some(name => name in change && change[name] !== before[name])) this.write('pushState');
    else if (!this.waiting) this.waiting = setTimeout(() => this.write('replaceState'), patience);
    // Where the camera is concerns nobody but the address.
    if (Object.keys(change).some(name => name !== 'zoom')) for (const listener of this.listeners) listener(this.state);
  }

  write(how) {
    clearTimeout(this.waiting);
    this.waiting = 0;
    const fragment = format(this.state);
    try { history[how](null, '', fragment ? `#${fragment}` : location.pathname + location.search); } catch { /* The browser limits how often; the next change tries again. */ }
  }

  toggleOpen(key) {
    const { open } = this.state;
    this.set({ open: open.includes(key) ? open.filter(other => other !== key) : [...open, key] });
  }

  addFilter(filter) { if (!this.state.filters.includes(filter)) this.set({ filters: [...this.state.filters, filter] }); }
  removeFilter(filter) { this.set({ filters: this.state.filters.filter(other => other !== filter) }); }
}
