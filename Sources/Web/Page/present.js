// What is to be shown now: the model through filters and roll-up, made once per document and choice and then shared by all views.

import { edgeTest, leafTest } from './filter.js';
import { groupOf, rollUp } from './levels.js';
import { resources } from './resources.js';

/** Which leaves and edges the chips and the system switch let through, and what they hide. */
export function sieve(model, state) {
  const wanted = leafTest(state.filters), carries = edgeTest(state.filters), hide = state.system === 'hide';
  const visible = leaf => !(hide && leaf.facets.system);
  const chosen = state.filters.length > 0;
  return {
    leaf: leaf => visible(leaf) && wanted(leaf) && !(leaf.level === 'external' && chosen),
    edge: (client, server, edge) => visible(client) && visible(server) && (wanted(client) || wanted(server)) && carries(edge),
    wanted,
  };
}

/** Rolls the model up by any grouping function, as the state filters it. Each group gets `resources` and `wanted`. */
export function rolled(model, state, group) {
  const pass = sieve(model, state);
  const { groups, edges } = rollUp(model, group, pass.leaf, pass.edge);
  for (const one of groups.values()) {
    one.resources = resources(one, model);
    one.wanted = one.leaves.some(pass.wanted);
    one.system = one.leaves.every(leaf => leaf.facets.system);
  }
  return { groups, edges };
}

export class Present {
  constructor() { this.cache = new Map(); }

  /** The roll-up by the state's grouping, or by `group` under the name `by`. Remembered until the document or the filters change. */
  get(model, state, by = state.group, group = leaf => groupOf(leaf, by)) {
    const choice = JSON.stringify([state.filters, state.system]);
    if (this.model !== model || this.choice !== choice) {
      this.cache.clear();
      this.model = model;
      this.choice = choice;
    }
    if (!this.cache.has(by)) this.cache.set(by, rolled(model, state, group));
    return this.cache.get(by);
  }
}

/** All groups that a selection may mean, looked for from the shown grouping to the finest. */
export function find(present, model, state, key) {
  const likely = /^(app|container|process|host|framework|image|task):/.exec(key)?.[1];
  for (const by of new Set([state.group, likely || 'app', 'app', 'container', 'process', 'host', 'framework', 'image', 'task'])) {
    const group = present.get(model, state, by).groups.get(key);
    if (group) return { group, by };
  }
  return undefined;
}
