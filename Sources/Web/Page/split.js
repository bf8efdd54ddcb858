// Where a request's time goes: client = network + queue + server, as a stacked bar with its numbers.

import { element } from './dom.js';
import { duration } from './format.js';

/** The means of the parts, as far as known. `rest` is what of the client's time nobody explains. */
export function parts(traffic) {
  const client = traffic.times('request_time')?.mean, network = traffic.networkMean;
  const queue = traffic.times('queue_time')?.mean, server = traffic.times('server_time')?.mean;
  const known = [network, queue, server].filter(value => value !== undefined).reduce((sum, value) => sum + value, 0);
  const rest = client !== undefined && known > 0 && client > known * 1.02 ? client - known : undefined;
  return { client, network, queue, server, rest };
}

const names = { network: 'network', queue: 'queue', server: 'server', rest: 'not split' };

/** The bar and its line of numbers; undefined when no time is known at all. */
export function splitBar(traffic) {
  const times = parts(traffic), shown = Object.keys(names).filter(name => times[name] > 0), whole = shown.reduce((sum, name) => sum + times[name], 0);
  if (times.client === undefined && whole === 0) return undefined;
  const bar = element('div', { class: 'split', 'aria-hidden': 'true' });
  for (const name of shown) {
    const piece = element('div', { class: `split-${name}` });
    piece.style.flexGrow = Math.max(0.015, times[name] / whole);
    bar.append(piece);
  }
  const numbers = shown.filter(name => name !== 'rest').flatMap((name, index) => [
    index > 0 ? ' + ' : '', element('span', { class: `split-word-${name}`, text: `${names[name]} ${duration(times[name])}` }),
  ]);
  const mean = times.client === undefined ? [] : [`client ${duration(times.client)}`];
  const why = shown.length === 0 || (shown.length === 1 && shown[0] === 'rest') ? ' (mean; not split: the server was not seen)' : '';
  return [shown.some(name => name !== 'rest') ? bar : undefined,
    element('div', { class: 'split-words' }, ...mean, numbers.length && mean.length ? ' = ' : '', ...numbers, why)];
}
