// Roll-up: every leaf belongs to one group of the chosen grouping, and the edges of leaves become edges of groups. Sums are preserved.

import { clean } from './names.js';
import { Traffic } from './traffic.js';

export const groupings = ['app', 'framework', 'host', 'image', 'task', 'container', 'process'];

const own = leaf => ({ key: leaf.id, level: leaf.level, name: leaf.name });
const named = node => node && { key: node.id, level: node.level, name: node.name };

/** A part of an app on one host, for what runs without a container: a unit. */
function unit(leaf) {
  const { app, hostId } = leaf.facets;
  return app && hostId ? { key: `${app.id}@${hostId}`, level: 'app', name: app.name } : undefined;
}

const container = leaf => named(leaf.facets.container) || unit(leaf) || own(leaf);
const app = leaf => named(leaf.facets.app) || container(leaf);

const choose = {
  process: own,
  container,
  app,
  host: leaf => (leaf.facets.hostId ? { key: leaf.facets.hostId, level: 'host', name: leaf.facets.host } : own(leaf)),
  task: leaf => (leaf.facets.task
    ? { key: `task:${leaf.facets.task.id}`, level: 'task', name: clean(leaf.facets.task.id) } : container(leaf)),
  framework: leaf => (leaf.facets.framework
    ? { key: `framework:${leaf.facets.framework}`, level: 'framework', name: leaf.facets.framework } : app(leaf)),
  image: leaf => (leaf.facets.image ? { key: `image:${leaf.facets.image}`, level: 'image', name: leaf.facets.image } : container(leaf)),
};

/** The group of a leaf: `{key, level, name}`. A leaf without the wished facet stands in the next smaller group that it has. */
export function groupOf(leaf, by) {
  if (leaf.level === 'external') return own(leaf);
  if (by.startsWith('label:')) {
    const key = by.slice(6), value = leaf.facets.labels[key];
    return value ? { key: `label:${key}=${value}`, level: 'label', name: value } : app(leaf);
  }
  return (choose[by] || app)(leaf);
}

export const edgeKey = (client, server) => `${client}\u0000${server}`;

/**
 * Groups of the leaves that `keep` lets through and the edges between them. `group(leaf)` gives `{key, level, name}`.
 * An edge is kept if `keepEdge` says so of its two leaves. Edges inside a group are kept, with the same key at both ends.
 */
export function rollUp(model, group, keep = () => true, keepEdge = () => true) {
  const groups = new Map(), edges = new Map(), placed = new Map();
  const place = leaf => {
    let known = placed.get(leaf.id);
    if (known) return known;
    const { key, level, name } = group(leaf);
    known = groups.get(key);
    if (!known) {
      known = { key, level, name, leaves: [], hosts: new Set(), inbound: new Traffic(model.interval), outbound: new Traffic(model.interval) };
      groups.set(key, known);
    }
    known.leaves.push(leaf);
    if (leaf.facets.host) known.hosts.add(leaf.facets.host);
    placed.set(leaf.id, known);
    return known;
  };
  for (const leaf of model.leaves) if (keep(leaf)) place(leaf);
  for (const edge of model.edges) {
    const from = model.nodes.get(String(edge.client)), to = model.nodes.get(String(edge.server));
    if (!keepEdge(from, to, edge)) continue;
    const client = place(from), server = place(to), key = edgeKey(client.key, server.key);
    let sum = edges.get(key);
    if (!sum) edges.set(key, sum = { key, client: client.key, server: server.key, traffic: new Traffic(model.interval) });
    sum.traffic.add(edge);
    client.outbound.add(edge);
    server.inbound.add(edge);
  }
  for (const known of groups.values()) {
    known.stale = known.leaves.every(leaf => leaf.stale);
    known.guessed = known.leaves.every(leaf => leaf.raw.hint === true);
  }
  return { groups, edges };
}
