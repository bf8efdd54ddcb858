// What one has to know to trust the numbers, in sentences, above the view; and what stands in place of a view that has nothing to show.

import { byId, element, refill } from './dom.js';
import { age, clock, count, duration, plural } from './format.js';
import { clean } from './names.js';
import { details } from './words.js';

const names = sources => sources.slice(0,
  3).map(source => clean(source.host, 60)).join(', ') + (sources.length > 3 ? ` and ${sources.length - 3} more` : '');

/** Sentences about the present document, the gravest first: `[{kind, text}]`, kind `error` or `doubt`. */
export function notices(model, state, trouble) {
  const said = [], say = (kind, text) => said.push({ kind, text }), { sources } = model;
  if (trouble) say('error', troubleWords(trouble));
  if (state.at) say('doubt', `Looking back: ${clock(state.at * 1000)}, ${age(Date.now() / 1000 - state.at)} ago. Press . or End for live.`);
  const stale = sources.filter(source => source.fresh === false);
  for (const source of stale.slice(0, 3)) say('doubt',
    `${clean(source.host, 60)} has not answered for ${age(source.age)}${source.error ? ` (${clean(source.error, 120)})` : ''}. What it saw last is shown grey.`);
  if (stale.length > 3) say('doubt', `${stale.length - 3} more hosts do not answer.`);
  const lossy = sources.filter(source => source.lost > 0), lost = lossy.reduce((sum, source) => sum + source.lost, 0);
  if (lost > 0) say('doubt', `${plural(lost, 'event was', 'events were')} lost on ${names(lossy)}. Bytes and requests stay exact; some times are missing. A flow touched by it says partial.`);
  const kinds = new Map();
  for (const source of sources) if (source.detail && source.detail !== 'full') kinds.set(source.detail,
    [...(kinds.get(source.detail) || []), source]);
  for (const [detail, where] of kinds) say('doubt',
    `${names(where)} ${where.length > 1 ? 'hold' : 'holds'} back to keep the CPU limit: ${details[detail] || `detail is ${clean(detail, 40)}`}.`);
  const over = sources.filter(source => source.overflowed > 0);
  if (over.length > 0) say('doubt', `${count(over.reduce((sum, source) => sum + source.overflowed, 0))} flows on ${names(over)} did not fit and are only summed.`);
  const partial = model.edges.filter(edge => edge.partial).length;
  if (partial > 0 && lost === 0) say('doubt', `${plural(partial, 'flow is', 'flows are')} partial: events were lost on the way, totals may be low.`);
  return said;
}

export function troubleWords({ error, since, next }) {
  const then = ` Trying again in ${age(next / 1000)}.`, last = since ? ` What is shown is from ${clock(since)}.` : '';
  if (error.kind === 'token') return `This weir asks for a token. Open the page once as /?token=… with the token from the daemon's --token-file; a cookie remembers it.${last}`;
  if (error.kind === 'forbidden') return `You may not look at this weir: your user or token is not allowed.${last}`;
  if (error.kind === 'failed') return `The daemon answered badly (${error.message}).${last}${then}`;
  return `The daemon does not answer: has it ended, or is the way to it closed?${last}${then}`;
}

/** Why a view is empty: `{title, lines, action}`; undefined when there is something to show. */
export function emptiness(app, model, state, trouble) {
  if (!model) {
    if (!trouble) return { title: 'Loading…', lines: [] };
    const title = { token: 'A token is needed', forbidden: 'Not allowed', failed: 'The daemon answered badly' }[trouble.error.kind]
      || 'The daemon does not answer';
    return { title, lines: [troubleWords(trouble)] };
  }
  if (app.present.get(model, state).groups.size > 0) return undefined;
  if (model.leaves.length > 0) {
    const system = model.leaves.filter(leaf => leaf.facets.system).length;
    return {
      title: 'Everything is filtered out',
      lines: [state.filters.length ? `The filters hide all ${plural(model.leaves.length, 'workload')}.`
        : `All that was seen belongs to the system (${plural(system, 'workload')}).`],
      action: state.filters.length ? ['Remove the filters', () => app.store.set({ filters: [] })]
        : ['Show system traffic', () => app.store.set({ system: 'show' })],
    };
  }
  if (state.at) return { title: 'Nothing was seen then', lines: ['The history holds nothing for this moment. Look at another one, or go live.'],
    action: ['Go live', () => app.store.set({ at: 0 })] };
  const [source] = model.sources;
  return {
    title: 'Nothing seen yet',
    lines: [
      source ? `${clean(source.host, 60)} is watched${source.started ? ` since ${clock(Date.parse(source.started))}` : ''}, and no connection has carried anything in the last ${duration(model.interval).replace('.00', '').replace('.0', '')}.` : 'No host reports to this page yet.',
      'A connection appears here when the first bytes move, whatever the protocol. If you expect traffic: is it on this host, and did the daemon start with a filter? “weir check” says what this host offers.',
    ],
  };
}

export function showNotices(list) {
  const box = byId('notices');
  box.hidden = list.length === 0;
  refill(box, JSON.stringify(list), () => list.slice(0,
    3).map(({ kind, text }) => element('p', { class: `notice ${kind}`, text })).concat(list.length > 3
      ? element('details', { class: 'notice doubt' }, element('summary', { text: `${list.length - 3} more` }),
        list.slice(3).map(({ text }) => element('p', { text }))) : []));
}

export function showEmptiness(why) {
  const box = byId('empty');
  box.hidden = !why;
  if (why) refill(box, JSON.stringify([why.title, why.lines]),
    () => [element('h2', { text: why.title }), why.lines.map(text => element('p', { text })),
      why.action && element('button', { type: 'button', text: why.action[0], onclick: why.action[1] })]);
}
