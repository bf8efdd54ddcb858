// The whole layout: columns by rank, frames as boxes inside the columns. Pure and deterministic; runs in a worker.
//
// Input: `nodes` [{id, width, height, frame?, side?}], `frames` [{id, parent?}], `edges` [[from, to, weight]], `lanes` (the outer
// frames are lanes through common columns), `aspect` (width by height to aim at), `hints` {id: y} where things were before.
// Output: {id: [x, y]}, the centres of all nodes, in pixels.

import { lanes } from './lanes.js';
import { ordering, stack } from './ordering.js';
import { ranks } from './ranks.js';

export const gaps = { rank: 96, column: 20, row: 10, frame: 18, title: 26 };

/** The things directly inside a frame: its nodes, and its inner frames already laid out, as boxes. */
function items(input, frame) {
  const found = input.nodes.filter(node => node.frame === frame)
    .map(node => ({ id: node.id, width: node.width, height: node.height, side: node.side, members: [[node.id, 0, 0]],
      hint: input.hints?.[node.id] }));
  for (const inner of input.frames.filter(one => one.parent === frame)) {
    const box = free(items(input, inner.id), input);
    if (box.members.length === 0) continue;
    found.push({
      id: inner.id, width: box.width + 2 * gaps.frame, height: box.height + 2 * gaps.frame + gaps.title,
      members: box.members.map(([id, x, y]) => [id, x, y + gaps.title / 2]),
    });
  }
  for (const item of found) {
    if (item.hint !== undefined) continue;
    const known = item.members.map(([id]) => input.hints?.[id]).filter(hint => hint !== undefined);
    item.hint = known.length > 0 ? known.reduce((sum, hint) => sum + hint, 0) / known.length : undefined;
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The edges between items, as indices, summed, without those inside an item. */
export function between(list, edges) {
  const owner = new Map(), sums = new Map();
  list.forEach((item, index) => { for (const [id] of item.members) owner.set(id, index); });
  for (const [from, to, weight] of edges) {
    const a = owner.get(from), b = owner.get(to);
    if (a === undefined || b === undefined || a === b) continue;
    const key = a * list.length + b;
    sums.set(key, (sums.get(key) || 0) + (weight > 0 ? weight : 0) + 1);
  }
  return [...sums].map(([key, weight]) => [Math.floor(key / list.length), key % list.length, weight]);
}

/** Rows per column so that the drawing comes near the wished shape. */
function rowsFor(columns, list, aspect) {
  const height = Math.max(...list.map(item => item.height)) + gaps.row, width = Math.max(...list.map(item => item.width)) + gaps.column;
  let best = 1, least = Infinity;
  for (let rows = 1; rows <= list.length; rows += 1) {
    const across = columns.reduce((sum, column) => sum + Math.ceil(column.length / rows) * width + gaps.rank, 0);
    const off = Math.abs(Math.log(across / (Math.min(rows, Math.max(...columns.map(column => column.length))) * height) / aspect));
    if (off < least - 1e-9) { best = rows; least = off; }
  }
  return best;
}

/** Items without lanes: wrapped columns, every item as near to the height of its neighbours as the order allows. */
export function free(list, input) {
  if (list.length === 0) return { width: 0, height: 0, members: [] };
  const edges = between(list, input.edges), rank = ranks(list.length, edges);
  const place = ordering(rank, edges, list.map((item, index) => item.hint ?? index));
  const columns = [];
  rank.forEach((at, item) => (columns[at] ||= []).push(item));
  for (let at = 0; at < columns.length; at += 1) (columns[at] ||= []).sort((a, b) => place[a] - place[b]);
  const rows = rowsFor(columns, list, input.aspect || 1.6), x = new Float64Array(list.length), stacks = [];
  let right = 0;
  for (const column of columns) {
    const many = Math.ceil(column.length / rows);
    for (let sub = 0; sub < many; sub += 1) {
      const members = column.filter((_, index) => index % many === sub), width = Math.max(...members.map(item => list[item].width));
      for (const item of members) x[item] = right + width / 2;
      right += width + gaps.column;
      stacks.push(members);
    }
    if (many > 0) right += gaps.rank - gaps.column;
  }
  const y = settle(list, stacks, edges);
  return boxed(list, x, y);
}

function settle(list, stacks, edges) {
  const y = new Float64Array(list.length), near = list.map(() => []);
  for (const [from, to] of edges) { near[from].push(to); near[to].push(from); }
  const put = (members, wishes) => stack(wishes,
    members.map(item => list[item].height + gaps.row)).forEach((at, index) => { y[members[index]] = at; });
  for (const members of stacks) {
    const heights = members.map(item => list[item].height + gaps.row), whole = heights.reduce((sum, height) => sum + height, 0);
    let top = -whole / 2;
    members.forEach((item, index) => {
      y[item] = top + heights[index] / 2;
      top += heights[index];
    });
  }
  for (let sweep = 0; sweep < 8; sweep += 1) {
    for (const members of sweep % 2 === 0 ? stacks : [...stacks].reverse()) {
      put(members, members.map(item => (near[item].length === 0 ? y[item]
        : near[item].reduce((sum, other) => sum + y[other], 0) / near[item].length)));
    }
  }
  return y;
}

/** Moves items so that their common box is centred at 0, 0 and spreads them into their members. */
export function boxed(list, x, y) {
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  list.forEach((item, index) => {
    left = Math.min(left, x[index] - item.width / 2); right = Math.max(right, x[index] + item.width / 2);
    top = Math.min(top, y[index] - item.height / 2); bottom = Math.max(bottom, y[index] + item.height / 2);
  });
  const middleX = (left + right) / 2, middleY = (top + bottom) / 2;
  const members = list.flatMap((item, index) => item.members.map(([id, dx, dy]) => [id, x[index] - middleX + dx, y[index] - middleY + dy]));
  return { width: right - left, height: bottom - top, members };
}

/** A flat drawing uses the height that there is, within reason. */
function stretched(box, aspect) {
  const factor = Math.max(1, Math.min(1.9, box.width / Math.max(1, box.height) / aspect));
  return { ...box, members: box.members.map(([id, x, y]) => [id, x, y * factor]) };
}

/** A tall pile of lanes uses the width. */
function widened(box, aspect) {
  const factor = Math.max(1, Math.min(2.5, (box.height * aspect) / Math.max(1, box.width)));
  return { ...box, members: box.members.map(([id, x, y]) => [id, x * factor, y]) };
}

/** Positions of all nodes from nothing. */
export function layout(input) {
  const outer = input.frames.filter(frame => frame.parent === undefined)
    .sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }) || (a.id < b.id ? -1 : 1));
  const aspect = input.aspect || 1.6, inLanes = input.lanes && outer.length > 0;
  const box = inLanes
    ? lanes(outer.map(frame => items(input, frame.id)).filter(list => list.length > 0), items({ ...input, frames: [] }, undefined), input)
    : free(items(input, undefined), input);
  const shaped = inLanes ? widened(box, aspect) : stretched(box, aspect);
  return Object.fromEntries(shaped.members.map(([id, x, y]) => [id, [Math.round(x), Math.round(y)]]));
}
