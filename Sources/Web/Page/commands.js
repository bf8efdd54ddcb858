// Commands that watch just this in a terminal, quoted for a shell.

import { shellWord } from './names.js';

/** The option that picks a group out, as words; undefined when there is no such option. */
export function filterFor(group) {
  const [leaf] = group.leaves, { facets } = leaf;
  if (group.level === 'app' && facets.app) return ['--app', facets.app.raw.app?.id || facets.app.name];
  if (group.level === 'container' && facets.container) return ['--container',
    facets.container.raw.container?.id?.slice(0, 12) || facets.container.name];
  if (group.level === 'task' && facets.task) return ['--task', facets.task.id];
  if (group.level === 'framework') return ['--framework', facets.framework];
  if (group.level === 'label') return ['--label', group.key.slice('label:'.length)];
  if (group.level === 'process' && leaf.raw.cgroup) return ['--cgroup', leaf.raw.cgroup];
  if (group.level === 'process' && facets.container) return ['--container',
    facets.container.raw.container?.id?.slice(0, 12) || facets.container.name];
  if (group.level === 'host') return [];
  return undefined;
}

/** `{live, record, where}` for a group; undefined when no filter fits it. */
export function commandsFor(group) {
  const filter = filterFor(group);
  if (!filter) return undefined;
  const words = filter.map(shellWord).join(' '), file = group.name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40) || 'capture';
  return {
    live: ['weir live', words].filter(Boolean).join(' '),
    record: ['weir record', words, `${file}.scap`].filter(Boolean).join(' '),
    where: [...group.hosts].slice(0, 4).join(', ') + (group.hosts.size > 4 ? ` and ${group.hosts.size - 4} more` : ''),
  };
}
