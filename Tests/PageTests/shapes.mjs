// The API's objects, for made-up clusters: times with buckets, edges, nodes. Everything follows from names and the time.

import { hash } from './random.mjs';
import { load } from './page.mjs';

const { indexOf, merge, mergeTimes, bounds } = await load('histogram.js');

/** TIMES of `count` requests around a median, in seconds; `spread` is the ratio of p99 to p50, roughly. */
export function times(count, median, spread = 4) {
  if (count < 1) return undefined;
  const pairs = [], sigma = Math.log(spread) / 2.33, weights = [];
  for (let step = -8; step <= 10; step += 1) weights.push([median * Math.exp((step / 3.6) * sigma), Math.exp(-((step / 3.6) ** 2) / 2)]);
  const whole = weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [seconds, weight] of weights) pairs.push([indexOf(seconds), Math.round((weight / whole) * count)]);
  if (pairs.every(([, many]) => many === 0)) pairs.push([indexOf(median), count]);
  const buckets = merge([pairs]), all = buckets.reduce((sum, [, many]) => sum + many, 0), mean = median * Math.exp(sigma ** 2 / 2);
  const { p50, p90, p99 } = mergeTimes([{ count: all, mean, buckets }]);
  return { count: all, mean, p50, p90, p99, max: bounds(buckets[buckets.length - 1][0])[1], buckets };
}

/** A calm wave around 1 that belongs to a name: the same at the same time. */
export const wave = (name, time, depth = 0.25) => 1 + depth * Math.sin(time / (200 + 900 * hash(name)) + 6.28 * hash(`${name}!`)) + 0.4 * depth * (hash(`${name}${Math.floor(time / 10)}`) - 0.5);

/** An edge carrying `rate` requests a second at a median of `median` seconds on its server, over `interval` seconds. */
export function edge(client, server, port, protocol, rate, median, interval, more = {}) {
  const { errorShare = 0, evidence = 'both', size = [420, 1900], network = 4e-5, queue = 1e-5, spread = 4, conns = 4, ...rest } = more;
  const requests = Math.round(rate * interval), errors = Math.round(requests * errorShare), both = evidence === 'both',
    total = median + (both ? network + queue : 0);
  const made = {
    client, server, port, transport: 'tcp', protocol, tls: protocol === 'tls', evidence, requests, requests_per_second: rate, errors, unanswered: 0,
    bytes: { sent: Math.round(requests * size[0]), received: Math.round(requests * size[1]) },
    connections: { opened: Math.round(conns / 4), closed: Math.round(conns / 4), failed: 0, active: conns }, retransmits: 0, resets: 0,
  };
  if (requests > 0 && evidence !== 'earlier' && evidence !== 'conntrack') {
    made.request_time = times(requests, total, spread);
    made.first_byte_time = times(requests, total * 0.8, spread);
    if (evidence !== 'client') {
      made.server_time = times(requests, median, spread);
      made.queue_time = times(requests, queue, 3);
    }
    if (both) made.network_time = { mean: Math.max(0, made.request_time.mean - made.server_time.mean - made.queue_time.mean) };
    if (evidence !== 'server') made.connect_time = times(Math.max(1, Math.round(conns / 4)), network * 1.4, 3);
  }
  return { ...made, ...rest };
}

export const host = (name, time, cores = 8) => ({
  id: `host:${name}`, level: 'host', name, parents: [],
  metrics: {
    cpu_cores: cores * 0.35 * wave(name, time), cpu_limit_cores: cores, memory_bytes: 12.4e9 * wave(`${name}m`, time, 0.05), memory_limit_bytes: 32e9,
      load1: 2.1 * wave(name, time),
    pressure_cpu: 0.04, pressure_memory: 0, pressure_io: 0.01, disk_used_share: 0.61, network_receive_bytes_per_second: 8e6,
      network_transmit_bytes_per_second: 6e6, processes: 210, threads: 900,
  },
});

export const source = (name, more = {}) => ({
  host: name, interval: 10, fresh: true, age: 0.4, lost: 0, detail: 'full', version: '0.1.0', kernel: '6.18.4', started: '2026-11-26T08:12:00Z',
    addresses: ['10.0.0.1'], overflowed: 0, ...more,
});

/** A container with its one process: two nodes. `app` is like `marathon/shop/web`. */
export function container(name, hostName, time, more = {}) {
  const { app, image = 'registry.example/base:1', framework, cpu = 0.4, limit = 1, memory = 2.1e8, memoryLimit = 5.12e8, command = 'server', labels,
    task, metrics, ...rest } = more;
  const full = Array.from({ length: 8 }, (_, part) => Math.floor(hash(`${name}${hostName}${part}`) * 0xffffffff).toString(16).padStart(8,
    '0')).join(''), id = `container:${full}`;
  const above = [app && `app:${app}`, `host:${hostName}`].filter(Boolean);
  return [
    {
      id, level: 'container', name, parents: above, host: hostName, container: { id: full, name, image, runtime: framework ? 'mesos' : 'docker' },
        evidence: framework ? ['cgroup', 'mesos'] : ['cgroup', 'docker'],
      ...(framework ? { task: { id: task || `${name.replace(/\W/g, '_')}.${full.slice(0, 8)}-${full.slice(8, 12)}`, name, framework, framework_id: 'fw-0001', agent_id: `${hostName}-S1` } } : {}),
      ...(app ? { app: { id: `/${app.split('/').slice(1).join('/')}`, kind: app.split('/')[0] } } : {}), ...(labels ? { labels } : {}),
        cgroup: `/${framework ? 'mesos' : 'docker'}/${full}`,
      metrics: {
        cpu_cores: cpu * wave(full, time), cpu_limit_cores: limit, cpu_throttled: 0.01, memory_bytes: memory * wave(`${full}m`, time, 0.08),
          memory_limit_bytes: memoryLimit, processes: 2, threads: 14, oom_kills: 0, restarts: 0,
        network_receive_bytes_per_second: 1.2e6 * wave(full, time), network_transmit_bytes_per_second: 3.1e6 * wave(full, time), ...metrics,
      },
      ...rest,
    },
    { id: `process:${hostName}/${full}/${command}`, level: 'process', name: command, parents: [id, ...above], host: hostName,
      process: { pid: 1000 + Math.floor(hash(full) * 30000), name: command }, cgroup: `/docker/${full}`, ...rest },
  ];
}
export const processOf = ([, process]) => process.id;

export function document_(time, interval, sources, nodes, edges) {
  const moment = new Date(time * 1000).toISOString();
  return { type: 'topology', time: moment, interval, sources: sources.map(one => ({ time: moment, ...one })), nodes, edges };
}
