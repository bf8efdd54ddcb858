// The overlay that `?` opens: every key, and how to read the map.

import { byId, element } from './dom.js';

const keys = [
  ['Everywhere', [['/', 'search and filter'], ['s', 'services'], ['m', 'map; on a row: this row on the map'], ['g  G', 'next, previous grouping'],
    ['x', 'hide or show system traffic'], ['.', 'pause, live'], ['[  ]', '10 s back, forward'], ['i', 'time slider (arrows, Page, Home, End)'],
      ['t', 'light, dark'], ['Esc', 'close, clear'], ['?', 'this help']]],
  ['Services', [['↑ ↓', 'row (also j, k, Page, Home, End)'], ['Enter', 'details'], ['m', 'show the row on the map'],
    ['Tab', 'to the headings; Enter sorts']]],
  ['Map', [['← → ↑ ↓', 'to the neighbours'], ['Enter', 'details'], ['o', 'open or close (double click)'], ['p', 'physical, logical'], ['0', 'fit'],
    ['+  −', 'zoom'], ['l', 'lay out anew, without pins'], ['drag', 'a node: pin it; the ground: pan']]],
];
const reading = [
  'An arrow points from who connected to who accepted. Its width is the rate, its colour the chosen metric, its red core the share of errors.',
  'Dashed: seen from one end only. Dotted: older than the capture. Grey: its host does not answer.',
  'An en dash means unknown, never zero. Request times are of the requests that a row or node answered.',
  'client = network + queue + server: the client’s time, what of it the network took, how long the request lay unread, how long the server worked. Means, without any clock synchronisation.',
];

export class Help {
  constructor() {
    this.dialog = byId('help');
    byId('help-body').replaceChildren(
      ...keys.map(([title, list]) => element('section', {}, element('h3', { text: title }),
        element('dl', {}, list.flatMap(([key, text]) => [element('dt', {}, element('kbd', { text: key })), element('dd', { text })])))),
      element('section', { class: 'reading' }, element('h3', { text: 'How to read it' }), reading.map(text => element('p', { text }))));
    byId('help-close').addEventListener('click', () => this.dialog.close());
    this.dialog.addEventListener('click', event => { if (event.target === this.dialog) this.dialog.close(); });
    this.dialog.addEventListener('keydown', event => { if (event.key === '?') { event.preventDefault(); this.dialog.close(); } });
  }

  toggle() { if (this.dialog.open) this.dialog.close(); else this.dialog.showModal(); }
}
