// Sparklines: a small SVG line over a filled area, gaps where nothing is known, a mark at a moment.

import { element } from './dom.js';

/** `{element, draw(values, {mark})}`: values oldest first, undefined or null where unknown; mark is an index. */
export function sparkline(width, height, kind = '') {
  const area = element('path', { class: 'spark-area' }), line = element('path', { class: 'spark-line' });
  const moment = element('line', { class: 'spark-mark', y1: 0, y2: height });
  const dot = element('path', { class: 'spark-dot' });
  const svg = element('svg', { class: `spark ${kind}`, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, area,
    line, moment, dot);
  function draw(values = [], { mark = -1, floor } = {}) {
    const known = values.filter(value => typeof value === 'number');
    const top = Math.max(floor || 0, ...known) || 1, many = Math.max(2, values.length);
    const x = index => (index / (many - 1)) * (width - 4) + 2, y = value => height - 1.5 - (value / top) * (height - 4);
    let path = '', fill = '', start = -1;
    values.forEach((value, index) => {
      if (typeof value !== 'number') { start = -1; return; }
      const point = `${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
      path += `${start < 0 ? 'M' : 'L'}${point}`;
      if (start < 0) { fill += `M${x(index).toFixed(1)} ${height}`; start = index; }
      fill += `L${point}`;
      if (typeof values[index + 1] !== 'number') fill += `L${x(index).toFixed(1)} ${height}Z`;
    });
    line.setAttribute('d', path);
    area.setAttribute('d', fill);
    const at = mark >= 0 ? mark : values.length - 1, there = typeof values[at] === 'number';
    dot.setAttribute('visibility', there ? 'visible' : 'hidden');
    if (there) dot.setAttribute('d', `M${x(at).toFixed(1)} ${y(values[at]).toFixed(1)}h0`);
    moment.setAttribute('visibility', mark >= 0 ? 'visible' : 'hidden');
    if (mark >= 0) { moment.setAttribute('x1', x(mark)); moment.setAttribute('x2', x(mark)); }
  }
  return { element: svg, draw };
}
