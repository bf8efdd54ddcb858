import { equal, isTrue, near, test } from './check.mjs';
import { hostile, trouble } from './odd.mjs';
import { load } from './page.mjs';
import { large } from './large.mjs';
import { random } from './random.mjs';
import { small } from './small.mjs';

const { index, labelKeys } = await load('model.js'), { groupings, groupOf, rollUp } = await load('levels.js'), { Traffic } = await load('traffic.js');
const { resources } = await load('resources.js'), { leafTest, parseChip, found } = await load('filter.js'),
  { graph, Placing } = await load('graph.js'), { Present } = await load('present.js');
const names = ['requests', 'errors', 'unanswered', 'sent', 'received', 'opened', 'closed', 'failed', 'active', 'retransmits', 'resets'];

/** A random tree of hosts, apps, containers and processes with random edges. */
function cluster(seed) {
  const chance = random(seed), nodes = [], leaves = [];
  const hosts = Array.from({ length: 1 + chance.below(4) }, (_, at) => `host:h${at}`),
    apps = Array.from({ length: 1 + chance.below(5) }, (_, at) => `app:a${at}`);
  for (const id of [...hosts, ...apps]) nodes.push({ id, level: id.split(':')[0], name: id, parents: [] });
  for (let at = 0; at < 1 + chance.below(12); at += 1) {
    const host = chance.pick(hosts), app = chance.next() < 0.8 ? chance.pick(apps) : undefined, id = `container:c${at}`,
      above = [app, host].filter(Boolean);
    nodes.push({ id, level: 'container', name: id, parents: above, container: { id, image: `image${chance.below(3)}` },
      labels: chance.next() < 0.5 ? { team: `t${chance.below(2)}` } : undefined });
    for (let process = 0; process < chance.below(4); process += 1) { leaves.push(`${id}/p${process}`);
      nodes.push({ id: `${id}/p${process}`, level: 'process', name: `p${process}`, parents: [id, ...above] }); }
  }
  for (let at = 0; at < 3; at += 1) { leaves.push(`external:${at}`);
    nodes.push({ id: `external:${at}`, level: 'external', name: `${at}`, parents: [] }); }
  const edges = Array.from({ length: chance.below(60) }, () => ({
    client: chance.pick(leaves), server: chance.pick(leaves), port: chance.below(3), requests: chance.below(1000), errors: chance.below(10),
      unanswered: chance.below(3), retransmits: chance.below(3), resets: chance.below(2),
    bytes: { sent: chance.below(1e6), received: chance.below(1e6) },
      connections: { opened: chance.below(9), closed: chance.below(9), failed: chance.below(2), active: chance.below(9) },
    request_time: { count: 3, mean: 1e-3, buckets: [[chance.below(530), 3]] },
  }));
  return { time: '2026-01-01T00:00:00Z', interval: 10, nodes, edges };
}

await test('roll-up preserves every sum, by any grouping', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const model = index(cluster(seed)), whole = new Traffic(10);
    for (const edge of model.edges) whole.add(edge);
    for (const by of [...groupings, 'label:team']) {
      const { groups, edges } = rollUp(model, leaf => groupOf(leaf, by)), sums = [...edges.values()].map(edge => edge.traffic);
      for (const name of names) equal(sums.reduce((sum, one) => sum + one[name], 0), whole[name], `${name} by ${by}, seed ${seed}`);
      near(sums.reduce((sum, one) => sum + one.rate, 0), whole.rate);
      equal([...groups.values()].reduce((sum, group) => sum + group.inbound.requests, 0), whole.requests);
      equal([...groups.values()].reduce((sum, group) => sum + group.outbound.requests, 0), whole.requests);
      equal([...groups.values()].reduce((sum, group) => sum + group.leaves.length, 0), model.leaves.length);
      equal(sums.reduce((sum, one) => sum + (one.times('request_time')?.count || 0), 0), 3 * model.edges.length);
    }
  }
});
await test('on the map every leaf stands in exactly one node, however much is open', () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const model = index(cluster(seed)), chance = random(seed), ids = [...model.nodes.keys()].filter(() => chance.next() < 0.4);
    for (const layout of ['physical', 'logical']) {
      const placing = new Placing(model, { layout, group: 'app', open: ids }), rolled = rollUp(model, placing.group), made = graph(rolled, placing);
      equal(made.nodes.reduce((sum, node) => sum + node.group.leaves.length, 0), model.leaves.length);
      for (const node of made.nodes) isTrue(node.frame === undefined || made.frames.some(frame => frame.key === node.frame));
      isTrue(made.edges.every(edge => edge.client !== edge.server));
    }
  }
});
await test('the apps of the small cluster are those of the sketch', () => {
  const model = index(small(1e9)), { groups, edges } = rollUp(model, leaf => groupOf(leaf, 'app'));
  isTrue(groups.has('app:marathon/shop/web') && groups.has('app:marathon/shop/api') && groups.has('app:systemd/haproxy.service')
    && groups.has('external:payments.example'));
  equal(groups.get('app:marathon/shop/api').leaves.length, 3);
  equal([...groups.get('app:marathon/shop/api').hosts].sort(), ['node-2', 'node-3']);
  isTrue(edges.has('app:marathon/shop/web\u0000app:marathon/shop/api'));
  equal(labelKeys(model)[0], 'team');
});
await test('the resources of an app are the sum of its containers, each once', () => {
  const model = index(small(1e9)), { groups } = rollUp(model, leaf => groupOf(leaf, 'app')), api = groups.get('app:marathon/shop/api');
  const parts = [...model.nodes.values()].filter(node => node.level === 'container' && node.facets.app?.id === api.key).map(node => node.raw.metrics);
  near(resources(api, model).cpu_cores, parts.reduce((sum, part) => sum + part.cpu_cores, 0));
  equal(resources(api, model).cpu_limit_cores, 6);
  equal(resources(groups.get('external:payments.example'), model).cpu_cores, undefined);
});
await test('chips of one facet are alternatives, of several must all hold, and can exclude', () => {
  const model = index(small(1e9)), many = chips => model.leaves.filter(leafTest(chips)).length;
  equal(many(['app=/shop/web']), 2);
  equal(many(['app=/shop/web', 'app=/shop/api']), 5);
  equal(many(['app=/shop/web', 'host=node-2']), 1);
  equal(many(['label.team=shop', 'app!=/shop/web']), 3);
  equal(parseChip('nonsense'), undefined);
});
await test('search finds by name, host, image and label', () => {
  const model = index(small(1e9)), { groups } = rollUp(model, leaf => groupOf(leaf, 'app')),
    hits = query => [...groups.values()].filter(group => found(group, query)).map(group => group.name).sort();
  equal(hits('REDIS'), ['/shop/redis']); equal(hits('team=checkout'), ['/shop/cart']); equal(hits('nginx:1.27'), ['/shop/web']);
    equal(hits('nothing like it'), []);
});
await test('system traffic is hidden, and shown when asked for', () => {
  const model = index(small(1e9)), state = { filters: [], system: 'hide', group: 'app' }, key = 'app:systemd/mesos-agent.service';
  equal(new Present().get(model, state).groups.has(key), false);
  equal(new Present().get(model, { ...state, system: 'show' }).groups.has(key), true);
});
await test('stale, guessed and partial are carried up', () => {
  const model = index(trouble(1e9)), { groups, edges } = rollUp(model, leaf => groupOf(leaf, 'app'));
  equal(groups.get('app:marathon/shop/redis').stale, true); equal(groups.get('app:marathon/shop/web').stale, false);
  isTrue([...edges.values()].some(edge => edge.traffic.partial)); isTrue([...edges.values()].some(edge => edge.traffic.seen === 'one'));
});
await test('broken documents do no harm', () => {
  for (const document of [{}, { nodes: 5, edges: 'x' }, { nodes: [null, {}, { id: 1 }], edges: [null, { client: 'a' }] }, hostile(1e9)]) {
    const model = index(document);
    for (const by of groupings) rollUp(model, leaf => groupOf(leaf, by));
  }
});
await test('a thousand clients from outside are one node until opened', () => {
  const made = small(1e9);
  for (let at = 0; at < 100; at += 1) made.edges.push({ client: `external:c${at}`, server: made.edges[1].server, requests: 1, bytes: {},
    connections: {} });
  const model = index(made), nodes = open => { const placing = new Placing(model, { layout: 'physical', group: 'app', open });
    return graph(rollUp(model, placing.group), placing).nodes.length; };
  equal(nodes(['outside:clients']) - nodes([]), 101);
});
await test('more than fifty hosts are closed at first', () => {
  const model = index(large(1e9, { hosts: 64, containers: 200, flows: 100 })),
    placing = new Placing(model, { layout: 'physical', group: 'app', open: ['host:node-01'] }), made = graph(rollUp(model, placing.group), placing);
  equal(made.frames.map(frame => frame.key), ['host:node-01']);
  isTrue(made.nodes.filter(node => node.level === 'host').length >= 50);
});
