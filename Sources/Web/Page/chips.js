// Filter chips below the header: each a button that takes its filter away.

import { byId, element, refill } from './dom.js';
import { parseChip } from './filter.js';
import { clean } from './names.js';

export function showChips(app, state) {
  const { store } = app, chips = state.filters.map(filter => ({ filter, chip: parseChip(filter) })).filter(({ chip }) => chip);
  refill(byId('chips'), JSON.stringify([state.filters, state.system]), () => [
    ...chips.map(({ filter, chip: { name, value, not } }) => element('button',
      { type: 'button', class: 'chip', title: `Remove the filter ${clean(filter)}`,
        onclick: () => { store.removeFilter(filter); byId('search').focus(); } },
      element('span', { class: 'quiet', text: `${clean(name.replace(/^label\./, 'label '), 60)} ${not ? '≠' : '='} ` }), element('span', { text: clean(value, 40) }), element('span', { class: 'cross', 'aria-hidden': 'true', text: '✕' }))),
    state.system === 'hide'
      ? element('button', { type: 'button', class: 'chip', title: 'Show weir itself, the kernel, container runtimes and agents of the cluster',
        onclick: () => store.set({ system: 'show' }) }, element('span', { text: 'system hidden' }),
          element('span', { class: 'cross', 'aria-hidden': 'true', text: '✕' }))
      : element('button', { type: 'button', class: 'chip off', onclick: () => store.set({ system: 'hide' }) }, 'hide system'),
  ]);
}
