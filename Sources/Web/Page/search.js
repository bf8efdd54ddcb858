// Search: filters as one types, offers filters and things that fit; Enter takes the chosen one.

import { byId, element } from './dom.js';
import { found, parseChip, suggestions } from './filter.js';
import { kindIcon } from './kinds.js';
import { clean, cut } from './names.js';

const mostThings = 8;

export class Search {
  constructor(app) {
    this.app = app;
    this.input = byId('search');
    this.list = byId('search-list');
    this.offers = [];
    this.input.addEventListener('input', () => {
      app.store.set({ query: this.input.value });
      this.offer();
    });
    this.input.addEventListener('keydown', event => this.key(event));
    this.input.addEventListener('focus', () => this.offer());
    this.input.addEventListener('blur', () => setTimeout(() => this.hide(), 150));
  }

  update(state) { if (document.activeElement !== this.input && this.input.value !== state.query) this.input.value = state.query; }

  /** What could be meant: filters first, then groups of the shown grouping or nodes of the map. */
  offer() {
    const { app } = this, { model, store: { state } } = app, query = this.input.value.trim();
    if (!model || query === '') { this.hide(); return; }
    const shown = state.view === 'map' && app.map.rolled ? app.map.rolled : app.present.get(model, state),
      things = [...shown.groups.values()].filter(group => found(group, query));
    const weight = group => (group.name.toLowerCase().startsWith(query.toLowerCase()) ? 1e12 : 0) + group.inbound.rate + group.outbound.rate;
    this.offers = [
      ...things.sort((a, b) => weight(b) - weight(a)).slice(0, mostThings).map(group => ({ group })),
      ...suggestions(model, query),
    ];
    this.chosen = -1;
    this.list.replaceChildren(...this.offers.map((offer, index) => element('li',
      { role: 'option', id: `offer-${index}`, 'aria-selected': false, onpointerdown: event => { event.preventDefault(); this.take(offer); } },
      offer.group ? [kindIcon(offer.group.level), element('span', { text: cut(offer.group.name, 48) }),
        element('span', { class: 'quiet', text: offer.group.level })]
        : [element('span', { class: 'quiet', text: 'only' }), element('span', { text: clean(offer.chip.replace('=', ' = '), 52) }),
          element('span', { class: 'quiet', text: `× ${offer.many}` })])));
    this.list.hidden = this.offers.length === 0;
    this.input.setAttribute('aria-expanded', this.offers.length > 0);
  }

  hide() {
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', false);
    this.input.removeAttribute('aria-activedescendant');
  }

  choose(index) {
    this.chosen = Math.max(-1, Math.min(this.offers.length - 1, index));
    [...this.list.children].forEach((item, place) => item.setAttribute('aria-selected', place === this.chosen));
    if (this.chosen >= 0) { this.input.setAttribute('aria-activedescendant', `offer-${this.chosen}`);
      this.list.children[this.chosen].scrollIntoView({ block: 'nearest' }); }
  }

  take({ group, chip }) {
    const { store, map } = this.app;
    this.hide();
    if (chip) { this.input.value = ''; store.set({ query: '' }); store.addFilter(chip); return; }
    store.set({ select: group.key, to: '' });
    const node = store.state.view === 'map' && map.scene?.nodes.get(group.key);
    if (node) { this.clear(); map.camera.show(node); map.front.focus(); }
  }

  clear() { this.input.value = ''; this.hide(); this.app.store.set({ query: '' }); }

  key(event) {
    const { key } = event, { store } = this.app;
    if (key === 'ArrowDown') this.choose(this.chosen + 1);
    else if (key === 'ArrowUp') this.choose(this.chosen - 1);
    else if (key === 'Escape') {
      if (this.input.value) this.clear();
      else this.input.blur();
      this.app.focusView();
    }
    else if (key === 'Enter') {
      if (this.chosen >= 0) this.take(this.offers[this.chosen]);
      else if (parseChip(this.input.value.trim())) this.take({ chip: this.input.value.trim() });
      else if (store.state.view === 'map' && this.offers[0]?.group) this.take(this.offers[0]);
      else { this.hide(); this.app.focusView(); }
    } else return;
    event.preventDefault();
  }
}
