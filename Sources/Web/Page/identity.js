// Who a selected group is: names, where the names come from, facts, labels. Labels and facts can become filters.

import { element } from './dom.js';
import { plural } from './format.js';
import { clean, cut } from './names.js';
import { identityWords } from './words.js';

const distinct = values => [...new Set(values.filter(Boolean))];
const few = (values, most = 3) => values.slice(0, most).join(', ') + (values.length > most ? ` and ${values.length - most} more` : '');

/** `app · marathon · 3 containers on 2 hosts`. */
export function subtitle(group) {
  const containers = distinct(group.leaves.map(leaf => leaf.facets.container?.id)),
    kinds = distinct(group.leaves.map(leaf => leaf.facets.app?.raw.app?.kind));
  const processes = group.leaves.filter(leaf => leaf.level === 'process').length;
  return [
    group.level, group.level === 'app' ? kinds.join(', ') : '',
    containers.length > 0 && group.level !== 'container' && group.level !== 'process' ? plural(containers.length, 'container') : '',
    processes > 1 ? plural(processes, 'process', 'processes') : '',
    group.level === 'host' || group.level === 'external' ? '' : group.hosts.size === 1 ? `on ${[...group.hosts][0]}` : group.hosts.size > 1
      ? `on ${plural(group.hosts.size, 'host')}` : '',
  ].filter(Boolean).join(' · ');
}

function facts(group) {
  const { leaves } = group, of = read => distinct(leaves.map(read)), rows = [];
  const add = (label, values, filter) => { if (values.length > 0) rows.push({ label, values, filter }); };
  const single = leaves.length === 1 ? leaves[0] : undefined;
  if (group.hosts.size > 0 && group.level !== 'host') add('host', [...group.hosts], 'host');
  if (group.level !== 'app') add('app', of(leaf => leaf.facets.app?.name), 'app');
  if (group.level !== 'framework') add('framework', of(leaf => leaf.facets.framework), 'framework');
  add('task', of(leaf => clean(leaf.facets.task?.id)), 'task');
  add('container', of(leaf => leaf.facets.container?.raw.container && leaf.facets.container.name));
  if (group.level !== 'image') add('image', of(leaf => leaf.facets.image), 'image');
  const ids = of(leaf => clean(leaf.facets.container?.raw.container?.id));
  if (ids.length === 1) add('container id', [ids[0].slice(0, 12)]);
  add('runtime', of(leaf => clean(leaf.facets.container?.raw.container?.runtime)));
  add('pod', of(leaf => leaf.facets.pod), 'pod');
  add('address', of(leaf => clean(leaf.raw.address)));
  add('dns name', of(leaf => clean(leaf.raw.dns)));
  if (single?.raw.process?.pid) add('pid', [String(single.raw.process.pid)]);
  const groups = of(leaf => clean(leaf.raw.cgroup));
  if (groups.length === 1) add('cgroup', groups);
  return rows;
}

/** The parts of the identity section. `filter(chip)` adds a filter. */
export function identity(group, model, filter) {
  const self = model.nodes.get(group.key),
    sample = self?.raw.evidence ? self : group.leaves.find(leaf => leaf.raw.evidence || leaf.facets.container?.raw.evidence);
  const source = sample && (sample.raw.evidence ? sample : sample.facets.container),
    words = source ? identityWords({ raw: source.raw, facets: sample.facets }) : '';
  const labels = new Map();
  for (const leaf of group.leaves) for (const [key, value] of Object.entries(leaf.facets.labels)) labels.set(`${key}=${value}`, [key, value]);
  const value = (row, text) => (row.filter
    ? element('button', { type: 'button', class: 'fact-filter', title: `Show only ${row.label} ${text}`, text: cut(text, 48),
      onclick: () => filter(`${row.filter}=${text}`) })
    : element('span', { title: text, text: cut(text, 48) }));
  return [
    words && element('p', { class: 'evidence', text: `Known by: ${words}.` }),
    element('dl', { class: 'facts' }, facts(group).flatMap(row => [
      element('dt', { text: row.values.length > 1 ? `${row.label} (${row.values.length})` : row.label }),
      element('dd', {}, row.values.slice(0, 3).map((text, index) => [index > 0 ? ', ' : '', value(row, text)]).flat(),
        row.values.length > 3 ? ` and ${row.values.length - 3} more` : ''),
    ])),
    labels.size > 0 && element('div', { class: 'labels' }, [...labels.values()].slice(0, 24).map(([key, text]) =>
      element('button', { type: 'button', class: 'label', title: `Show only ${key}=${text}`, text: cut(`${clean(key, 60)}=${text}`, 60),
        onclick: () => filter(`label.${key}=${text}`) })),
    labels.size > 24 && element('span', { class: 'quiet', text: `${labels.size - 24} more labels` })),
  ];
}

/** What is wrong with a group, in sentences: stale, throttled, killed. */
export function complaints(group, model) {
  const { resources } = group, said = [];
  if (group.stale) {
    const ages = model.sources.filter(source => source.fresh === false
      && group.hosts.has(source.host)).map(source => source.age).filter(age => age >= 0);
    said.push(`Stale: ${few([...group.hosts]) || 'its host'} has not answered${ages.length ? ` for ${Math.round(Math.max(...ages))} s` : ''}. These are the last numbers.`);
  }
  if (resources.oom_kills > 0) said.push(`The kernel killed ${plural(resources.oom_kills, 'process', 'processes')} here for want of memory.`);
  if (resources.restarts > 0) said.push(`Restarted ${plural(resources.restarts, 'time')}.`);
  if (resources.cpu_throttled > 0.05) said.push(`Held back by its CPU limit in ${Math.round(resources.cpu_throttled * 100)} % of the periods.`);
  if (resources.disk_used_share > 0.9) said.push(`The root file system is ${Math.round(resources.disk_used_share * 100)} % full.`);
  return said;
}
