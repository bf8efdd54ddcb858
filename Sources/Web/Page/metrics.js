// The metrics one can choose: how a group and an edge are valued by each, and how the value is written.

import { byteRate, bytes, cores, duration, percent, rate } from './format.js';

const time = share => ({
  group: row => row.inbound.times('request_time')?.[share],
  edge: edge => edge.traffic.times('request_time')?.[share],
  write: duration, logarithmic: true, history: `request_time_${share}`,
});

export const metrics = {
  p50: { label: 'request time p50', ...time('p50') },
  p99: { label: 'request time p99', ...time('p99') },
  rate: {
    label: 'requests/s', write: rate, logarithmic: true, history: 'requests_per_second',
    group: row => (row.inbound.edges.length > 0 ? row.inbound.rate : undefined), edge: edge => edge.traffic.rate,
  },
  errors: {
    label: 'errors', write: percent, logarithmic: false, history: 'errors_per_second',
    group: row => row.inbound.errorShare, edge: edge => edge.traffic.errorShare,
  },
  cpu: { label: 'CPU cores', write: cores, logarithmic: false, history: 'cpu_cores', group: row => row.resources.cpu_cores, edge: () => undefined },
  memory: {
    label: 'memory', write: bytes, logarithmic: true, history: 'memory_bytes',
    group: row => row.resources.memory_bytes, edge: () => undefined,
  },
  bytes: {
    label: 'bytes/s', write: byteRate, logarithmic: true, history: undefined,
    group: row => row.inbound.byteRate + row.outbound.byteRate, edge: edge => edge.traffic.byteRate,
  },
};

const steps = [1, 2, 5, 10];

/** The next of 1, 2, 5, 10… at or beyond a value, so that a colour scale does not flicker from poll to poll. */
export function nice(value, up) {
  if (!(value > 0)) return 0;
  const unit = 10 ** Math.floor(Math.log10(value) + 1e-12), share = value / unit;
  return unit * (up ? steps.find(step => step >= share - 1e-9) : [...steps].reverse().find(step => step <= share + 1e-9));
}

/** The span `[low, high]` that values of a metric are coloured in; undefined when there is nothing to colour. */
export function span(values, logarithmic) {
  const known = values.filter(value => typeof value === 'number' && Number.isFinite(value) && value > 0);
  if (known.length === 0) return undefined;
  const high = nice(known.reduce((a, b) => Math.max(a, b)), true);
  if (!logarithmic) return [0, high];
  const low = nice(known.reduce((a, b) => Math.min(a, b)), false);
  return low < high ? [Math.max(low, high / 1e4), high] : [high / 10, high];
}

/** Where a value stands in a span, 0…1; undefined when unknown. */
export function position(value, [low, high], logarithmic) {
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  if (value <= low) return 0;
  return Math.min(1, logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low));
}
