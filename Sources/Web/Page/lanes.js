// Lanes: the outer frames (hosts) lie across common columns, so that edges go from left to right in all of them. Lanes that share no
// column lie beside each other. What has no frame stands at the left if it only calls, at the right otherwise, near what it talks to.

import { between, boxed, gaps } from './layout.js';
import { ordering, stack } from './ordering.js';
import { ranks } from './ranks.js';

const fewLanes = 8, stagger = 34;

/** Columns that a lane may use side by side within one rank, chosen for the shape of the whole. */
function widths(tables, ranksUsed, aspect) {
  let best = 1, least = Infinity;
  const cell = { width: 140, height: 84 };
  for (let sub = 1; sub <= 12; sub += 1) {
    let across = 0, down = 0;
    for (let rank = 0; rank < ranksUsed; rank += 1) across += Math.min(sub,
      Math.max(0, ...tables.map(table => (table[rank] || []).length))) * cell.width + gaps.rank;
    for (const table of tables) down += Math.max(1, ...Array.from(table, column => Math.ceil((column || []).length / sub))) * cell.height + 70;
    const off = Math.abs(Math.log(across / down / aspect));
    if (off < least - 1e-9) { best = sub; least = off; }
  }
  return best;
}

/** Lays out lists of items, one per lane, and the items outside. Returns a centred box as `free` does. */
export function lanes(inLanes, outside, input) {
  const sides = outside.filter(item => item.side), rest = outside.filter(item => !item.side);
  if (rest.length > 0) inLanes.push(rest);
  const list = inLanes.flat(), edges = between(list, input.edges), rank = ranks(list.length, edges);
  const place = ordering(rank, edges, list.map((item, index) => item.hint ?? index));
  const ranksUsed = Math.max(...rank) + 1;
  let start = 0;
  const tables = inLanes.map(members => {
    const table = [];
    members.forEach((_, index) => (table[rank[start + index]] ||= []).push(start + index));
    start += members.length;
    for (const column of table) if (column) column.sort((a, b) => place[a] - place[b]);
    table.place = members.reduce((sum, _, index) => sum + place[start - members.length + index], 0) / members.length;
    table.bare = members === rest;
    return table;
  });
  const sub = widths(tables, ranksUsed, input.aspect || 1.6);
  const cells = assign(tables, list, ranksUsed, sub);
  const x = new Float64Array(list.length), y = new Float64Array(list.length);
  pile(tables, list, cells, x, y);
  return beside(list, x, y, sides, input);
}

/** Which column of the whole drawing every item stands in, and where these columns are. */
function assign(tables, list, ranksUsed, sub) {
  const columnOf = new Map(), centres = [];
  let left = 0;
  for (let rank = 0; rank < ranksUsed; rank += 1) {
    const many = Math.min(sub, Math.max(1, ...tables.map(table => (table[rank] || []).length)));
    const wide = new Array(many).fill(40);
    for (const table of tables) {
      const members = table[rank] || [], used = Math.min(many, members.length);
      members.forEach((item, index) => {
        const column = Math.floor((many - used) / 2) + (index % used);
        columnOf.set(item, centres.length + column);
        wide[column] = Math.max(wide[column], list[item].width);
      });
    }
    wide.forEach((width, index) => {
      centres.push({ middle: left + width / 2, second: index % 2 === 1 });
      left += width + gaps.column;
    });
    left += gaps.rank - gaps.column;
  }
  return { columnOf, centres };
}

/** Piles the lanes up, each as high as the columns that it uses allow. */
function pile(tables, list, { columnOf, centres }, x, y) {
  const floor = new Float64Array(centres.length), pad = gaps.frame, order = tables.map((_, index) => index);
  // Few lanes stand near what they talk to; many stand in the order of their names, where one looks for them.
  order.sort((a, b) => tables[a].bare - tables[b].bare || (order.length <= fewLanes ? tables[a].place - tables[b].place : 0) || a - b);
  for (const lane of order) {
    const members = tables[lane].flat().filter(item => item !== undefined), columns = members.map(item => columnOf.get(item));
    const first = Math.min(...columns), end = Math.max(...columns), heights = new Map();
    for (const item of members) heights.set(columnOf.get(item), (heights.get(columnOf.get(item)) || 0) + list[item].height + gaps.row);
    const tall = Math.max(...heights.values());
    let top = 0;
    // Frames stick out of their columns, so the neighbouring columns count too.
    for (let column = Math.max(0, first - 1); column <= Math.min(centres.length - 1, end + 1); column += 1) top = Math.max(top, floor[column]);
    // Side by side in one rank: every second column hangs lower, so that lines to one do not run through the other.
    const low = column => (centres[column].second && columns.includes(column - 1) ? stagger : 0), extra = Math.max(...columns.map(low));
    const fill = new Map([...heights].map(([column, height]) => [column, top + pad + gaps.title + (tall - height) / 2 + low(column)]));
    for (const item of members) {
      const column = columnOf.get(item), height = list[item].height + gaps.row;
      x[item] = centres[column].middle;
      y[item] = fill.get(column) + height / 2;
      fill.set(column, fill.get(column) + height);
    }
    for (let column = first; column <= end; column += 1) floor[column] = top + tall + extra + 2 * pad + gaps.title + gaps.frame;
  }
}

/** Adds what stands outside all lanes, at both sides. */
function beside(list, x, y, sides, input) {
  const whole = [...list, ...sides], edges = between(whole, input.edges), near = whole.map(() => []);
  for (const [from, to] of edges) { near[from].push(to); near[to].push(from); }
  const allX = new Float64Array(whole.length), allY = new Float64Array(whole.length);
  allX.set(x); allY.set(y);
  const box = boxed(list, x, y), leftmost = Math.min(...x.map((at, i) => at - list[i].width / 2)),
    rightmost = Math.max(...x.map((at, i) => at + list[i].width / 2));
  const middle = y.length ? (Math.min(...y) + Math.max(...y)) / 2 : 0;
  for (const side of ['left', 'right']) {
    const members = whole.map((_, index) => index).filter(index => whole[index].side === side);
    if (members.length === 0) continue;
    const wish = new Map(members.map(index => {
      const known = near[index].filter(other => other < list.length);
      return [index, known.length ? known.reduce((sum, other) => sum + y[other], 0) / known.length : middle];
    }));
    members.sort((a, b) => wish.get(a) - wish.get(b) || a - b);
    const tall = members.reduce((sum, index) => sum + whole[index].height + gaps.row, 0);
    const many = Math.max(1, Math.ceil(tall / Math.max(box.height * 1.15, 420))),
      wide = Math.max(...members.map(index => whole[index].width)) + gaps.column;
    for (let sub = 0; sub < many; sub += 1) {
      const column = members.filter((_, index) => index % many === sub);
      const places = stack(column.map(index => wish.get(index)), column.map(index => whole[index].height + gaps.row));
      column.forEach((index, row) => {
        allY[index] = places[row];
        allX[index] = side === 'left' ? leftmost - gaps.rank - wide * (sub + 0.5) : rightmost + gaps.rank + wide * (sub + 0.5);
      });
    }
  }
  return boxed(whole, allX, allY);
}
