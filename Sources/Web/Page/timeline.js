// The last hour below everything: requests as an area, errors in red above it. Drag or use the keys to look back; the end is live.

import { history } from './api.js';
import { byId, onceAFrame, say } from './dom.js';
import { age, clock, rate } from './format.js';
import { colours } from './theme.js';

const every = 10000, step = 10, edge = 8;

export class Timeline {
  constructor(app) {
    this.app = app;
    this.canvas = byId('timeline-canvas');
    this.slider = byId('timeline');
    this.draw = onceAFrame(() => this.drawNow());
    new ResizeObserver(() => this.draw()).observe(this.slider);
    this.slider.addEventListener('pointerdown',
      event => {
        if (event.button) return;
        this.slider.setPointerCapture(event.pointerId);
        this.dragging = true;
        this.point(event);
      });
    this.slider.addEventListener('pointermove', event => {
      this.hover = event.offsetX;
      if (this.dragging) this.point(event);
      this.draw();
    });
    this.slider.addEventListener('pointerup', () => { this.dragging = false; });
    this.slider.addEventListener('pointercancel', () => { this.dragging = false; });
    this.slider.addEventListener('pointerleave', () => { this.hover = undefined; this.draw(); });
    this.slider.addEventListener('keydown', event => this.key(event));
  }

  start() {
    this.load();
    setInterval(() => { if (!document.hidden) this.load(); }, every);
  }

  async load() {
    try {
      const answer = await history();
      this.times = (answer.times || []).map(time => Date.parse(time) / 1000);
      this.requests = answer.requests_per_second || [];
      this.errors = answer.errors_per_second || [];
      this.lost = answer.lost || [];
      this.failed = false;
    } catch { this.failed = true; }
    this.draw();
  }

  /** The hour that is shown, in seconds since 1970. */
  get span() {
    const last = this.times?.[this.times.length - 1] || Date.now() / 1000;
    return [last - 3600, last];
  }

  x(time) {
    const [from, to] = this.span;
    return edge + ((time - from) / (to - from)) * (this.width - 2 * edge);
  }

  look(time) {
    const [from, to] = this.span, held = Math.round(Math.max(this.times?.length ? Math.max(from, this.times[0]) : from, time) / step) * step;
    this.app.store.set({ at: held >= to - step / 2 ? 0 : held });
  }

  point(event) {
    const [from, to] = this.span;
    this.look(from + ((event.offsetX - edge) / (this.width - 2 * edge)) * (to - from));
  }

  key(event) {
    const [from, to] = this.span, now = this.app.store.state.at || to;
    const move = { ArrowLeft: -step, ArrowRight: step, ArrowDown: -step, ArrowUp: step, PageUp: -60, PageDown: 60 }[event.key];
    if (move) this.look(now + move);
    else if (event.key === 'Home') this.look(from);
    else if (event.key === 'End') this.app.store.set({ at: 0 });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  drawNow() {
    const { canvas, slider } = this, ratio = devicePixelRatio || 1, width = slider.clientWidth, height = slider.clientHeight;
    if (width === 0) return;
    this.width = width;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) { canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio); }
    const context = canvas.getContext('2d'), ink = colours(), { at } = this.app.store.state, [, to] = this.span;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.curves(context, ink, height);
    this.scale(context, ink, height);
    this.handle(context, at ? this.x(at) : this.x(to), at ? ink.doubt : ink.accent, height);
    const seconds = at ? Date.now() / 1000 - at : 0;
    slider.setAttribute('aria-valuenow', at ? -Math.round(to - at) : 0);
    slider.setAttribute('aria-valuetext', at ? `${clock(at * 1000)}, ${age(seconds)} ago` : 'live');
    say(byId('timeline-note'), this.failed ? 'No history can be had.' : this.times?.length === 0 ? 'No history yet.' : '');
  }

  curves(context, ink, height) {
    const { times = [], requests = [], errors = [], lost = [] } = this, ground = height - 15,
      top = Math.max(...requests.map(value => value || 0), 1e-9);
    const y = value => ground - (Math.max(0, value) / top) * (ground - 6), wide = Math.max(1, (this.width - 2 * edge) / 360);
    context.fillStyle = ink.accent;
    context.globalAlpha = 0.32;
    context.beginPath();
    times.forEach((time, index) => {
      if (!(requests[index] > 0)) return;
      const x = this.x(time), before = requests[index - 1] > 0;
      if (!before) context.moveTo(x - wide, ground);
      if (!before) context.lineTo(x - wide, y(requests[index]));
      context.lineTo(x, y(requests[index]));
      if (!(requests[index + 1] > 0)) { context.lineTo(x, ground); context.closePath(); }
    });
    context.fill();
    context.globalAlpha = 1;
    context.fillStyle = ink.error;
    times.forEach((time, index) => { if (errors[index] > 0) { const tall = Math.max(2, ground - y(errors[index]));
      context.fillRect(this.x(time) - wide, ground - tall, wide + 0.5, tall); } });
    context.fillStyle = ink.doubt;
    times.forEach((time, index) => { if (lost[index] > 0) context.fillRect(this.x(time) - wide, 1, wide + 0.5, 3); });
    context.fillStyle = ink.line;
    context.fillRect(edge, ground, this.width - 2 * edge, 1);
  }

  scale(context, ink, height) {
    const [from, to] = this.span, every5 = this.width > 700 ? 300 : 900;
    context.font = '12px system-ui, "DejaVu Sans", sans-serif';
    context.fillStyle = ink.quiet;
    context.textAlign = 'center';
    for (let time = Math.ceil(from / every5) * every5; time < to; time += every5) {
      const x = this.x(time);
      if (x < 30 || x > this.width - 40) continue;
      context.fillRect(x, height - 15, 1, 3);
      context.fillText(clock(time * 1000).slice(0, 5), x, height - 2);
    }
    if (this.hover === undefined || !this.times?.length) return;
    const time = from + ((this.hover - edge) / (this.width - 2 * edge)) * (to - from), index = this.times.findIndex(one => one >= time - 5);
    if (index < 0) return;
    const words = `${clock(this.times[index] * 1000)}  ${rate(this.requests[index])}/s${this.errors[index] > 0 ? `, ${rate(this.errors[index])} errors/s` : ''}${this.lost[index] > 0 ? `, ${this.lost[index]} lost` : ''}`;
    const half = context.measureText(words).width / 2 + 4, x = Math.min(Math.max(this.hover, half), this.width - half);
    context.fillStyle = ink.raised;
    context.fillRect(x - half, 2, half * 2, 17);
    context.fillStyle = ink.ink;
    context.fillText(words, x, 15);
  }

  handle(context, x, colour, height) {
    context.fillStyle = colour;
    context.fillRect(x - 1, 2, 2, height - 16);
    context.beginPath();
    context.arc(x, height - 15, 5, 0, 2 * Math.PI);
    context.fill();
  }
}
