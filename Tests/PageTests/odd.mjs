// Clusters in trouble: nasty names, hosts that do not answer, losses, nothing at all.

import { container, document_, edge, host, processOf, source } from './shapes.mjs';
import { small } from './small.mjs';

export const nasty = [
  '<script>window.broken = true</script>', '<img src=x onerror="window.broken = true">', '\u202egnp.exe\u202c', 'a\u200bb\u0000c\u001b[31mred',
    '"><svg onload=alert(1)>', '${window.broken = true}',
  'x'.repeat(10240), '界'.repeat(300), 'Z\u0351\u0352\u0353\u0354\u0355\u0356algo', 'two\nlines\tand tab', '👩‍👩‍👧‍👦 family', '\ud800 half', '',
    '   ', "o'neil; rm -rf /", '__proto__', 'constructor', 'javascript:alert(1)',
];

export function hostile(time) {
  const hosts = ['<b>node</b>', 'node\u202e-2'], pairs = nasty.map((name, index) => container(name, hosts[index % 2], time, {
    app: `marathon/${name.slice(0, 2000) || 'empty'}`, framework: name.slice(0, 400) || 'marathon', command: name.slice(0, 3000) || 'sh',
      image: name.slice(0, 3000), labels: { [name.slice(0, 500) || 'key']: name.slice(0, 3000), __proto__: 'x', constructor: name.slice(0, 20) },
  }));
  const apps = nasty.map(name => ({ id: `app:marathon/${name.slice(0, 2000) || 'empty'}`, level: 'app', name, parents: [],
    app: { id: name, kind: 'marathon' } }));
  const edges = pairs.slice(1).map((pair, index) => edge(processOf(pairs[index]), processOf(pair), 80, nasty[index].slice(0, 200) || 'http',
    10 + index, 1e-3, 10));
  edges.push(edge(processOf(pairs[0]), 'external:<i>unknown</i>', 443, 'tls', 5, 1e-3, 10),
    edge('process:nobody/nowhere/none', processOf(pairs[3]), undefined, 'http', 1, 1e-3, 10, { path: '/run/<script>.sock', transport: 'unix' }));
  edges[0].request_time.buckets = [[-1, 5], [530, 2], ['x', 1], [40, 'many'], [60, 3]];
  edges.push({ client: processOf(pairs[1]), server: processOf(pairs[2]) }, null, { client: 5 });
  const nodes = [...hosts.map(name => host(name, time)), ...apps, ...pairs.flat(), null,
    { id: 'process:loop/a', level: 'process', name: 'loop a', parents: ['process:loop/b'] },
      { id: 'process:loop/b', level: 'process', name: 'loop b', parents: ['process:loop/a'] }];
  return document_(time, 10, [...hosts.map(name => source(name, { error: '<script>window.broken = true</script>' })), null], nodes, edges);
}

/** One host stale, one lossy, one held back; partial, guessed and unanswered flows. */
export function trouble(time) {
  const made = small(time);
  Object.assign(made.sources[2], { fresh: false, age: 74, error: 'connect to 10.0.0.3:7117: timed out after 2 s' });
  Object.assign(made.sources[1], { lost: 1204, overflowed: 37 });
  Object.assign(made.sources[0], { detail: 'no_payload' });
  const gone = new Set(made.nodes.filter(node => node.host === 'node-3' || node.id === 'host:node-3').map(node => node.id));
  for (const node of made.nodes) if (gone.has(node.id)) node.stale = true;
  for (const one of made.edges) {
    if (gone.has(one.client) && gone.has(one.server)) one.stale = true;
    else if (gone.has(one.client) || gone.has(one.server)) {
      one.evidence = gone.has(one.client) ? 'server' : 'client';
      delete one.network_time;
    }
    if (one.port === 80) one.partial = true;
  }
  made.edges[2].guessed = true;
  return made;
}

export const empty = time => document_(time, 10, [source('node-1')], [], []);

/** Only what belongs to the system, which is hidden at first. */
export function systemOnly(time) {
  const made = small(time), kept = made.nodes.filter(node => node.system || node.id === 'host:node-1');
  return { ...made, nodes: kept, edges: [] };
}

/** A web server with a thousand clients from outside. */
export function crowd(time) {
  const made = small(time), server = made.edges.find(one => one.port === 443).server;
  for (let index = 0; index < 1000; index += 1) {
    const address = `192.0.2.${index % 250}.${Math.floor(index / 250)}`;
    made.nodes.push({ id: `external:${address}`, level: 'external', name: address, parents: [], address });
    made.edges.push(edge(`external:${address}`, server, 443, 'tls', 0.2, 4e-3, 10, { evidence: 'server', conns: 1 }));
  }
  return made;
}
