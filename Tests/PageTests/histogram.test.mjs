import { equal, isTrue, near, test } from './check.mjs';
import { load } from './page.mjs';
import { random } from './random.mjs';

const { bounds, indexOf, last, merge, mergeTimes, percentile, total } = await load('histogram.js');

await test('buckets have the bounds of the contract', () => {
  equal(bounds(0), [0, 256e-9]);
  near(bounds(1)[0], 256e-9); near(bounds(1)[1], 272e-9); near(bounds(16)[1], 512e-9); near(bounds(17)[0], 512e-9);
  near(bounds(528)[1], 2 ** 41 / 1e9); near(bounds(last)[0], 2 ** 41 / 1e9); equal(bounds(last)[1], Infinity);
});
await test('buckets touch, and every time lies in its own', () => {
  for (let index = 0; index < last; index += 1) near(bounds(index)[1], bounds(index + 1)[0]);
  for (let index = 0; index <= last; index += 1) equal(indexOf(index === last ? 1e5 : (bounds(index)[0] + bounds(index)[1]) / 2), index);
  equal(indexOf(NaN), 0); equal(indexOf(-1), 0); equal(indexOf(Infinity), last);
});
await test('merging keeps all counts, in any order', () => {
  const chance = random(1);
  for (let round = 0; round < 100; round += 1) {
    const lists = Array.from({ length: 5 }, () => Array.from({ length: chance.below(30) }, () => [chance.below(530), 1 + chance.below(100)]));
    equal(total(merge(lists)), lists.flat().reduce((sum, [, count]) => sum + count, 0));
    equal(merge(lists), merge([...lists].reverse()));
  }
});
await test('what is no bucket is left out', () => equal(merge([[[-1, 5], [530, 1], ['x', 1], [3, 'many'], null, 7, [4, 2]]]), [[4, 2]]));
await test('percentiles lie within a sixteenth of those of the values themselves', () => {
  const chance = random(2), values = Array.from({ length: 5000 }, () => 1e-5 * Math.exp(4 * chance.next())).sort((a, b) => a - b);
  const buckets = merge([values.map(value => [indexOf(value), 1])]);
  for (const share of [0.5, 0.9, 0.95, 0.99]) near(percentile(buckets, share), values[Math.ceil(share * values.length) - 1], 1 / 15);
  isTrue(percentile(buckets, 0.5) < percentile(buckets, 0.9));
});
await test('an empty histogram has no percentile', () => equal(percentile([], 0.5), undefined));
await test('times of one stay as given, times of several come from their buckets', () => {
  const one = { count: 10, mean: 2e-3, p50: 1.5e-3, p99: 9e-3, max: 1e-2 };
  equal(mergeTimes([one, undefined]).p99, 9e-3);
  equal(mergeTimes([one, one]).p99, undefined);
  const merged = mergeTimes([{ count: 30, mean: 1e-3, max: 2e-3, buckets: [[200, 30]] }, { count: 10, mean: 5e-3, max: 9e-3, buckets: [[240, 10]] }]);
  equal(merged.count, 40); near(merged.mean, 2e-3); equal(merged.max, 9e-3); isTrue(merged.p50 >= bounds(200)[0] && merged.p50 <= bounds(200)[1]);
    isTrue(merged.p99 <= 9e-3 && merged.p99 >= bounds(240)[0]);
});
await test('nothing counted is unknown, not zero', () => equal(mergeTimes([undefined, { count: 0 }]), undefined));
