// Serves the page and a made-up cluster as the daemon would. By hand: node serve.mjs [small|large|hosts|hostile|trouble|empty|system|crowd|token|forbidden] [port]

import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { hash } from './random.mjs';
import { crowd, empty, hostile, nasty, systemOnly, trouble } from './odd.mjs';
import { folder } from './page.mjs';
import { large } from './large.mjs';
import { small } from './small.mjs';
import { wave } from './shapes.mjs';

export const policy = "default-src 'self'; img-src 'self' data: blob:; worker-src 'self'";
export const d3 = process.env.D3 || '/usr/share/nodejs/d3/dist/d3.min.js';
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8' };
export const scenarios = { small, large, hostile, trouble, empty, crowd, system: systemOnly,
  hosts: time => large(time, { hosts: 64, containers: 640, flows: 1500 }), many: time => large(time, { containers: 5000, flows: 6000 }) };

const made = new Map();
/** The cluster at a time; the last few are kept, since many questions are about the same moment. */
function topology(scenario, time) {
  const key = `${scenario} ${Math.floor(time / 2)}`;
  if (!made.has(key)) made.set(key, scenarios[scenario](time));
  if (made.size > 8) made.delete(made.keys().next().value);
  return made.get(key);
}

/** What a node has now, so that its past leads there. */
function present(scenario, id, time) {
  const { nodes, edges } = topology(scenario, time),
    inside = new Set(nodes.filter(Boolean).filter(node => !id || node.id === id || node.parents?.includes(id)).map(node => node.id)),
      inbound = edges.filter(edge => edge && inside.has(edge.server));
  const { metrics } = nodes.find(node => node?.id === id) || {},
    parts = nodes.filter(node => node && inside.has(node.id) && node.level === 'container').map(node => node.metrics || {});
  const sum = name => metrics?.[name] ?? (parts.length ? parts.reduce((all, part) => all + (part[name] || 0), 0) : undefined),
    times = inbound.map(edge => edge.request_time).filter(Boolean);
  const mean = share => (times.length ? times.reduce((all, one) => all + one[share], 0) / times.length : undefined);
  return { rate: inbound.reduce((all, edge) => all + (edge.requests_per_second || 0), 0), p50: mean('p50'), p99: mean('p99'), cpu: sum('cpu_cores'),
    memory: sum('memory_bytes') };
}

function history(scenario, node, time) {
  const last = Math.floor(time / 10) * 10, times = Array.from({ length: 360 }, (_, index) => last - (359 - index) * 10), name = node || 'all',
    now = present(scenario, node, time);
  const known = scenario === 'empty' ? () => null : value => value, level = now.rate,
    line = (label, middle, depth) => times.map((at,
      index) => known(index > 20 && middle !== undefined ? middle * (wave(name + label, at, depth) / wave(name + label, last, depth)) : null));
  return {
    type: 'history', from: new Date(times[0] * 1000).toISOString(), step: 10, times: times.map(at => new Date(at * 1000).toISOString()),
    requests_per_second: line('r', level, 0.3),
      errors_per_second: times.map((at, index) => known(index > 200 && index < 230 ? level * 0.06 : hash(`${name}${at}`) < 0.1 ? level * 0.004 : 0)),
    request_time_p50: line('5', now.p50, 0.2), request_time_p99: line('9', now.p99, 0.4),
      lost: times.map((_, index) => (scenario === 'trouble' && index > 340 ? 120 : 0)),
    metrics: { cpu_cores: line('c', now.cpu, 0.3), memory_bytes: line('m', now.memory, 0.06) },
  };
}

function requests(response, scenario) {
  const paths = scenario === 'hostile' ? nasty.map(name => `/${name}`)
    : ['/cart', '/cart/items', '/api/v1/prices', '/', '/login', '/search', '/static/app.js', '/health'];
  let number = 0;
  const timer = setInterval(() => {
    for (let burst = 0; burst < 12; burst += 1) {
      number += 1;
      const share = hash(`request ${number}`), status = share > 0.97 ? 500 : share > 0.93 ? 404 : 200;
      response.write(`data: ${JSON.stringify({ type: 'request', time: new Date().toISOString(), protocol: 'http', method: share > 0.8 ? 'POST' : 'GET', path: paths[Math.floor(share * share * paths.length)], status, error: status >= 500, request_time: 2e-4 + share * share * 4e-3, bytes: { sent: 312, received: 1900 } })}\n\n`);
    }
  }, 100);
  response.on('close', () => clearInterval(timer));
}

/** Starts a server on loopback. Its `scenario` and `shift` (seconds added to the clock) may be changed while it runs. */
export function serve(scenario = 'small', port = 0) {
  const control = { scenario, shift: 0, asked: [] };
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost'), now = Date.now() / 1000 + control.shift,
      headers = { 'content-security-policy': policy, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
    control.asked.push(url.pathname + url.search);
    const answer = (status, type, body) => {
      response.writeHead(status, { ...headers, 'content-type': type });
      response.end(body);
    };
    const json = value => answer(200, 'application/json', `${JSON.stringify(value)}\n`);
    if (control.scenario === 'gone' && url.pathname.startsWith('/api/')) {
      request.socket.destroy();
      return;
    }
    if (url.pathname.startsWith('/api/') && control.scenario === 'token') {
      answer(401, 'application/json', '{"error":"token"}');
      return;
    }
    if (url.pathname.startsWith('/api/') && control.scenario === 'forbidden') {
      answer(403, 'application/json', '{"error":"forbidden"}');
      return;
    }
    const given = url.searchParams.get('at'), at = given ? (Number(given) || Date.parse(given) / 1000) : Math.floor(now / 2) * 2;
    if (url.pathname === '/api/v1/topology') json(topology(control.scenario, at));
    else if (url.pathname === '/api/v1/history') json(history(control.scenario, url.searchParams.get('node'), now));
    else if (url.pathname === '/api/v1/requests/stream') { response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' });
      requests(response, control.scenario); }
    else if (url.pathname === '/') answer(200, types['.html'], readFileSync(join(folder, 'index.html')));
    else if (url.pathname === '/assets/d3.min.js') answer(200, types['.js'], readFileSync(d3));
    else {
      const file = join(folder, basename(url.pathname));
      if (url.pathname.startsWith('/assets/') && types[extname(file)] && existsSync(file)) answer(200, types[extname(file)], readFileSync(file));
      else answer(404, 'text/plain', 'not found\n');
    }
  });
  return new Promise(done => server.listen(port, '127.0.0.1',
    () => done(Object.assign(control, { port: server.address().port, address: `http://127.0.0.1:${server.address().port}/`,
      close() { server.closeAllConnections(); server.close(); } }))));
}

if (process.argv[1]?.endsWith('serve.mjs')) {
  const server = await serve(process.argv[2] || 'small', Number(process.argv[3] || 7118));
  console.log(server.address);
}
