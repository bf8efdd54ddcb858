// The map: keeps the scene up to date with the model and the state, and paints it on two canvases: the whole, and what is emphasised.

import { Arrange } from './arrange.js';
import { Camera } from './camera.js';
import { byId, onceAFrame } from './dom.js';
import { found } from './filter.js';
import { graph, Placing } from './graph.js';
import { showLegend } from './legend.js';
import { leafPlaces, Morph } from './morph.js';
import { listNodes } from './outline.js';
import { paintFocus } from './paint.js';
import { Pointer } from './pointer.js';
import { bend, boxes, scene } from './scene.js';
import { Sliding } from './sliding.js';
import { colours } from './theme.js';

export class MapView {
  constructor(app) {
    this.app = app;
    this.base = byId('map-base');
    this.front = byId('map-front');
    this.hover = undefined;
    this.paint = onceAFrame(() => this.paintNow());
    this.paintHover = onceAFrame(() => this.paintFront());
    this.paintMoved = onceAFrame(() => this.moveNow());
    this.sliding = new Sliding(this);
    this.pointer = new Pointer(this);
    this.camera = new Camera(this.front, {
      grabs: event => this.pointer.grabs(event), onMove: () => this.paintMoved(),
      onSettle: zoom => { if (this.scene && app.store.state.view === 'map') app.store.set({ zoom }); },
    });
    this.arrange = new Arrange((name, positions) => this.arranged(name, positions));
    new ResizeObserver(() => this.resize()).observe(this.base.parentElement);
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.base.parentElement, ratio = devicePixelRatio || 1;
    if (width === 0 || height === 0) return;
    if (width === this.camera.width && height === this.camera.height && this.ratio === ratio) return;
    this.ratio = ratio;
    const grew = this.camera.width <= 1;
    this.front.width = Math.round(width * ratio);
    this.front.height = Math.round(height * ratio);
    const windowChanged = this.windowSize !== `${innerWidth}×${innerHeight}`;
    this.windowSize = `${innerWidth}×${innerHeight}`;
    Object.assign(this.camera, { width, height });
    if (this.scene && (grew || (windowChanged && this.camera.fitted))) this.look(false);
    else if (this.selected()) this.camera.show(this.selected());
    this.paintNow();
  }

  /** The first look at a scene: what the address says, else everything. */
  look(slowly) {
    const { zoom } = this.app.store.state;
    if (zoom) this.camera.goTo(zoom, slowly); else this.camera.fit(this.scene, slowly);
  }

  selected() { return this.scene && this.scene.nodes.get(this.app.store.state.select); }

  update(model, state) {
    this.model = model;
    const placing = this.placing = new Placing(model, state);
    const name = JSON.stringify([state.layout, state.layout === 'logical' && state.group, [...state.open].sort(), state.filters, state.system,
      placing.hostsOpen]);
    const rolled = this.app.present.get(model, state, `map:${name}`, placing.group);
    if (this.rolled !== rolled || this.name !== name) this.graph = graph(rolled, placing);
    Object.assign(this, { rolled, name, state });
    const hints = {};
    if (this.scene && this.shown !== name) {
      const old = leafPlaces(this.scene);
      for (const node of this.graph.nodes) { const was = this.scene.nodes.get(node.key) || old.get(node.group.leaves[0].id);
        if (was) hints[node.key] = was.y; }
    }
    this.arrange.want(name, this.graph, state.layout === 'physical',
      Math.max(0.8, (this.camera.width || 1600) / (this.camera.height || 1000)), hints);
    if (this.arrange.positions(name)) this.rebuild(name);
  }

  arranged(name) {
    if (this.name === name) this.rebuild(name, true);
  }

  /** Makes the scene again, gliding if it is another arrangement than the one shown. */
  rebuild(name) {
    const before = this.scene, another = this.shown !== name;
    if (!another && this.morph && !this.morph.done) { this.later = true; return; }
    this.scene = scene(this.graph, this.arrange.positions(name), this.state, node => !node.group.wanted);
    this.gathered = undefined;
    this.hover = this.hover?.node && this.scene.nodes.has(this.hover.node.key) ? { node: this.scene.nodes.get(this.hover.node.key) } : undefined;
    this.shown = name;
    if (another && this.scene.nodes.size > 0) {
      if (this.morph) this.morph.end();
      if (before && before.nodes.size > 0) { if (this.camera.fitted) this.camera.fit(this.scene, true); } else this.look(false);
      this.morph = new Morph(before, this.scene, () => this.moved());
    }
    showLegend(this.scene, this.graph);
    listNodes(this);
    this.search(this.state.query);
    this.paintNow();
  }

  moved() {
    this.scene.frames = boxes(this.graph, this.scene.nodes);
    bend(this.scene.edges, this.scene.nodes);
    this.gathered = undefined;
    if (this.morph.done && this.later) { this.later = false; this.rebuild(this.name); }
    this.paintNow();
  }

  search(query) {
    this.matches = query ? [...this.scene.nodes.values()].filter(node => found(node.group, query)) : undefined;
  }

  paintNow() {
    if (!this.scene || this.camera.width <= 1 || this.app.store.state.view !== 'map') return;
    this.sliding.paint();
    paintFocus(this, colours());
  }

  /** Only what is emphasised changed. */
  paintFront() { if (this.scene && this.camera.width > 1) paintFocus(this, colours()); }

  /** Only the camera moved. */
  moveNow() {
    if (!this.scene || this.camera.width <= 1) return;
    this.sliding.move();
    paintFocus(this, colours());
  }

  /** Moves a node for good; it is then pinned. */
  pin(node, point) {
    Object.assign(node, { x: point[0], y: point[1], pinned: true, apart: false });
    this.scene.frames = boxes(this.graph, this.scene.nodes);
    bend(this.scene.edges, this.scene.nodes);
    this.gathered = undefined;
    this.paint();
  }

  fit() { this.camera.fit(this.scene, true); }

  /** Lays everything out anew, without pins. */
  tidy() {
    this.arrange.forget(this.name);
    this.shown = undefined;
    this.camera.fitted = true;
    this.app.store.set({ pins: {}, zoom: null });
    this.update(this.model, this.app.store.state);
  }
}
