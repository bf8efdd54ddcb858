// Colours of values. Lightness runs one way only, so that the scale reads without telling hues apart; red is kept for errors.

import { position, span } from './metrics.js';
import { isDark } from './theme.js';

// From little to much, away from the ground colour.
const light = ['#a8cfe0', '#6db1cf', '#3c8dbb', '#2b669f', '#2b3f7d', '#281b52'];
const dark = ['#2f5878', '#387fa3', '#4aa9b8', '#83cdb0', '#c9e6a3', '#fbf3ae'];

export const ramp = () => d3.interpolateRgbBasis(isDark() ? dark : light);

/** A colour scale for values of a metric: `colour(value)`, `span`, in twelve steps so that equal ones can be drawn together. */
export function colourScale(metric, values) {
  const range = span(values, metric.logarithmic), mix = ramp(), steps = 12;
  const colours = Array.from({ length: steps + 1 }, (_, step) => d3.color(mix(step / steps)).hex());
  return {
    span: range,
    colours,
    colour(value) {
      const place = range && position(value, range, metric.logarithmic);
      return place === undefined ? undefined : colours[Math.round(place * steps)];
    },
  };
}

/** Edge width in pixels by requests (or, without any, bytes) per second: logarithmic, 1 to 7. */
export function edgeWidth(traffic) {
  const weight = traffic.rate > 0 ? traffic.rate : traffic.byteRate / 10000;
  return 1 + Math.min(6, Math.log10(1 + Math.max(0, weight)) * 1.35);
}
