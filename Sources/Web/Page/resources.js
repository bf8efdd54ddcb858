// What a group uses: its own node's metrics if it has them, else the sum over the smallest nodes inside that have some.

const summed = [
  'cpu_cores', 'cpu_limit_cores', 'memory_bytes', 'memory_limit_bytes', 'io_read_bytes_per_second', 'io_write_bytes_per_second',
  'network_receive_bytes_per_second', 'network_transmit_bytes_per_second', 'processes', 'threads', 'oom_kills', 'restarts',
];
// A sum of limits means something only if everybody has one.
const limits = new Set(['cpu_limit_cores', 'memory_limit_bytes']);

/** The distinct nodes that account for the leaves: each leaf itself or the nearest above it with metrics, hosts left out. */
function accounts(leaves) {
  const found = new Map();
  for (const leaf of leaves) {
    const account = [...leaf.above].find(node => node.level === 'container' && node.raw.metrics)
      || [leaf, ...leaf.above].find(node => node.raw.metrics && node.level !== 'host');
    if (account) found.set(account.id, account);
  }
  return [...found.values()];
}

/** The metrics of a group, by their names in the API; absent where unknown. */
export function resources(group, model) {
  const self = model.nodes.get(group.key);
  if (self && self.raw.metrics) return self.raw.metrics;
  const parts = accounts(group.leaves).map(node => node.raw.metrics), metrics = {};
  for (const name of summed) {
    const values = parts.map(part => part[name]).filter(value => typeof value === 'number');
    if (values.length > 0 && (!limits.has(name) || values.length === parts.length)) metrics[name] = values.reduce((sum, value) => sum + value, 0);
  }
  const throttled = parts.map(part => part.cpu_throttled).filter(value => typeof value === 'number');
  if (throttled.length > 0) metrics.cpu_throttled = Math.max(...throttled);
  return metrics;
}
