// The requests of a selected node while its details are open: the busiest paths and the statuses, as they end. Bounded.

import { requestStream } from './api.js';
import { element, refill, say } from './dom.js';
import { count, duration, plural } from './format.js';
import { clean, cut } from './names.js';
import { Paths } from './paths.js';

const shown = 10;

export class Requests {
  constructor() {
    this.note = element('p', { class: 'quiet' });
    this.statuses = element('div', { class: 'statuses' });
    this.table = element('tbody');
    this.box = element('table', { class: 'times' },
      element('thead', {}, element('tr', {},
        ['request', 'count', 'errors', 'mean', 'max'].map((text, index) => element('th', { scope: 'col', class: index ? '' : 'text', text })))),
          this.table);
    this.element = element('section', {}, element('h3', { text: 'Requests as they end' }), this.statuses, this.box, this.note);
  }

  /** Follows a node; undefined ends. `why` is what to say instead. */
  follow(node, why) {
    this.element.hidden = node === undefined && !why;
    if (this.node === node) { if (!node) say(this.note, why || ''); return; }
    this.close();
    this.node = node;
    this.paths = new Paths();
    this.trouble = '';
    if (node) {
      this.source = requestStream(node, line => this.paths.take(line),
        ended => { this.trouble = ended ? 'The daemon does not give single requests now.' : 'The stream was interrupted; trying again.'; });
      this.timer = setInterval(() => this.draw(why), 1000);
    }
    this.draw(why);
  }

  close() {
    this.source?.close();
    clearInterval(this.timer);
    this.source = this.node = undefined;
  }

  draw(why) {
    const { paths } = this, rows = paths.top(shown);
    this.box.hidden = rows.length === 0;
    refill(this.table, `${this.node} ${paths.total}`, () => rows.map(({ name, many, errors, sum, timed, max }) => element('tr', {},
      element('td', { class: 'text path', title: name, text: cut(name, 44) }), element('td', { text: count(many) }),
        element('td', { class: errors ? 'alarm' : '', text: count(errors) }),
      element('td', { text: duration(timed ? sum / timed : undefined) }), element('td', { text: duration(timed ? max : undefined) }))));
    refill(this.statuses, `${this.node} ${paths.total}`,
      () => [...paths.statuses].sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)).map(([status, many]) =>
      element('span', { class: Number(status) >= 400 ? 'status alarm' : 'status', text: `${clean(status, 20)} × ${count(many)}` })));
    const more = paths.paths.size > shown ? `${plural(paths.paths.size - shown, 'more path')}. ` : '',
      rest = (paths.others > 0 ? `${count(paths.others)} requests to further paths are not told apart. ` : '')
        + (paths.leftOut > 0 ? `${count(paths.leftOut)} more were too many to be told one by one. ` : '');
    say(this.note, why || (this.trouble && paths.total === 0 ? this.trouble : paths.total === 0 ? 'Waiting for the first request to end…'
      : `${more}${rest}`));
  }
}
