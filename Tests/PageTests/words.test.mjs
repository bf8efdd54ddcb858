import { equal, isTrue, test } from './check.mjs';
import { load } from './page.mjs';
import { nasty } from './odd.mjs';
import { random } from './random.mjs';

const format = await load('format.js'), { clean, cut, shellWord } = await load('names.js'),
  { initial, parse, format: write } = await load('state.js');
const { commandsFor } = await load('commands.js'), { nice, span, position } = await load('metrics.js'), { Paths } = await load('paths.js');

await test('numbers have three significant digits and one unit', () => {
  equal([412e-6, 2.1e-3, 18e-6, 0.9999e-3, 1.5, 130, 3e-7, 0].map(format.duration),
    ['412 µs', '2.10 ms', '18.0 µs', '1.00 ms', '1.50 s', '2.17 min', '300 ns', '0 µs']);
  equal([0, 12, 4711, 16200, 3.1e6, 999999].map(format.count), ['0', '12', '4,711', '16.2k', '3.10M', '1.00M']);
  equal([0, 0.3, 210, 8140, 999.96].map(format.rate), ['0', '0.30', '210', '8.14k', '1.00k']);
  equal([0, 312, 1900, 6.2e6, 1.5e12].map(format.bytes), ['0 B', '312 B', '1.90 kB', '6.20 MB', '1.50 TB']);
  equal([0, 0.0015, 0.125, 1].map(format.percent), ['0 %', '0.15 %', '12.5 %', '100 %']);
});
await test('unknown is a dash, never zero', () => {
  for (const write of [format.duration, format.count, format.rate, format.bytes, format.percent, format.cores, format.age, format.clock,
    format.byteRate]) for (const value of [undefined, null, NaN, Infinity, '5']) equal(write(value), '–');
});
await test('names from outside become one harmless line', () => {
  for (const name of nasty) {
    const line = clean(name);
    isTrue(!/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/.test(line), JSON.stringify(line));
    isTrue(Array.from(line).length <= 256);
  }
  equal(clean('\u202egnp.exe'), 'gnp.exe'); equal(clean('two\nlines'), 'two lines'); equal(clean(undefined), ''); equal(clean(5), '5');
});
await test('long names lose their middle', () => {
  equal(cut('shop/checkout-worker', 16), 'shop/che…-worker'); equal(cut('short', 16), 'short'); equal(Array.from(cut('👍'.repeat(40), 9)).length, 9);
});
await test('commands are quoted for a shell', () => {
  equal(shellWord('/shop/web'), '/shop/web'); equal(shellWord("o'neil; rm -rf /"), "'o'\\''neil; rm -rf /'"); equal(shellWord('a\nb'), 'ab');
    equal(shellWord(''), "''");
  const facets = { app: { name: '/shop/web', raw: { app: { id: '/shop/web' } } } },
    group = { level: 'app', name: '/shop/web', leaves: [{ facets, raw: {} }], hosts: new Set(['node-2']) };
  equal(commandsFor(group), { live: 'weir live --app /shop/web', record: 'weir record --app /shop/web shop-web.scap', where: 'node-2' });
  equal(commandsFor({ ...group, level: 'label', key: 'label:team=shop & co' }).live, "weir live --label 'team=shop & co'");
});
await test('a state survives its address', () => {
  const chance = random(4), groups = ['app', 'host', 'label:a=b & c', 'image'];
  for (let round = 0; round < 200; round += 1) {
    const state = {
      ...initial, view: chance.pick(['services', 'map']), layout: chance.pick(['physical', 'logical']), group: chance.pick(groups),
        metric: chance.pick(['p50', 'rate', 'cpu']), query: chance.pick(['', 'a b', '100% & #']), at: chance.pick([0, 1764150000]),
      select: chance.pick(['', 'app:marathon/shop/web', 'process:h/ü/<x>#&=']), to: chance.pick(['', 'x:y']),
        filters: chance.pick([[], ['app=/a', 'label.x=1&2']]), open: chance.pick([[], ['host:a', 'container:b']]),
          pins: chance.pick([{}, { 'container:a,b': [12, -40] }]), zoom: chance.pick([null, [10, -20, 0.5]]), sort: chance.pick(['name', '-p99']),
    };
    equal(parse(`#${write(state)}`), state);
  }
  equal(write(initial), '');
});
await test('a wild address is the first state', () => {
  for (const wild of ['', '#', '#%%%', '#view=x&metric=<script>&zoom=1,2&at=-5&group=nope&sort=DROP&theme=pink', `#q=${'x'.repeat(1e5)}`,
    '#pin=a,b,c&pin=1,2', '#__proto__=1&constructor=2']) equal(parse(wild), { ...initial, filters: [], open: [], pins: {} });
});
await test('a colour scale ends at round numbers and places values between them', () => {
  equal(nice(3.2e-3, true), 5e-3); equal(nice(3.2e-3, false), 2e-3); equal(span([undefined, 0], true), undefined);
  const range = span([3e-4, 7e-3], true);
  equal(position(1, range, true), 1); equal(position(undefined, range, true), undefined);
    isTrue(position(1e-3, range, true) > 0 && position(1e-3, range, true) < 1);
});
await test('at most 200 paths are told apart, and the rest is counted', () => {
  const paths = new Paths();
  for (let at = 0; at < 1000; at += 1) paths.add({ method: 'GET', path: `/item/${at}`, status: 200 + (at % 90), request_time: 1e-3 });
  equal(paths.paths.size, 200); equal(paths.others, 800); equal(paths.total, 1000); isTrue(paths.statuses.size <= 40);
});
