// The legend below the map: the colour scale with its ends, the shapes and the lines that occur.

import { byId, element, refill } from './dom.js';
import { isDark } from './theme.js';

const shape = name => {
  const marks = { circle: ['circle', { cx: 7, cy: 7, r: 5 }], square: ['rect', { x: 2, y: 2, width: 10, height: 10, rx: 2 }],
    diamond: ['path', { d: 'M7 1.5L12.5 7L7 12.5L1.5 7Z' }], dot: ['circle', { cx: 7, cy: 7, r: 3.2 }] };
  return element('svg', { class: 'key', width: 14, height: 14, 'aria-hidden': 'true' }, element(...marks[name]));
};
const line = kind => element('svg', { class: `key line-${kind}`, width: 26, height: 14, 'aria-hidden': 'true' },
  element('line', { x1: 1, x2: 25, y1: 7, y2: 7 }));
const item = (mark, words) => element('span', { class: 'legend-item' }, mark, element('span', { text: words }));

export function showLegend({ nodes, edges, scale, metric }) {
  const shapes = new Set([...nodes.values()].map(node => node.shape)), seen = new Set(edges.map(edge => (edge.stale ? 'stale' : edge.seen)));
  const faults = edges.some(edge => edge.errors > 0), range = scale.span ? scale.span.map(metric.write) : undefined;
  const signature = JSON.stringify([[...shapes].sort(), [...seen].sort(), faults, range, metric.label, isDark()]);
  refill(byId('legend'), signature, () => {
    const bar = element('span', { class: 'legend-bar' });
    bar.style.background = `linear-gradient(to right, ${scale.colours.join(', ')})`;
    return [
      range ? element('span', { class: 'legend-item' }, element('span', { text: metric.label }), element('span', { text: range[0] }), bar,
        element('span', { text: range[1] }))
        : item(shape('circle'), `no ${metric.label} known`),
      shapes.has('circle') && item(shape('circle'), 'workload'),
      shapes.has('square') && item(shape('square'), 'host'),
      shapes.has('dot') && item(shape('dot'), 'process'),
      shapes.has('diamond') && item(shape('diamond'), 'outside'),
      seen.has('both') && item(line('both'), 'both ends seen'),
      seen.has('one') && item(line('one'), 'one end seen'),
      seen.has('earlier') && item(line('earlier'), 'older than the capture'),
      seen.has('stale') && item(line('stale'), 'stale'),
      faults && item(line('fault'), 'share of errors'),
    ];
  });
}
