// How things are known, in words.

import { plural } from './format.js';

const evidenceWords = {
  both: 'seen from both ends', client: 'seen from the client only', server: 'seen from the server only',
  conntrack: 'known from connection tracking only', earlier: 'older than the capture',
};

/** How the edges of a sum were learned: `seen from both ends`, or how many in which way. */
export function seenWords(traffic) {
  const kinds = Object.entries(traffic.evidence).filter(([kind]) => evidenceWords[kind]), words = [];
  if (kinds.length === 1) words.push(evidenceWords[kinds[0][0]]);
  else if (kinds.length > 1) words.push(kinds.map(([kind, many]) => `${plural(many, 'flow')} ${evidenceWords[kind]}`).join(', '));
  if (traffic.guessed) words.push('who is the client is a guess');
  if (traffic.partial) words.push('partial: some events were lost, totals may be low');
  if (traffic.stale) words.push('stale: its host does not answer');
  return words.join('; ');
}

export const details = {
  no_payload: 'payload is not read, so new protocols, paths and statuses are unknown',
  no_requests: 'single requests are not timed, so times are missing',
  totals: 'only bytes and connections are counted',
};

/** From where a node's names are known: `container from cgroup and docker, app from marathon`. */
export function identityWords(node) {
  const { raw } = node, from = [...(raw.evidence || [])], words = [];
  const task = node.facets.task, app = node.facets.app;
  if (from.length > 0) words.push(`${task ? 'task' : raw.level === 'external' ? 'name' : 'container'} from ${from.join(' and ')}`);
  if (app?.raw.app?.kind) words.push(`app from ${app.raw.app.kind}`);
  if (raw.hint) words.push('partly a guess');
  return words.join(', ');
}
