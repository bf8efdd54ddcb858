// The camera over the map: zoom and pan by wheel, pinch and drag (d3-zoom), fit, and the three numbers that go into the address.

import { calm } from './theme.js';
import { extent } from './scene.js';

const limits = [0.04, 4], largestFit = 1.3;

export class Camera {
  /** `grabs(event)` says that a press at this place is not for panning. */
  constructor(canvas, { grabs, onMove, onSettle }) {
    Object.assign(this, { k: 1, x: 0, y: 0, width: 1, height: 1, fitted: true });
    this.selection = d3.select(canvas);
    this.zoom = d3.zoom().scaleExtent(limits).clickDistance(4)
      .filter(() => d3.event.type === 'wheel' || (!d3.event.ctrlKey && !d3.event.button && !grabs(d3.event)))
      .on('zoom', () => {
        const { k, x, y } = d3.event.transform;
        Object.assign(this, { k, x, y });
        if (d3.event.sourceEvent) this.fitted = false;
        onMove();
      })
      .on('end', () => onSettle(this.fitted ? null : this.centre()));
    this.selection.call(this.zoom).on('dblclick.zoom', null);
  }

  screen(x, y) { return [x * this.k + this.x, y * this.k + this.y]; }
  world(x, y) { return [(x - this.x) / this.k, (y - this.y) / this.k]; }

  /** The world's point in the middle and the scale, rounded for the address. */
  centre() {
    const [x, y] = this.world(this.width / 2, this.height / 2);
    return [Math.round(x), Math.round(y), Number(this.k.toPrecision(4))];
  }

  to(k, x, y, slowly) {
    const transform = d3.zoomIdentity.translate(x, y).scale(k);
    if (slowly && !calm()) this.selection.transition().duration(350).call(this.zoom.transform, transform);
    else this.selection.interrupt().call(this.zoom.transform, transform);
  }

  goTo([x, y, k], slowly) {
    this.fitted = false;
    this.to(k, this.width / 2 - x * k, this.height / 2 - y * k, slowly);
  }

  /** Shows the whole scene. */
  fit(scene, slowly) {
    const box = extent(scene);
    if (!box) return;
    const [left, top, right, bottom] = box, pad = 26, foot = 22, head = 28;
    const scale = side => Math.max(limits[0],
      Math.min(largestFit, (this.width - 2 * pad - side) / (right - left), (this.height - 2 * pad - foot - head) / (bottom - top)));
    // Small frames have their titles at the left.
    const side = scene.frames.length > 0 && scale(0) < 0.5 ? 70 : 0, k = scale(side);
    this.fitted = true;
    this.to(k, (this.width + side) / 2 - (k * (left + right)) / 2, (this.height - foot + head) / 2 - (k * (top + bottom)) / 2, slowly);
  }

  by(factor) { this.fitted = false; this.selection.call(this.zoom.scaleBy, factor); }

  /** Pans as little as needed to have a node in sight. */
  show(node) {
    const [x, y] = this.screen(node.x, node.y), pad = 70;
    const dx = Math.max(pad - x, 0) || Math.min(this.width - pad - x, 0), dy = Math.max(pad - y, 0) || Math.min(this.height - pad - y, 0);
    if (dx !== 0 || dy !== 0) {
      this.to(this.k, this.x + dx, this.y + dy, true);
      this.fitted = false;
    }
  }
}
