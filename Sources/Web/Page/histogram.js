// The log-linear histogram of the API. Index 0 is below 256 ns; index 1+16·o+k (o = 0…32, k = 0…15) is
// [2^(8+o)·(1+k/16), 2^(8+o)·(1+(k+1)/16)) ns; 529 is 2^41 ns and above. Histograms are merged by adding counts per index.

export const last = 529;
const second = 1e9;

/** The lower and upper bound of a bucket, in seconds; the last one is open above. */
export function bounds(index) {
  if (index <= 0) return [0, 256 / second];
  if (index >= last) return [2 ** 41 / second, Infinity];
  const octave = Math.floor((index - 1) / 16), step = (index - 1) % 16, unit = 2 ** (8 + octave) / second;
  return [unit * (1 + step / 16), unit * (1 + (step + 1) / 16)];
}

/** The bucket of a time in seconds. */
export function indexOf(seconds) {
  const nanoseconds = seconds * second;
  if (!(nanoseconds >= 256)) return 0;
  const octave = Math.floor(Math.log2(nanoseconds)) - 8;
  if (octave > 32) return last;
  return 1 + 16 * octave + Math.min(15, Math.max(0, Math.floor((nanoseconds / 2 ** (8 + octave) - 1) * 16)));
}

/** Adds sparse `[[index, count], …]` lists; what is not a count of a real bucket is left out. Sorted by index. */
export function merge(lists) {
  const sums = new Map();
  for (const list of lists) {
    for (const entry of list) {
      if (isBucket(entry)) sums.set(entry[0], (sums.get(entry[0]) || 0) + entry[1]);
    }
  }
  return [...sums].sort((a, b) => a[0] - b[0]);
}

const isBucket = entry => Array.isArray(entry) && Number.isInteger(entry[0]) && entry[0] >= 0 && entry[0] <= last && entry[1] > 0;

export const total = buckets => buckets.reduce((sum, [, count]) => sum + count, 0);

/** The time below which `share` (0…1) of the counts lie, interpolated inside its bucket; undefined when empty. */
export function percentile(buckets, share, largest = Infinity) {
  const all = total(buckets);
  if (all === 0) return undefined;
  let left = Math.max(share * all, Number.MIN_VALUE);
  for (const [index, count] of buckets) {
    if (left <= count) {
      const [low, high] = bounds(index);
      return Math.min(Number.isFinite(high) ? low + (high - low) * (left / count) : low, largest);
    }
    left -= count;
  }
  return Math.min(bounds(buckets[buckets.length - 1][0])[0], largest);
}

/**
 * Several TIMES of the API as one: count, mean, p50, p90, p95, p99, max, buckets. Percentiles of several are known only
 * if each came with its buckets; those of a single one are taken as given. Undefined when nothing was counted.
 */
export function mergeTimes(parts) {
  const counted = parts.filter(part => part && part.count > 0);
  if (counted.length === 0) return undefined;
  if (counted.length === 1) return single(counted[0]);
  const count = counted.reduce((sum, part) => sum + part.count, 0);
  const mean = counted.every(part => part.mean !== undefined)
    ? counted.reduce((sum, part) => sum + part.mean * part.count, 0) / count : undefined;
  const peaks = counted.map(part => part.max).filter(value => value !== undefined);
  const merged = { count, mean, max: peaks.length ? Math.max(...peaks) : undefined };
  if (counted.every(part => Array.isArray(part.buckets))) {
    merged.buckets = merge(counted.map(part => part.buckets));
    for (const share of [50, 90, 95, 99]) merged[`p${share}`] = percentile(merged.buckets, share / 100, merged.max);
  }
  return merged;
}

/** One TIMES as it is; percentiles that it does not give (the API has no p95) are found in its buckets. */
function single(part) {
  const buckets = Array.isArray(part.buckets) ? part.buckets.filter(isBucket) : undefined, whole = { ...part, buckets };
  if (buckets) for (const share of [50, 90, 95, 99]) whole[`p${share}`] ??= percentile(buckets, share / 100, part.max);
  return whole;
}
