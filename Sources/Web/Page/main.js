// The page: one state, one model, the views that show them. Whatever changes, everything is brought up to date once per frame.

import { showChips } from './chips.js';
import { Details } from './details.js';
import { byId, onceAFrame } from './dom.js';
import { Header } from './header.js';
import { Help } from './help.js';
import { Keys } from './keys.js';
import { Live } from './live.js';
import { MapView } from './map.js';
import { index } from './model.js';
import { emptiness, notices, showEmptiness, showNotices } from './notices.js';
import { Present } from './present.js';
import { Search } from './search.js';
import { Series } from './series.js';
import { Services } from './services.js';
import { Sources } from './sources.js';
import { Store } from './store.js';
import { applyTheme, onSystemTheme } from './theme.js';
import { Timeline } from './timeline.js';

class App {
  constructor() {
    this.store = new Store();
    this.present = new Present();
    this.update = onceAFrame(() => this.updateNow());
    this.series = new Series(() => this.services.draw());
    applyTheme(this.store.state.theme);
    this.services = new Services(this);
    this.map = new MapView(this);
    this.details = new Details(this);
    this.timeline = new Timeline(this);
    this.search = new Search(this);
    this.help = new Help();
    this.sources = new Sources(this);
    this.header = new Header(this);
    this.keys = new Keys(this);
    this.live = new Live((document, at) => this.take(document, at), trouble => {
      this.trouble = trouble;
      this.update();
    });
    this.store.onChange(state => {
      if (state.at !== this.live.at) this.live.look(state.at);
      this.update();
    });
    onSystemTheme(() => this.update());
    this.live.look(this.store.state.at);
    this.timeline.start();
    this.updateNow();
  }

  take(document, at) {
    const before = this.model;
    this.trouble = undefined;
    this.model = index(document);
    if (at === 0 && this.model.time !== before?.time) {
      const { state } = this.store;
      this.series.take(this.present.get(this.model, state).groups.values(), this.model.time);
      const chosen = state.select && this.details.onMap(state.select);
      if (chosen) this.series.take([chosen.group], this.model.time);
    }
    this.update();
  }

  updateNow() {
    const { state } = this.store, { model, trouble } = this, themed = applyTheme(state.theme);
    this.header.update(model, state, trouble);
    this.search.update(state);
    showChips(this, state);
    const why = emptiness(this, model, state, trouble);
    showEmptiness(why);
    showNotices(model ? notices(model, state, trouble) : []);
    document.documentElement.classList.toggle('old', Boolean(model && trouble));
    if (themed) this.timeline.draw();
    if (!model) return;
    if (state.view === 'map') { this.map.resize(); this.map.update(model, state); this.follow(); } else this.services.update(model, state);
    this.details.update(model, state);
    if (this.sources.dialog.open) this.sources.update(model);
    this.timeline.draw();
  }

  /** Stops at the present moment, or goes live again. */
  pause() {
    const { at } = this.store.state;
    this.store.set({ at: at || !this.model ? 0 : Math.round(this.model.time / 1000) });
  }

  /** Shows a group (or a connection) on the map: on the physical one if it is there as a node, else on the logical one. */
  showOnMap(key, to = '') {
    if (!key) return;
    const { state } = this.store, physical = /^(container|process|host|task|external):/.test(key) || key.includes('@host:');
    this.store.set({ view: 'map', layout: physical && !to ? 'physical' : state.group === 'host' ? 'physical' : 'logical', select: key, to,
      query: '' });
    this.sought = key;
    this.focusView();
  }

  /** Brings a node that was asked for into sight once the map has it. */
  follow() {
    const node = this.sought && this.map.scene?.nodes.get(this.sought);
    if (!node || this.map.shown !== this.map.name) return;
    this.sought = undefined;
    this.map.camera.show(node);
  }

  focusView() {
    requestAnimationFrame(() => { if (this.store.state.view === 'map') byId('map-front').focus({ preventScroll: true });
      else this.services.step(0); });
  }
}

window.weir = new App();
