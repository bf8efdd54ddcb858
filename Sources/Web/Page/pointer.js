// The pointer on the map: hover shows, click selects, double click opens and closes, drag on a node pins it.

import { edgeAt, frameAt, nodeAt } from './hits.js';
import { hideTip, showTip } from './tip.js';

export class Pointer {
  constructor(map) {
    this.map = map;
    const { front } = map;
    front.addEventListener('pointermove', event => this.move(event));
    front.addEventListener('pointerleave', () => this.leave());
    front.addEventListener('pointerdown', event => this.down(event));
    front.addEventListener('pointerup', event => this.up(event));
    front.addEventListener('pointercancel', () => { this.drag = undefined; });
    front.addEventListener('dblclick', event => this.open(event));
  }

  place(event) {
    const box = this.map.front.getBoundingClientRect(), touch = event.touches?.[0] || event;
    return [touch.clientX - box.left, touch.clientY - box.top];
  }

  /** A press on a node is for the node, not for panning. */
  grabs(event) { return Boolean(this.map.scene && event.type !== 'wheel' && nodeAt(this.map, ...this.place(event))); }

  move(event) {
    const { map } = this, [x, y] = this.place(event);
    if (!map.scene) return;
    if (this.drag) { this.dragTo(x, y); return; }
    if (event.buttons) { hideTip(); return; }
    const node = nodeAt(map, x, y), frame = node ? undefined : frameAt(map, x, y), edge = node || frame ? undefined : edgeAt(map, x, y);
    map.front.style.cursor = node || edge || frame ? 'pointer' : 'grab';
    if (node !== map.hover?.node || edge !== map.hover?.edge) {
      map.hover = node || edge ? { node, edge } : undefined;
      map.paintHover();
    }
    if (node || edge) showTip(map, { node, edge }, x, y); else hideTip();
  }

  leave() {
    hideTip();
    if (!this.map.hover) return;
    this.map.hover = undefined;
    this.map.paintHover();
  }

  down(event) {
    const [x, y] = this.place(event), node = this.map.scene && nodeAt(this.map, x, y);
    this.pressed = [x, y];
    if (!node || event.button) return;
    this.drag = { node, x, y, moved: false };
    this.map.front.setPointerCapture(event.pointerId);
  }

  dragTo(x, y) {
    const { drag, map } = this;
    if (!drag.moved && Math.hypot(x - drag.x, y - drag.y) < 4) return;
    drag.moved = true;
    hideTip();
    map.hover = { node: drag.node };
    map.pin(drag.node, map.camera.world(x, y));
  }

  up(event) {
    const { drag, map } = this, { store } = map.app, [x, y] = this.place(event);
    this.drag = undefined;
    if (!map.scene || event.button) return;
    if (drag?.moved) {
      store.set({ pins: { ...store.state.pins, [drag.node.key]: [drag.node.x, drag.node.y] } });
      return;
    }
    if (!this.pressed || Math.hypot(x - this.pressed[0], y - this.pressed[1]) > 4) return;
    map.front.focus({ preventScroll: true });
    const node = nodeAt(map, x, y), frame = node ? undefined : frameAt(map, x, y), edge = node || frame ? undefined : edgeAt(map, x, y);
    if (node) store.set({ select: node.key, to: '' });
    else if (frame) store.set({ select: frame.key, to: '' });
    else if (edge) store.set({ select: edge.client, to: edge.server });
    else store.set({ select: '', to: '' });
  }

  open(event) {
    const { map } = this, [x, y] = this.place(event), node = nodeAt(map, x, y), frame = node ? undefined : frameAt(map, x, y);
    if (node?.opens) map.app.store.toggleOpen(node.key);
    else if (frame) map.app.store.toggleOpen(frame.key);
  }
}
