// The kinds of things with their signs, the same in the table, the details and (as far as they are drawn) the map.

import { element } from './dom.js';
import { standsFor } from './scene.js';

const shapes = {
  app: ['path', { d: 'M7 1L12.2 4V10L7 13L1.8 10V4Z' }],
  framework: ['path', { d: 'M7 1L12.2 4V10L7 13L1.8 10V4Z', class: 'hollow' }],
  host: ['rect', { x: 2, y: 2, width: 10, height: 10, rx: 2 }],
  container: ['circle', { cx: 7, cy: 7, r: 5 }],
  task: ['circle', { cx: 7, cy: 7, r: 4.4, class: 'hollow' }],
  process: ['circle', { cx: 7, cy: 7, r: 3 }],
  image: ['rect', { x: 2.5, y: 2.5, width: 9, height: 9, class: 'hollow' }],
  label: ['path', { d: 'M2 3H9L12.5 7L9 11H2Z', class: 'hollow' }],
  external: ['path', { d: 'M7 1.2L12.8 7L7 12.8L1.2 7Z' }],
};

export function kindIcon(level) {
  const [name, attributes] = shapes[level] || shapes.process;
  return element('svg', { class: 'kind-icon', width: 14, height: 14, role: 'img', 'aria-label': level }, element('title', { text: level }),
    element(name, attributes));
}

/** The short note behind a name in the table: how many it is, or where. */
export function rowHint(group) {
  const where = group.hosts.size === 1 && group.level !== 'host' ? [...group.hosts][0] : '';
  return [group.stale ? 'stale' : '', group.guessed ? 'a guess' : '', standsFor(group) || where].filter(Boolean).join(' · ');
}
