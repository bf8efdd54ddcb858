// The base picture of a heavy scene is painted with a margin and slid while the camera moves; it is painted again when that rests.
// A light scene is painted for every frame.

import { paintBase } from './paint.js';
import { colours } from './theme.js';

const heavy = 250, rest = 130, often = 500;

export class Sliding {
  constructor(map) { Object.assign(this, { map, waiting: 0, painted: undefined }); }

  get slides() { return this.map.scene.edges.length + this.map.scene.nodes.size / 2 > heavy; }

  /** Sizes the canvas to the view and its margin. Setting a size clears a canvas, so only when it changes. */
  size() {
    const { base, camera: { width, height } } = this.map, ratio = devicePixelRatio || 1;
    const share = !this.slides ? 0 : width * height * ratio * ratio < 4e6 ? 0.2 : 0.1,
      margin = [Math.round(width * share), Math.round(height * share)];
    const across = Math.round((width + 2 * margin[0]) * ratio), down = Math.round((height + 2 * margin[1]) * ratio);
    if (base.width !== across || base.height !== down) { base.width = across; base.height = down; }
    Object.assign(base.style, { left: `${-margin[0]}px`, top: `${-margin[1]}px`, width: `${width + 2 * margin[0]}px`,
      height: `${height + 2 * margin[1]}px`, transformOrigin: `${margin[0]}px ${margin[1]}px` });
    this.map.margin = margin;
  }

  paint() {
    clearTimeout(this.waiting);
    this.waiting = 0;
    this.size();
    const { k, x, y, width, height } = this.map.camera;
    this.map.base.style.transform = 'none';
    paintBase(this.map, colours());
    this.painted = { k, x, y, width, height, at: performance.now() };
  }

  move() {
    if (!this.slides || !this.painted) { this.paint(); return; }
    const { camera, margin } = this.map, { painted } = this, scale = camera.k / painted.k, x = camera.x - painted.x * scale,
      y = camera.y - painted.y * scale;
    this.map.base.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    const bare = x - margin[0] * scale > 0 || y - margin[1] * scale > 0
      || x + (painted.width + margin[0]) * scale < camera.width || y + (painted.height + margin[1]) * scale < camera.height;
    if (bare && performance.now() - painted.at > often) { this.paint(); return; }
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.paint(), rest);
  }
}
