// A large cluster: 500 containers of 60 apps on 20 hosts (or on as many as wished), 2,000 flows, tiers from the edge to the stores.

import { container, document_, edge, host, processOf, source, wave } from './shapes.mjs';
import { random } from './random.mjs';

const tiers = [
  { name: 'edge', apps: 4, port: 443, protocol: 'http2', time: 9e-3, rate: 900 },
  { name: 'web', apps: 12, port: 8080, protocol: 'http', time: 4e-3, rate: 420 },
  { name: 'api', apps: 22, port: 9090, protocol: 'http2', time: 1.5e-3, rate: 260 },
  { name: 'queue', apps: 8, port: 9092, protocol: 'kafka', time: 8e-4, rate: 500 },
  { name: 'store', apps: 14, port: 5432, protocol: 'postgresql', time: 3e-4, rate: 700 },
];
const words = ['orders', 'cart', 'search', 'catalog', 'users', 'billing', 'stock', 'reviews', 'offers', 'media', 'mail', 'ledger', 'session', 'geo'];

export function large(time, { hosts: hostCount = 20, containers = 500, flows = 2000 } = {}) {
  const chance = random(42), interval = 10,
    hosts = Array.from({ length: hostCount }, (_, index) => `node-${String(index + 1).padStart(2, '0')}`), apps = [];
  tiers.forEach((tier, level) => { for (let index = 0; index < tier.apps;
    index += 1) apps.push({ level, tier, name: `${words[index % words.length]}-${tier.name}${index >= words.length ? '-2' : ''}`, members: [] }); });
  const nodes = [...hosts.map(name => host(name, time, 16)),
    ...apps.map(app => ({ id: `app:marathon/prod/${app.name}`, level: 'app', name: `/prod/${app.name}`, parents: [],
      app: { id: `/prod/${app.name}`, kind: 'marathon' } }))];
  for (let index = 0; index < containers; index += 1) {
    const app = apps[index % apps.length], pair = container(`${app.name}.${Math.floor(index / apps.length) + 1}`, chance.pick(hosts), time, {
      app: `marathon/prod/${app.name}`, framework: 'marathon', command: app.tier.name === 'store' ? 'postgres' : 'server',
        image: `registry.example/${app.tier.name}:${1 + (index % 3)}`,
      cpu: chance.between(0.05, 1.6), limit: 2, memory: chance.between(5e7, 9e8), memoryLimit: 1e9,
        labels: { team: chance.pick(['red', 'green', 'blue', 'grey']), tier: app.tier.name },
    });
    app.members.push(pair);
    nodes.push(...pair);
  }
  // Which app calls which: to the next tiers, a few back.
  const calls = apps.map(app => {
    const below = apps.filter(other => other.level > app.level && other.level <= app.level + 2),
      many = Math.min(below.length, app.level === 0 ? 6 : 4);
    return Array.from({ length: many }, () => chance.pick(below));
  });
  calls[20].push(apps[6]);
  const edges = [], seen = new Set();
  for (let tries = 0; edges.length < flows && tries < flows * 40; tries += 1) {
    const from = chance.below(apps.length), to = calls[from].length && chance.pick(calls[from]);
    if (!to) continue;
    const client = processOf(chance.pick(apps[from].members)), server = processOf(chance.pick(to.members)), key = `${client} ${server}`,
      lot = chance.next();
    const share = chance.next() ** 3, errorShare = chance.next() < 0.04 ? chance.between(0.001, 0.08) : 0, slow = chance.between(0.5, 2.5);
    if (seen.has(key)) continue;
    seen.add(key);
    edges.push(edge(client, server, to.tier.port, to.tier.protocol, to.tier.rate * share * wave(key, time),
      to.tier.time * slow * wave(`${server}t`, time, 0.2), interval,
        { errorShare, evidence: lot < 0.9 ? 'both' : lot < 0.95 ? 'client' : lot < 0.98 ? 'server' : 'earlier', conns: 1 + Math.floor(share * 20) }));
  }
  return document_(time, interval, hosts.map(name => source(name)), nodes, edges);
}
