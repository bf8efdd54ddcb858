import { equal, isTrue, measured, test } from './check.mjs';
import { load } from './page.mjs';
import { random } from './random.mjs';

const { layout } = await load('layout.js'), { place } = await load('placement.js'), { ranks } = await load('ranks.js'),
  { stack } = await load('ordering.js');

/** A random graph in frames; with `acyclic` every edge leads to a later node. */
function question(seed, { count = 40, flows = 80, frames = 4, acyclic = true, lanes = true } = {}) {
  const chance = random(seed), nodes = Array.from({ length: count },
    (_, at) => ({ id: `n${at}`, width: 124, height: 78, frame: frames ? `f${chance.below(frames)}` : undefined }));
  const edges = [];
  for (let at = 0; at < flows; at += 1) {
    const a = chance.below(count), b = chance.below(count);
    if (a !== b) edges.push(acyclic ? [`n${Math.min(a, b)}`, `n${Math.max(a, b)}`, 1 + chance.below(9)] : [`n${a}`, `n${b}`, 1]);
  }
  return { nodes, edges, frames: Array.from({ length: frames }, (_, at) => ({ id: `f${at}` })), lanes, aspect: 1.6 };
}
const apart = (a, b) => Math.abs(a[0] - b[0]) >= 123 || Math.abs(a[1] - b[1]) >= 77;
const boxOf = (input, places, frame) => input.nodes.filter(node => node.frame === frame
  && !places[node.id][2]).reduce((box, node) => { const [x, y] = places[node.id];
    return [Math.min(box[0], x - 62), Math.min(box[1], y - 39), Math.max(box[2], x + 62), Math.max(box[3], y + 39)]; },
      [Infinity, Infinity, -Infinity, -Infinity]);

await test('all edges of an acyclic graph lead from left to right, in lanes and without', () => {
  for (let seed = 1; seed <= 30; seed += 1) for (const shape of [{}, { frames: 0, lanes: false }]) {
    const input = question(seed, shape), places = layout(input);
    for (const [from, to] of input.edges) isTrue(places[from][0] < places[to][0], `${from} → ${to}, seed ${seed}`);
  }
});
await test('the same question has the same answer, whatever the order of its parts', () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    const input = question(seed, { acyclic: false }), once = layout(input);
    equal(layout(input), once);
    equal(layout({ ...input, nodes: [...input.nodes].reverse() }), once);
  }
});
await test('no two nodes and no two lanes overlap', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const input = question(seed, { acyclic: seed % 2 === 0 }), places = layout(input), points = Object.values(places);
    points.forEach((a, i) => points.slice(i + 1).forEach(b => isTrue(apart(a, b), `seed ${seed}`)));
    const boxes = input.frames.map(frame => boxOf(input, places, frame.id)).filter(box => box[0] < Infinity);
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => isTrue(a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] || b[1] >= a[3],
      `lanes, seed ${seed}`)));
  }
});
await test('a new node moves no other and finds a free place, in its frame', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const input = question(seed, { acyclic: seed % 2 === 0, frames: seed % 3 ? 4 : 0 }), places = layout(input), chance = random(seed);
    for (let more = 0; more < 4; more += 1) {
      const before = { ...places }, id = `new${more}`;
      input.nodes.push({ id, width: 124, height: 78, frame: input.frames.length ? `f${chance.below(5)}` : undefined });
      if (chance.next() < 0.8) input.edges.push([`n${chance.below(40)}`, id, 1]);
      if (!input.frames.some(frame => frame.id === 'f4')) input.frames.push({ id: 'f4' });
      Object.assign(places, place(input, places));
      for (const [key, point] of Object.entries(before)) equal(places[key], point);
      for (const [key, point] of Object.entries(before)) isTrue(apart(places[id], point), `${id} on ${key}, seed ${seed}`);
    }
    const boxes = input.frames.map(frame => boxOf(input, places, frame.id)).filter(box => box[0] < Infinity);
    if (seed % 3) boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => isTrue(a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] || b[1] >= a[3],
      `frames, seed ${seed}`)));
  }
});
await test('a cycle has few edges backwards, a thicket few columns', () => {
  const ring = ranks(6, [[0, 1, 9], [1, 2, 9], [2, 3, 9], [3, 4, 9], [4, 5, 9], [5, 0, 1]]);
  equal(ring, [0, 1, 2, 3, 4, 5]);
  const thicket = [];
  for (let a = 0; a < 60; a += 1) for (let b = 0; b < 60; b += 1) if (a !== b) thicket.push([a, b, 1]);
  isTrue(Math.max(...ranks(60, thicket)) < 9);
});
await test('frames in frames, an empty graph and lonely nodes are laid out', () => {
  equal(layout({ nodes: [], edges: [], frames: [], lanes: true }), {});
  const nested = layout({ nodes: [{ id: 'a', width: 124, height: 78, frame: 'inner' }, { id: 'b', width: 124, height: 78, frame: 'inner' },
    { id: 'c', width: 124, height: 78, frame: 'outer' }, { id: 'd', width: 124, height: 78, side: 'right' }],
      frames: [{ id: 'outer' }, { id: 'inner', parent: 'outer' }], edges: [['c', 'a', 1], ['a', 'd', 1]], lanes: true, aspect: 1.6 });
  isTrue(nested.c[0] < nested.a[0] && nested.a[0] < nested.d[0]);
});
await test('a stack keeps its order, does not overlap and stays where it wants to be', () => {
  equal(stack([0, 100, 200], [10, 10, 10]), [0, 100, 200]);
  equal(stack([50, 50], [10, 10]), [45, 55]);
  const chance = random(3), wishes = Array.from({ length: 50 }, () => chance.below(300)), places = stack(wishes, wishes.map(() => 10));
  places.slice(1).forEach((at, index) => isTrue(at - places[index] >= 10 - 1e-9));
});
await test('500 nodes with 2,000 edges are laid out', () => {
  for (const [words, shape] of [['lanes', { frames: 20 }], ['free', { frames: 0, lanes: false }], ['cyclic', { frames: 20, acyclic: false }]]) {
    const input = question(9, { count: 500, flows: 2000, ...shape }), start = performance.now(), places = layout(input),
      whole = performance.now() - start;
    equal(Object.keys(places).length, 500);
    input.nodes.push({ id: 'late', width: 124, height: 78, frame: input.frames[0]?.id });
    const again = performance.now();
    place(input, places);
    measured(`layout of 500 nodes and 2,000 edges, ${words}`, `${whole.toFixed(0)} ms, one more node ${(performance.now() - again).toFixed(0)} ms`);
  }
});
