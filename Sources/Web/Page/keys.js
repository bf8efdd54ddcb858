// The keyboard, for everything. Keys of a view work when the focus is not in a field, a list or a dialog.

import { byId } from './dom.js';
import { groupings } from './levels.js';
import { moveInOutline } from './outline.js';

/** The node that an arrow key leads to: a neighbour in that direction, else the nearest node there. */
export function nextNode(scene, from, key) {
  const [ux, uy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  const score = node => {
    const dx = node.x - from.x, dy = node.y - from.y, along = dx * ux + dy * uy, across = Math.abs(dx * uy) + Math.abs(dy * ux);
    return along > 4 ? along + across * 2 : Infinity;
  };
  const best = list => list.reduce((winner, node) => (node !== from && score(node) < (winner ? score(winner) : Infinity) ? node : winner), undefined);
  const sideways = ux !== 0, near = from.edges.flatMap(edge => [edge.from, edge.to]);
  return (sideways && best(near)) || best([...scene.nodes.values()]) || best(near);
}

const first = scene => [...scene.nodes.values()].reduce((a, b) => (!a || b.x + b.y * 0.3 < a.x + a.y * 0.3 ? b : a), undefined);

export class Keys {
  constructor(app) {
    this.app = app;
    document.addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (this.press(event)) event.preventDefault();
    });
  }

  press(event) {
    const { app } = this, { store } = app, { key, target } = event;
    if (document.querySelector('dialog[open]')) return false;
    if (target.closest('input, select, textarea')) {
      if (key === 'Escape') { target.blur(); app.focusView(); return true; }
      return false;
    }
    if (target.closest('#map-outline') && key.startsWith('Arrow')) return moveInOutline(event);
    const everywhere = {
      '/': () => { byId('search').focus(); byId('search').select(); },
      '?': () => app.help.toggle(), '.': () => app.pause(),
      s: () => { store.set({ view: 'services' }); app.focusView(); },
      m: () => (store.state.view === 'services' && target.closest('#services-body') ? app.showOnMap(app.services.current)
        : (store.set({ view: 'map' }), app.focusView())),
      g: () => this.turn(1), G: () => this.turn(-1),
      x: () => store.set({ system: store.state.system === 'hide' ? 'show' : 'hide' }),
      t: () => byId('theme').click(), i: () => byId('timeline').focus(),
      '[': () => byId('back').click(), ']': () => byId('forward').click(),
      End: () => store.state.at > 0 && !target.closest('#services-body') && store.set({ at: 0 }),
      Escape: () => this.escape(),
    };
    if (everywhere[key] && everywhere[key]() !== false) return true;
    const onControl = target.closest('button, a, [role=slider], #details');
    return store.state.view === 'map' ? this.onMap(key, onControl) : this.inTable(key, onControl);
  }

  /** The next grouping. The physical map has its own, so it becomes logical. */
  turn(by) {
    const { store } = this.app, { group, view, layout } = store.state, now = groupings.indexOf(group);
    const next = groupings[(now + by + groupings.length) % groupings.length];
    store.set(view === 'map' && layout === 'physical' ? { layout: 'logical', zoom: null } : { group: next });
  }

  escape() {
    const { app } = this, { state } = app.store;
    if (state.query) app.search.clear();
    else if (state.to) app.store.set({ to: '' });
    else if (state.select) app.details.close();
  }

  onMap(key, onControl) {
    const { app } = this, { map, store } = app, { scene } = map;
    if (!scene) return false;
    const selected = scene.nodes.get(store.state.select), simple = {
      0: () => map.fit(), '+': () => map.camera.by(1.4), '=': () => map.camera.by(1.4), '-': () => map.camera.by(1 / 1.4), l: () => map.tidy(),
      p: () => store.set({ layout: store.state.layout === 'physical' ? 'logical' : 'physical', zoom: null }),
      o: () => { if (selected?.opens || scene.frames.some(frame => frame.key === store.state.select)) store.toggleOpen(store.state.select); },
    };
    if (simple[key]) { simple[key](); return true; }
    if (onControl) return false;
    if (key === 'Enter' && selected) { byId('details-title').focus(); return true; }
    if (!key.startsWith('Arrow')) return false;
    const next = selected ? nextNode(scene, selected, key) : first(scene);
    if (next) { store.set({ select: next.key, to: '' }); map.camera.show(next); }
    return true;
  }

  inTable(key, onControl) {
    const { services } = this.app;
    if (onControl) return false;
    const moves = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, PageDown: services.page, PageUp: -services.page, Home: -1e9, End: 1e9 };
    // The first arrow only takes hold of the row.
    if (moves[key] !== undefined) { services.step(document.activeElement.closest('#services-body') || Math.abs(moves[key]) > 1 ? moves[key] : 0);
      return true; }
    if (key !== 'Enter') return false;
    services.open();
    byId('details-title').focus();
    return true;
  }
}
