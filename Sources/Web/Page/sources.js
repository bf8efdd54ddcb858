// The list of hosts behind the page: version, kernel, freshness, losses, detail. A host can be made a filter.

import { byId, element, refill } from './dom.js';
import { age, count } from './format.js';
import { clean, cut } from './names.js';

const headings = ['host', 'state', 'lost', 'detail', 'weir', 'kernel', 'addresses'];

function line(source, app) {
  const host = clean(source.host), state = source.fresh === false ? `stale, ${age(source.age)} old` : 'fresh';
  const cells = [
    element('button', { type: 'button', class: 'link', text: cut(host, 40), title: `Show only ${host}`,
      onclick: () => { app.store.addFilter(`host=${host}`); byId('sources').close(); } }),
    state, count(source.lost), clean(source.detail) || '–', clean(source.version) || '–', clean(source.kernel) || '–',
      cut((source.addresses || []).map(address => clean(address)).join(', ') || '–', 40),
  ];
  const row = element('tr', { class: source.fresh === false ? 'doubt' : '' },
    cells.map((cell, index) => element('td', { class: index === 2 ? '' : 'text' }, cell)));
  return source.error ? [row, element('tr', {},
    element('td', { class: 'text doubt', colspan: headings.length, text: clean(source.error, 200) }))] : [row];
}

export class Sources {
  constructor(app) {
    this.app = app;
    this.dialog = byId('sources');
    for (const id of ['sources-button', 'trust']) byId(id).addEventListener('click', () => this.open());
    byId('sources-close').addEventListener('click', () => this.dialog.close());
    this.dialog.addEventListener('click', event => { if (event.target === this.dialog) this.dialog.close(); });
  }

  open() { this.update(this.app.model); this.dialog.showModal(); }

  update(model) {
    if (!model) return;
    const ordered = [...model.sources].sort((a, b) => (a.fresh === false ? 0 : 1) - (b.fresh === false ? 0 : 1) || (b.lost > 0) - (a.lost > 0)
      || (String(a.host) < String(b.host) ? -1 : 1));
    refill(byId('sources-list'), JSON.stringify(ordered.map(source => [source.host, source.fresh, Math.round(source.age || 0), source.lost,
      source.detail, source.error])), () => element('table', { class: 'times' },
      element('thead', {}, element('tr', {}, headings.map((text, index) => element('th', { scope: 'col', class: index === 2 ? '' : 'text', text })))),
      element('tbody', {}, ordered.map(source => line(source, this.app)))));
  }
}
