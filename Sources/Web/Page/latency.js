// The histogram of an edge's request times on a logarithmic axis, with p50 and p99 marked.

import { element } from './dom.js';
import { count, duration } from './format.js';
import { bounds } from './histogram.js';

const width = 320, height = 92, foot = 18;

/** Counts gathered into at most `bars` bars of equal width on a logarithmic axis: [{low, high, count}]. */
export function bars(buckets, most = 40) {
  if (buckets.length === 0) return [];
  const low = Math.max(1, buckets[0][0]), high = buckets[buckets.length - 1][0], step = Math.max(1, Math.ceil((high - low + 1) / most)), made = [];
  for (let index = low; index <= high; index += step) made.push({ low: bounds(index)[0], high: bounds(Math.min(high, index + step - 1))[1],
    count: 0 });
  for (const [index, many] of buckets) made[Math.max(0, Math.floor((index - low) / step))].count += many;
  return made;
}

export function latencyChart(times) {
  const drawn = bars(times.buckets), top = Math.max(...drawn.map(bar => bar.count)), low = drawn[0].low, last = drawn[drawn.length - 1];
  const high = Number.isFinite(last.high) ? last.high : last.low * 2;
  const x = seconds => (Math.log(Math.max(seconds, low) / low) / Math.log(high / low)) * (width - 2) + 1, ground = height - foot;
  const rects = drawn.map(bar => {
    const size = bar.count > 0 ? Math.max(1.5, (bar.count / top) * (ground - 14)) : 0, left = x(bar.low);
    return element('rect', { class: 'latency-bar', x: left, y: ground - size, width: Math.max(1, x(Math.min(bar.high, high)) - left - 1),
      height: size },
      element('title', { text: `${duration(bar.low)} to ${duration(bar.high)}: ${count(bar.count)}` }));
  });
  const marks = ['p50', 'p99'].filter(name => times[name] !== undefined).flatMap(name => {
    const place = x(times[name]);
    return [element('line', { class: 'latency-mark', x1: place, x2: place, y1: 12, y2: ground }),
      element('text', { class: 'latency-word', x: Math.min(Math.max(place, 12), width - 12), y: 10, 'text-anchor': 'middle', text: name })];
  });
  const ends = [[1, 'start', low], [width / 2, 'middle', Math.sqrt(low * high)], [width - 1, 'end', high]]
    .map(([place, anchor, value]) => element('text',
      { class: 'latency-word', x: place, y: height - 4, 'text-anchor': anchor, text: duration(value) }));
  return element('svg', { class: 'latency', viewBox: `0 0 ${width} ${height}`, role: 'img',
    'aria-label': `Histogram of ${count(times.count)} request times from ${duration(low)} to ${duration(high)}` },
    element('line', { class: 'latency-ground', x1: 0, x2: width, y1: ground, y2: ground }), rects, marks, ends);
}
