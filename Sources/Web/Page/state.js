// What is looked at, as one value, and as the part of the address after `#`: a link keeps the view. Pure; unknown or wild input is ignored.

import { groupings } from './levels.js';
import { metrics } from './metrics.js';

export const initial = Object.freeze({
  view: 'services', layout: 'physical', group: 'app', metric: 'p99', system: 'hide', theme: 'auto',
  query: '', filters: [], select: '', to: '', at: 0, sort: '-rate', open: [], pins: {}, zoom: null,
});

const oneOf = allowed => value => (allowed.includes(value) ? value : undefined);
const text = most => value => (value.length <= most ? value : undefined);
const numbers = (value, many) => {
  const parts = value.split(',').map(Number);
  return parts.length === many && parts.every(Number.isFinite) ? parts : undefined;
};

// The order is the order in the address.
const fields = {
  view: oneOf(['services', 'map']),
  layout: oneOf(['physical', 'logical']),
  group: value => (groupings.includes(value) || /^label:.{1,200}$/.test(value) ? value : undefined),
  metric: oneOf(Object.keys(metrics)),
  system: oneOf(['hide', 'show']),
  theme: oneOf(['auto', 'light', 'dark']),
  query: text(200),
  select: text(2000),
  to: text(2000),
  at: value => (Number(value) > 0 && Number(value) < 1e11 ? Number(value) : undefined),
  sort: value => (/^-?[a-z0-9]{1,20}$/.test(value) ? value : undefined),
  zoom: value => { const zoom = numbers(value, 3); return zoom && zoom[2] > 0 ? zoom : undefined; },
};
// Fields that may stand several times.
const repeated = { filter: ['filters', text(500)], open: ['open', text(1000)] };
const most = 60;

/** The state that an address' fragment describes, on top of the first state. */
export function parse(fragment) {
  const state = { ...initial, filters: [], open: [], pins: {} };
  let pairs;
  try { pairs = [...new URLSearchParams(String(fragment).replace(/^#/, '').slice(0, 16000))]; } catch { return state; }
  for (const [name, value] of pairs) {
    if (Object.hasOwn(fields, name)) {
      const read = fields[name](value);
      if (read !== undefined) state[name] = read;
    } else if (Object.hasOwn(repeated, name)) {
      const [field, check] = repeated[name], read = check(value);
      if (read && state[field].length < most && !state[field].includes(read)) state[field].push(read);
    } else if (name === 'pin') {
      const [, place, key] = /^(-?[\d.]+,-?[\d.]+),(.{1,1000})$/s.exec(value) || [], point = place && numbers(place, 2);
      if (point && Object.keys(state.pins).length < most) state.pins[key] = point;
    }
  }
  return state;
}

/** The fragment of a state, without what is as at the start; readable: colons, slashes and commas stay. */
export function format(state) {
  const pairs = [];
  for (const name of Object.keys(fields)) {
    const value = state[name];
    if (value !== initial[name] && value !== null && value !== undefined) pairs.push([name, Array.isArray(value) ? value.join(',') : String(value)]);
  }
  for (const [name, [field]] of Object.entries(repeated)) for (const value of state[field].slice(0, most)) pairs.push([name, value]);
  for (const [key, [x, y]] of Object.entries(state.pins).slice(0, most)) pairs.push(['pin', `${Math.round(x)},${Math.round(y)},${key}`]);
  const escape = value => encodeURIComponent(value).replace(/%(3A|2F|2C|40)/g, decodeURIComponent);
  return pairs.map(([name, value]) => `${name}=${escape(value)}`).join('&');
}
