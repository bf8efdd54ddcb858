// The edges of a selected group: who calls it, whom it calls, each with numbers and the split of its time.

import { element, refill } from './dom.js';
import { byteRate, count, duration, percent, rate } from './format.js';
import { groupOf } from './levels.js';
import { cut } from './names.js';
import { seenWords } from './words.js';
import { splitBar } from './split.js';
import { Traffic } from './traffic.js';

const first = 8, most = 100;

/** Edges of a group by peer, port and protocol, the busiest first. `side` is the far end: `client` or `server`. */
export function peers(group, side, model, by) {
  const found = new Map();
  for (const edge of (side === 'client' ? group.inbound : group.outbound).edges) {
    const leaf = model.nodes.get(String(edge[side])), peer = groupOf(leaf, by), port = edge.port ?? edge.path,
      protocol = edge.protocol || edge.transport;
    const key = JSON.stringify([peer.key, port, protocol]);
    if (!found.has(key)) found.set(key, { key, peer, port, protocol, tls: edge.tls, traffic: new Traffic(model.interval) });
    found.get(key).traffic.add(edge);
  }
  return [...found.values()].sort((a, b) => b.traffic.rate - a.traffic.rate || b.traffic.byteRate - a.traffic.byteRate || (a.key < b.key ? -1 : 1));
}

function troubles(traffic) {
  return [
    traffic.errors > 0 && `${count(traffic.errors)} errors (${percent(traffic.errorShare)})`,
    traffic.unanswered > 0 && `${count(traffic.unanswered)} unanswered`,
    traffic.failed > 0 && `${count(traffic.failed)} failed to connect`,
    traffic.retransmits > 0 && `${count(traffic.retransmits)} retransmits`,
    traffic.resets > 0 && `${count(traffic.resets)} resets`,
  ].filter(Boolean).join(', ');
}

function entry({ peer, port, protocol, tls, traffic }, side, select) {
  const times = traffic.times('request_time'),
    doubt = traffic.seen !== 'both' || traffic.stale || traffic.partial || traffic.guessed ? seenWords(traffic) : '', bad = troubles(traffic);
  return element('li', { class: traffic.stale ? 'edge stale' : 'edge' },
    element('button', { type: 'button', class: 'edge-head', 'data-key': `${side} ${peer.key} ${port} ${protocol}`,
      title: `${peer.name}: show this connection`, onclick: () => select(peer.key) },
      element('span', { class: 'edge-peer', text: cut(peer.name, 60) }),
      element('span', { class: 'edge-port',
        text: `${[protocol, tls && protocol !== 'tls' ? 'tls' : ''].filter(Boolean).join('+')}${port !== undefined ? (typeof port === 'number' ? ` :${port}` : ` ${cut(String(port), 24)}`) : ''}` })),
    element('div', { class: 'edge-numbers' },
      traffic.requests > 0
        ? [element('span', { text: `${rate(traffic.rate)}/s` }), element('span', { text: `p50 ${duration(times?.p50)}` }),
          element('span', { text: `p99 ${duration(times?.p99)}` })]
        : element('span', { class: 'quiet', text: 'no requests' }),
      element('span', { text: byteRate(traffic.byteRate) }), element('span', { text: `${count(traffic.active)} conns` })),
    splitBar(traffic),
    bad && element('div', { class: 'alarm', text: bad }),
    doubt && element('div', { class: 'doubt', text: doubt }));
}

export class EdgeList {
  constructor(title, side, select) {
    this.side = side;
    this.select = select;
    this.heading = element('h3', { text: title });
    this.list = element('ul', { class: 'edges' });
    this.more = element('button', { type: 'button', class: 'quiet-button', onclick: () => { this.whole = true; this.draw(); } });
    this.element = element('section', {}, this.heading, this.list, this.more);
  }

  update(group, model, by) {
    if (this.shown !== group.key) this.whole = false;
    this.shown = group.key;
    this.found = peers(group, this.side, model, by);
    this.draw();
  }

  draw() {
    const { found } = this, shown = found.slice(0, this.whole ? most : first), focused = document.activeElement?.dataset?.key;
    this.element.hidden = found.length === 0;
    refill(this.list, shown.map(one => [one.key, one.traffic.rate, one.traffic.sent, one.traffic.received, one.traffic.active]).join(),
      () => shown.map(one => entry(one, this.side, this.select)));
    if (focused) [...this.list.querySelectorAll('button')].find(button => button.dataset.key === focused)?.focus({ preventScroll: true });
    this.more.hidden = shown.length >= found.length || shown.length === most;
    this.more.textContent = `Show ${Math.min(found.length, most) - shown.length} more`;
  }
}
