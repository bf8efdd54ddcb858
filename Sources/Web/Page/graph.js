// What the map shows: which leaves stand together as one node, which frames they are in, and the question to the layout.

import { groupOf } from './levels.js';

/** Above this many hosts they are closed at first; above this many outside ends of one kind, they stand as one. */
const manyHosts = 50, manyOutside = 24;

export const cell = { width: 124, height: 78 };

/** The ends outside that only call or only answer, if there are so many that they are better shown as one. */
function crowds(model) {
  const servers = new Set(model.edges.map(edge => String(edge.server))), clients = new Set(model.edges.map(edge => String(edge.client)));
  const kinds = { clients: new Set(), servers: new Set() };
  for (const leaf of model.leaves) {
    if (leaf.level !== 'external') continue;
    if (clients.has(leaf.id) && !servers.has(leaf.id)) kinds.clients.add(leaf.id);
    if (servers.has(leaf.id) && !clients.has(leaf.id)) kinds.servers.add(leaf.id);
  }
  return kinds;
}

/** Places leaves: `group(leaf)` gives `{key, level, name, frames}`, the frames from the outermost on. */
export class Placing {
  constructor(model, { layout, group, open }) {
    const hosts = new Set(model.leaves.map(leaf => leaf.facets.hostId).filter(Boolean));
    this.toggled = new Set(open);
    this.hostsOpen = hosts.size <= manyHosts;
    this.physical = layout === 'physical';
    this.by = group;
    this.outside = crowds(model);
    this.group = leaf => this.outer(leaf) || (this.physical ? this.inHost(leaf) : this.inGroup(leaf));
  }

  isOpen(key, usually = false) { return this.toggled.has(key) !== usually; }

  outer(leaf) {
    if (leaf.level !== 'external') return undefined;
    const self = { key: leaf.id, level: 'external', name: leaf.name, frames: [] };
    const kind = ['clients', 'servers'].find(name => this.outside[name].has(leaf.id) && this.outside[name].size > manyOutside);
    if (!kind) return self;
    const crowd = { key: `outside:${kind}`, level: 'external', name: `outside ${kind}`, frames: [] };
    return this.isOpen(crowd.key) ? { ...self, frames: [crowd] } : crowd;
  }

  /** A container (or unit) as a node, or its process when it is open. */
  inContainer(leaf, frames) {
    const container = groupOf(leaf, 'container');
    if (container.key === leaf.id || !this.isOpen(container.key)) return { ...container, frames };
    return { key: leaf.id, level: leaf.level, name: leaf.name, frames: [...frames, container] };
  }

  inHost(leaf) {
    const host = groupOf(leaf, 'host');
    if (host.level !== 'host') return this.inContainer(leaf, []);
    return this.isOpen(host.key, this.hostsOpen) ? this.inContainer(leaf, [host]) : { ...host, frames: [] };
  }

  inGroup(leaf) {
    const group = groupOf(leaf, this.by);
    if (!this.isOpen(group.key)) return { ...group, frames: [] };
    const container = groupOf(leaf, 'container');
    if (container.key === group.key) return { key: leaf.id, level: leaf.level, name: leaf.name, frames: leaf.id === group.key ? [] : [group] };
    return this.inContainer(leaf, [group]);
  }
}

/** The graph of a roll-up: nodes, frames, edges between different nodes. */
export function graph(rolled, placing) {
  const frames = new Map(), nodes = [], degree = new Map();
  for (const group of rolled.groups.values()) {
    const chain = placing.group(group.leaves[0]).frames;
    chain.forEach((frame, index) => {
      if (!frames.has(frame.key)) frames.set(frame.key, { ...frame, parent: chain[index - 1]?.key, nodes: [] });
      frames.get(frame.key).nodes.push(group.key);
    });
    const node = { key: group.key, group, level: group.level, name: group.guessed ? `${group.name} ~` : group.name,
      frame: chain[chain.length - 1]?.key };
    nodes.push(node);
    degree.set(node.key, { into: 0, out: 0 });
  }
  const edges = [...rolled.edges.values()].filter(edge => edge.client !== edge.server);
  for (const edge of edges) { degree.get(edge.client).out += 1; degree.get(edge.server).into += 1; }
  for (const node of nodes) node.side = node.level === 'external' ? (degree.get(node.key).into === 0 ? 'left' : 'right') : undefined;
  return { nodes, frames: [...frames.values()], edges };
}

/** Can a double click open this node: does it stand for more than itself? */
export const opens = node => !(node.group.leaves.length === 1 && node.group.leaves[0].id === node.key);

/** The question to the layout about a graph. */
export function question({ nodes, frames, edges }, lanes, aspect, hints) {
  return {
    lanes, aspect, hints,
    nodes: nodes.map(node => ({ id: node.key, width: cell.width, height: cell.height, frame: node.frame, side: lanes ? node.side : undefined })),
    frames: frames.map(frame => ({ id: frame.key, parent: frame.parent })),
    edges: edges.map(edge => [edge.client, edge.server, edge.traffic.rate]),
  };
}
