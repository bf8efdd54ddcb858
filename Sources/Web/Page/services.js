// The service table. Only the rows in sight exist as elements and are reused, so that five thousand scroll like fifty.

import { columns, sorted } from './columns.js';
import { byId, element, onceAFrame, say } from './dom.js';
import { found } from './filter.js';
import { plural } from './format.js';
import { clean } from './names.js';
import { fillRow, makeRow } from './row.js';

const height = 32, spare = 6;

export class Services {
  constructor(app) {
    this.app = app;
    this.scroller = byId('services');
    this.body = byId('services-body');
    this.above = byId('services-above');
    this.below = byId('services-below');
    this.rows = [];
    this.elements = [];
    this.draw = onceAFrame(() => this.drawNow());
    this.scroller.addEventListener('scroll', this.draw, { passive: true });
    new ResizeObserver(() => this.draw()).observe(this.scroller);
    this.heads();
  }

  heads() {
    const { store } = this.app;
    byId('services-head').replaceChildren(...columns.map(({ key, label, title, text, minor }) => {
      const sort = () => { const { sort: now } = store.state;
        store.set({ sort: now === `-${key}` ? key : now === key ? `-${key}` : text ? key : `-${key}` }); };
      const button = element('button', { type: 'button', title, onclick: sort }, element('span', { text: label }),
        element('span', { class: 'arrow', 'aria-hidden': 'true' }));
      return element('th', { scope: 'col', class: `column-${key}${minor ? ' minor' : ''}${text ? ' text' : ''}` }, button);
    }));
  }

  update(model, state) {
    const { groups } = this.app.present.get(model, state);
    // Who only calls from outside is no service; who is only called is shown as far as it was seen.
    const all = [...groups.values()].filter(row => row.level !== 'external' || row.inbound.edges.length > 0);
    const rows = all.filter(row => row.wanted && found(row, state.query));
    this.rows = sorted(rows, state.sort, state.metric);
    this.peaks = Object.fromEntries(['rate'].map(key => [key, rows.reduce((most, row) => Math.max(most, row.inbound.rate), 0)]));
    this.state = state;
    byId('services-count').textContent = state.query || rows.length !== all.length ? `${plural(rows.length, 'row')} of ${all.length}`
      : plural(rows.length, 'row');
    [...byId('services-head').children].forEach((head, index) => {
      const { key } = columns[index], way = state.sort === key ? 'ascending' : state.sort === `-${key}` ? 'descending' : 'none';
      head.setAttribute('aria-sort', way);
      head.querySelector('.arrow').textContent = { ascending: '▲', descending: '▼', none: '' }[way];
    });
    if (!this.current || !this.rows.some(row => row.key === this.current)) this.current = (this.rows.find(row => row.key === state.select)
      || this.rows[0])?.key;
    byId('services-table').setAttribute('aria-rowcount', this.rows.length + 1);
    this.drawNow();
  }

  drawNow() {
    if (!this.state || this.app.store.state.view !== 'services') return;
    const head = 34, first = Math.max(0, Math.floor((this.scroller.scrollTop - head) / height) - spare);
    const last = Math.min(this.rows.length, Math.ceil((this.scroller.scrollTop + this.scroller.clientHeight) / height) + spare);
    const shown = this.rows.slice(first, last), focused = document.activeElement?.closest?.('#services-body tr')?.key;
    while (this.elements.length < shown.length) {
      const row = makeRow(this);
      this.elements.push(row);
      this.body.append(row);
    }
    this.elements.forEach((row, index) => {
      row.hidden = index >= shown.length;
      if (!row.hidden) fillRow(row, shown[index], this, first + index);
    });
    this.above.style.height = `${first * height}px`;
    this.below.style.height = `${Math.max(0, this.rows.length - last) * height}px`;
    if (focused !== undefined) this.elements.find(row => !row.hidden && row.key === focused)?.focus({ preventScroll: true });
    if (!this.app.store.state.at) this.app.series.seed(shown.map(row => row.key).filter(key => this.app.model.nodes.has(key)));
    say(byId('services-none'), this.rows.length === 0 && this.state.query ? `Nothing is called like “${clean(this.state.query, 80)}”.` : '');
  }

  /** Moves the keyboard's row by a number of rows, and with it the focus. */
  step(by) {
    const now = this.rows.findIndex(row => row.key === this.current), next = Math.max(0, Math.min(this.rows.length - 1, now + by));
    if (!this.rows[next]) return;
    this.current = this.rows[next].key;
    const top = next * height, view = this.scroller.clientHeight - 34;
    if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
    else if (top + height > this.scroller.scrollTop + view) this.scroller.scrollTop = top + height - view;
    this.drawNow();
    this.elements.find(row => !row.hidden && row.key === this.current)?.focus({ preventScroll: true });
  }

  get page() { return Math.max(1, Math.floor(this.scroller.clientHeight / height) - 2); }
  open(key = this.current) { if (key) { this.current = key; this.app.store.set({ select: key, to: '' }); } }
}
