// The note beside the pointer: the whole name, which had no room on the map, and the numbers.

import { byId, element } from './dom.js';
import { byteRate, duration, percent, plural, rate } from './format.js';
import { cut } from './names.js';
import { seenWords } from './words.js';

function nodeLines({ group, many, opens }) {
  const times = group.inbound.times('request_time');
  return [
    [group.level, many, group.hosts.size === 1 && group.level !== 'host' ? `on ${[...group.hosts][0]}` : '',
      group.stale ? 'stale' : ''].filter(Boolean).join(' · '),
    group.inbound.requests > 0 ? `answers ${rate(group.inbound.rate)}/s, p50 ${duration(times?.p50)}, p99 ${duration(times?.p99)}` : undefined,
    group.inbound.errors > 0 ? `errors ${percent(group.inbound.errorShare)}` : undefined,
    group.outbound.requests > 0 ? `asks ${rate(group.outbound.rate)}/s` : undefined,
    opens ? 'double click opens it' : undefined,
  ];
}

function edgeLines({ traffic, seen, stale }) {
  const times = traffic.times('request_time');
  return [
    traffic.requests > 0 ? `${rate(traffic.rate)}/s, p50 ${duration(times?.p50)}, p99 ${duration(times?.p99)}` : 'no requests in this interval',
    traffic.errors > 0 ? `errors ${percent(traffic.errorShare)}` : undefined,
    `${byteRate(traffic.byteRate)}, ${plural(traffic.active, 'connection')} open`,
    traffic.protocols.slice(0, 4).join(', ') + (traffic.ports.length ? ` on ${traffic.ports.slice(0, 4).join(', ')}` : ''),
    seen !== 'both' || stale ? seenWords(traffic) : undefined,
  ];
}

export function showTip(map, { node, edge }, x, y) {
  const tip = byId('map-tip'), lines = (node ? nodeLines(node) : edgeLines(edge)).filter(Boolean);
  const title = node ? cut(node.name, 80) : `${cut(edge.from.name, 40)} → ${cut(edge.to.name, 40)}`;
  tip.replaceChildren(element('strong', { text: title }), ...lines.map(line => element('div', { text: line })));
  tip.hidden = false;
  const { width, height } = map.camera, side = x + tip.offsetWidth + 24 > width ? x - tip.offsetWidth - 14 : x + 16;
  tip.style.left = `${Math.max(4, side)}px`;
  tip.style.top = `${Math.max(4, Math.min(y + 14, height - tip.offsetHeight - 34))}px`;
}

export const hideTip = () => { byId('map-tip').hidden = true; };
