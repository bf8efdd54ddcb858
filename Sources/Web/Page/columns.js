// The columns of the service table: what each sorts by and writes.

import { byteRate, bytes, cores, count, duration, percent, rate, unknown } from './format.js';
import { metrics } from './metrics.js';

const times = row => row.inbound.times('request_time');
const served = row => row.inbound.edges.length > 0;
const share = (used, limit) => (used >= 0 && limit > 0 ? used / limit : undefined);

/** Bytes per second into or out of a row: its network interfaces if known, else what its connections carried. */
function network(row, into) {
  const direct = row.resources[into ? 'network_receive_bytes_per_second' : 'network_transmit_bytes_per_second'];
  if (direct !== undefined) return direct;
  const { inbound, outbound } = row;
  if (inbound.edges.length + outbound.edges.length === 0) return undefined;
  return ((into ? inbound.sent + outbound.received : inbound.received + outbound.sent)) / inbound.interval;
}

const column = (key, label, title, value, write, more = {}) => ({ key, label, title, value, write, ...more });

export const columns = [
  column('name', 'Name', 'Sort by name', row => row.name.toLowerCase(), row => row.name, { text: true }),
  column('rate', 'Req/s', 'Requests answered per second', row => (served(row) ? row.inbound.rate : undefined),
    row => (served(row) ? rate(row.inbound.rate) : unknown)),
  column('errors', 'Errors', 'Errors in the interval and their share of the requests', row => (served(row) ? row.inbound.errors : undefined),
    row => (!served(row) ? unknown : row.inbound.errors > 0 ? `${count(row.inbound.errors)} · ${percent(row.inbound.errorShare)}` : '0'),
      { alarm: row => row.inbound.errors > 0 }),
  column('p50', 'p50', 'Request time, median, of the requests answered', row => times(row)?.p50, row => duration(times(row)?.p50)),
  column('p95', 'p95', 'Request time, 95th percentile', row => times(row)?.p95, row => duration(times(row)?.p95)),
  column('p99', 'p99', 'Request time, 99th percentile', row => times(row)?.p99, row => duration(times(row)?.p99)),
  column('cpu', 'CPU', 'Cores used, and of the limit', row => row.resources.cpu_cores, row => cores(row.resources.cpu_cores), {
    share: row => share(row.resources.cpu_cores, row.resources.cpu_limit_cores),
    of: row => (row.resources.cpu_limit_cores > 0 ? cores(row.resources.cpu_limit_cores) : ''),
  }),
  column('memory', 'Memory', 'Working set, and of the limit', row => row.resources.memory_bytes, row => bytes(row.resources.memory_bytes), {
    share: row => share(row.resources.memory_bytes, row.resources.memory_limit_bytes),
    of: row => (row.resources.memory_limit_bytes > 0 ? bytes(row.resources.memory_limit_bytes) : ''),
  }),
  column('in', 'Net in', 'Bytes received per second', row => network(row, true), row => byteRate(network(row, true)), { minor: true }),
  column('out', 'Net out', 'Bytes sent per second', row => network(row, false), row => byteRate(network(row, false)), { minor: true }),
  column('connections', 'Conns', 'Connections open now, in and out', row => connections(row), row => count(connections(row))),
  column('trend', 'Trend', 'The chosen metric over the last ten minutes', (row, metric) => metrics[metric].group(row), undefined, { trend: true }),
];

const connections = row => (row.inbound.edges.length + row.outbound.edges.length > 0 ? row.inbound.active + row.outbound.active : undefined);

/** Sorts rows by `name` or `-p99`; what is unknown comes last either way, equals by name. */
export function sorted(rows, sort, metric) {
  const down = sort.startsWith('-'), chosen = columns.find(one => one.key === sort.replace('-', '')) || columns[1];
  const keyed = rows.map(row => ({ row, value: chosen.value(row, metric) }));
  const byName = (a, b) => (a.row.name < b.row.name ? -1 : a.row.name > b.row.name ? 1 : a.row.key < b.row.key ? -1 : 1);
  keyed.sort((a, b) => {
    if (a.value === b.value) return byName(a, b);
    if (a.value === undefined) return 1;
    if (b.value === undefined) return -1;
    return (a.value < b.value ? -1 : 1) * (down ? -1 : 1);
  });
  return keyed.map(({ row }) => row);
}
