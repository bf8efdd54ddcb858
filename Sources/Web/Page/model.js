// One topology document, indexed: nodes by id, who is inside whom, and the facets (app, host, image, labels…) of every node.

import { clean } from './names.js';

const list = value => (Array.isArray(value) ? value : []);

class Node {
  constructor(raw) {
    this.id = String(raw.id);
    this.raw = raw;
    this.level = raw.level || 'process';
    this.name = clean(raw.name) || clean(raw.id) || 'without a name';
    this.parents = list(raw.parents).map(String);
    this.children = [];
    this.stale = raw.stale === true;
  }
}

/** All above a node, nearest first. `parents` may hold all of them or only the next: both are climbed, each once. */
function ancestors(node, nodes) {
  const found = [], seen = new Set([node.id]);
  let next = node.parents;
  while (next.length > 0 && found.length < 64) {
    const above = [];
    for (const id of next) {
      if (seen.has(id)) continue;
      seen.add(id);
      const parent = nodes.get(id);
      if (parent) { found.push(parent); above.push(...parent.parents); }
    }
    next = above;
  }
  return found;
}

function facets(node) {
  const line = [node, ...node.above];
  const first = read => { for (const one of line) { const value = read(one.raw); if (value) return value; } return undefined; };
  const at = level => line.find(one => one.level === level);
  const container = at('container'), app = at('app'), host = at('host');
  const task = first(raw => raw.task && raw.task.id && raw.task), labels = Object.create(null);
  for (const one of line) for (const [key, value] of Object.entries(one.raw.labels || {})) if (!(key in labels)) labels[key] = clean(value);
  return {
    host: host ? host.name : clean(first(raw => raw.host)),
    hostId: host ? host.id : undefined,
    container, app, task, labels,
    framework: clean(task && task.framework),
    image: clean(first(raw => raw.container && raw.container.image)),
    pod: clean(first(raw => raw.pod && raw.pod.name)),
    process: node.level === 'process' ? clean((node.raw.process && node.raw.process.name) || node.name) : '',
    system: line.some(one => one.raw.system === true && (one === node || one.level !== 'host')),
  };
}

/** Indexes a document of `/api/v1/topology`. Ends of edges that no node describes become external nodes. */
export function index(document) {
  const nodes = new Map();
  for (const raw of list(document.nodes)) if (raw && raw.id !== undefined) nodes.set(String(raw.id), new Node(raw));
  const edges = list(document.edges).filter(edge => edge && edge.client !== undefined && edge.server !== undefined)
    .map(edge => ({ ...edge, protocol: clean(edge.protocol, 40) || undefined, transport: clean(edge.transport, 20) || undefined,
      path: clean(edge.path) || undefined }));
  for (const edge of edges) {
    for (const end of [edge.client, edge.server]) {
      const id = String(end);
      if (!nodes.has(id)) nodes.set(id, new Node({ id, level: id.startsWith('process:') ? 'process' : 'external', name: id.replace(/^\w+:/, '') }));
    }
  }
  for (const node of nodes.values()) {
    node.above = ancestors(node, nodes);
    for (const id of node.parents) if (nodes.has(id)) nodes.get(id).children.push(node);
  }
  for (const node of nodes.values()) node.facets = facets(node);
  return {
    document, nodes, edges,
    time: Date.parse(document.time),
    interval: document.interval > 0 ? document.interval : 10,
    sources: list(document.sources).filter(source => source && source.host !== undefined),
    leaves: [...nodes.values()].filter(node => node.children.length === 0),
  };
}

/** The label keys that occur, with how many leaves carry each; the most used first, at most `most`. */
export function labelKeys(model, most = 40) {
  const counts = new Map();
  for (const leaf of model.leaves) for (const key of Object.keys(leaf.facets.labels)) counts.set(key, (counts.get(key) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most).map(([key]) => key);
}
