// The details of a connection between two groups: both ends, how it is known, times, their histogram, counters, the flows in it.

import { element } from './dom.js';
import { bytes, byteRate, count, duration, percent, rate, unknown } from './format.js';
import { latencyChart } from './latency.js';
import { cut } from './names.js';
import { splitBar } from './split.js';
import { seenWords } from './words.js';

const rows = [['request', 'request_time'], ['first byte', 'first_byte_time'], ['server', 'server_time'], ['queue', 'queue_time'],
  ['connect', 'connect_time']];
const shares = ['mean', 'p50', 'p90', 'p99', 'max'], mostFlows = 20;

function timesTable(traffic) {
  const known = rows.filter(([, name]) => traffic.times(name)), network = traffic.networkMean;
  if (known.length === 0) return element('p',
    { class: 'quiet', text: 'No times are known: no request ended in this interval, or single requests are not timed.' });
  return element('table', { class: 'times' },
    element('thead', {}, element('tr', {}, element('th', { class: 'text', scope: 'col', text: 'time' }),
      shares.map(share => element('th', { scope: 'col', text: share })))),
    element('tbody', {},
      known.map(([label, name]) => element('tr', {}, element('th', { class: 'text', scope: 'row', text: label }),
        shares.map(share => element('td', { text: duration(traffic.times(name)[share]) })))),
      network !== undefined && element('tr', {}, element('th', { class: 'text', scope: 'row', text: 'network' }),
        element('td', { text: duration(network) }), shares.slice(1).map(() => element('td', { class: 'unknown', text: unknown })))));
}

function counters(traffic) {
  const lines = [
    ['requests', `${count(traffic.requests)} (${rate(traffic.rate)}/s)`],
      ['errors', traffic.errors > 0 ? `${count(traffic.errors)} (${percent(traffic.errorShare)})` : '0', traffic.errors > 0],
    ['unanswered', count(traffic.unanswered), traffic.unanswered > 0],
    ['sent', `${bytes(traffic.sent)} (${byteRate(traffic.sent / traffic.interval)})`],
      ['received', `${bytes(traffic.received)} (${byteRate(traffic.received / traffic.interval)})`],
    ['connections', `${count(traffic.active)} open, ${count(traffic.opened)} opened, ${count(traffic.closed)} closed`],
      ['failed to connect', count(traffic.failed), traffic.failed > 0],
    ['retransmits', count(traffic.retransmits), traffic.retransmits > 0], ['resets', count(traffic.resets), traffic.resets > 0],
  ];
  return element('dl', { class: 'facts' },
    lines.flatMap(([label, value, bad]) => [element('dt', { text: label }), element('dd', { class: bad ? 'alarm' : '', text: value })]));
}

/** What stands in one flow's line: the processes, port, rate and time. */
function flow(edge, model) {
  const client = model.nodes.get(String(edge.client)), server = model.nodes.get(String(edge.server)), where = edge.port ?? edge.path;
  const name = node => [node.name, node.facets.host && `(${node.facets.host})`].filter(Boolean).join(' ');
  return element('li', {},
    element('div', { class: 'flow-name', title: `${name(client)} → ${name(server)}`,
      text: `${cut(name(client), 34)} → ${cut(name(server), 34)}${typeof where === 'number' ? ` :${where}` : where ? ` ${cut(String(where), 30)}` : ''}` }),
    element('div', { class: 'edge-numbers' }, element('span', { text: edge.protocol || edge.transport || '' }),
      element('span', { text: edge.requests > 0 ? `${rate(edge.requests_per_second)}/s` : 'no requests' }),
        element('span', { text: `p50 ${duration(edge.request_time?.p50)}` })));
}

/** The parts of the panel for an edge. `ends` are its two groups, `choose(key)` selects a group. */
export function edgeDetails(edge, ends, model, choose) {
  const { traffic } = edge, times = traffic.times('request_time'), split = splitBar(traffic);
  const end = (group, word) => element('div', { class: 'end' }, element('span', { class: 'quiet', text: word }),
    element('button', { type: 'button', class: 'link', text: cut(group.name, 60), title: group.name, onclick: () => choose(group.key) }));
  return [
    element('section', {},
      end(ends.client, 'client'), end(ends.server, 'server'),
      element('p', { class: traffic.seen === 'both' && !traffic.stale && !traffic.partial ? 'evidence' : 'doubt',
        text: `${traffic.protocols.join(', ')}${traffic.ports.length ? ` on ${traffic.ports.slice(0, 6).map(port => cut(String(port), 30)).join(', ')}` : ''}; ${seenWords(traffic)}.` })),
    element('section', {}, element('h3', { text: 'Times' }), timesTable(traffic), split && element('div', { class: 'split-block' }, split)),
    times?.buckets?.length > 0 && element('section', {}, element('h3', { text: `Request time, ${count(times.count)} requests` }),
      latencyChart(times)),
    element('section', {}, element('h3', { text: 'Counters in this interval' }), counters(traffic)),
    element('section', {}, element('h3', { text: traffic.edges.length > 1 ? `${count(traffic.edges.length)} flows` : 'Flow' }),
      element('ul', { class: 'flows' }, [...traffic.edges].sort((a, b) => b.requests - a.requests).slice(0, mostFlows).map(one => flow(one, model))),
      traffic.edges.length > mostFlows && element('p', { class: 'quiet', text: `and ${traffic.edges.length - mostFlows} more` })),
  ];
}
