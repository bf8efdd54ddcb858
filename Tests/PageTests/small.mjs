// The cluster of the sketch: a load generator, a shop of a few apps on three hosts, a store, things outside, a bit of the system.

import { container, document_, edge, host, processOf, source, wave } from './shapes.mjs';

export const interval = 10;

export function small(time) {
  const hosts = ['node-1', 'node-2', 'node-3'], w = name => wave(name, time);
  const marathon = (name, where, command, more = {}) => container(name, where, time,
    { app: `marathon/shop/${name.split('.')[0]}`, framework: 'marathon', command, labels: { team: 'shop', stage: 'production' },
      image: `registry.example/shop-${name.split('.')[0]}:2.14`, ...more });
  const web = ['node-2', 'node-3'].map((where, index) => marathon(`web.${index + 1}`, where, 'nginx', { image: 'nginx:1.27', cpu: 0.5 }));
  const api = ['node-2', 'node-2', 'node-3'].map((where, index) => marathon(`api.${index + 1}`, where, 'api-server', { cpu: 0.8, limit: 2 }));
  const cart = marathon('cart', 'node-3', 'cart', { cpu: 0.3, labels: { team: 'checkout', stage: 'production' } });
  const redis = container('redis', 'node-3', time,
    { app: 'marathon/shop/redis', framework: 'marathon', command: 'redis-server', image: 'redis:7.4', cpu: 0.7, memory: 4.8e8,
      labels: { team: 'storage' } });
  const report = container('report', 'node-1', time,
    { app: 'chronos/nightly-report', framework: 'chronos', command: 'python3', image: 'registry.example/report:5', memoryLimit: 1e9,
      metrics: { oom_kills: 2, cpu_throttled: 0.31 } });
  const postgres = container('postgres', 'node-1', time,
    { app: 'compose/shop-db', command: 'postgres', image: 'postgres:17', cpu: 1.1, limit: 4, memory: 2.6e9, memoryLimit: 4e9 });
  const agent = container('mesos-agent', 'node-1', time, { app: 'systemd/mesos-agent.service', command: 'mesos-agent', system: true });
  const wrk = { id: 'process:node-1/user.slice/session-3.scope/wrk', level: 'process', name: 'wrk', parents: ['host:node-1'], host: 'node-1',
    process: { pid: 4127, name: 'wrk' }, cgroup: '/user.slice/user-1000.slice/session-3.scope',
      metrics: { cpu_cores: 0.9 * w('wrk'), memory_bytes: 1.4e7 } };
  const unit = { id: 'app:systemd/haproxy.service', level: 'app', name: 'haproxy.service', parents: [],
    app: { id: 'haproxy.service', kind: 'systemd' } };
  const proxy = { id: 'process:node-1/haproxy.service/haproxy', level: 'process', name: 'haproxy',
    parents: ['app:systemd/haproxy.service', 'host:node-1'], host: 'node-1', process: { pid: 811, name: 'haproxy' },
      cgroup: '/system.slice/haproxy.service', evidence: ['cgroup'], metrics: { cpu_cores: 0.22 * w('ha'), memory_bytes: 5.5e7 } };
  const outside = [['203.0.113.17', undefined],
    ['198.51.100.4', undefined]].map(([address]) => ({ id: `external:${address}`, level: 'external', name: address, parents: [], address }));
  const payments = { id: 'external:payments.example', level: 'external', name: 'payments.example', parents: [], address: '10.0.7.12',
    dns: 'payments.example', evidence: ['dns'] };
  const apps = [['marathon/shop/web', '/shop/web'], ['marathon/shop/api', '/shop/api'], ['marathon/shop/cart', '/shop/cart'],
    ['marathon/shop/redis', '/shop/redis'], ['chronos/nightly-report', 'nightly-report'], ['compose/shop-db', 'shop-db'],
      ['systemd/mesos-agent.service', 'mesos-agent.service']]
    .map(([id, name]) => ({ id: `app:${id}`, level: 'app', name, parents: [], app: { id: name, kind: id.split('/')[0] } }));
  const e = (from, to, port, protocol, rate, median, more) => edge(from, to, port, protocol, rate * w(`${from}${to}`),
    median * wave(`${to}t`, time, 0.2), interval, more), id = processOf;
  const edges = [
    e(wrk.id, id(web[0]), 80, 'http', 8140, 3.6e-4, { conns: 16, spread: 6 }),
    e('external:203.0.113.17', proxy.id, 443, 'tls', 210, 4.2e-3, { evidence: 'server', conns: 22 }),
      e('external:198.51.100.4', proxy.id, 443, 'tls', 96, 5.1e-3, { evidence: 'server', conns: 9 }),
    e(proxy.id, id(web[0]), 80, 'http', 160, 5e-4, { conns: 6 }), e(proxy.id, id(web[1]), 80, 'http', 150, 5.2e-4, { conns: 6 }),
    ...api.map((one, index) => e(id(web[index % 2]), id(one), 8080, 'http', [4100, 2050, 2010][index], 2.4e-4,
      { conns: 8, errorShare: index === 2 ? 0.004 : 0.0006, spread: 7 })),
    ...api.map((one, index) => e(id(one), id(redis), 6379, 'redis', [8200, 4100, 4000][index], 3.1e-5,
      { conns: 12, network: 2e-5, queue: 3e-6, size: [45, 118] })),
    ...api.map((one, index) => e(id(one), payments.id, 8443, 'tls', [90, 60, 60][index], 3e-3,
      { evidence: 'client', conns: 4, retransmits: index === 1 ? 7 : 0 })),
    e(id(api[2]), id(cart), 9000, 'http2', 640, 1.2e-3, { errorShare: 0.062, conns: 4, spread: 9, resets: 3 }),
    e(id(cart), id(postgres), 5432, 'postgresql', 890, 6.5e-4, { conns: 10, spread: 12, size: [160, 900] }),
      e(id(report), id(postgres), 5432, 'postgresql', 3.2, 0.14, { conns: 2, spread: 5, size: [300, 250000] }),
    e(id(cart), id(redis), 6379, 'redis', 0, 0, { evidence: 'earlier', conns: 2, bytes: { sent: 0, received: 0 } }),
    e(id(agent), id(redis), 6379, 'tcp', 0.2, 1e-3, { system: true, conns: 1 }),
  ];
  return document_(time, interval, hosts.map((name, index) => source(name, { addresses: [`10.0.0.${index + 1}`] })), [
    ...hosts.map(name => host(name, time)), ...apps, unit, wrk, proxy, ...outside, payments,
      ...[...web, ...api, cart, redis, report, postgres, agent].flat(),
  ], edges);
}
