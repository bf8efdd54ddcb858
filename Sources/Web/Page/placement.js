// New nodes in a drawing that holds still: each finds the nearest free place to its neighbours; nothing that has a place moves.

import { gaps } from './layout.js';

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const around = (x, y, width, height, pad = 0) => ({ left: x - width / 2 - pad, right: x + width / 2 + pad, top: y - height / 2 - pad,
  bottom: y + height / 2 + pad });
const union = (a, b) => (a ? { left: Math.min(a.left, b.left), right: Math.max(a.right, b.right), top: Math.min(a.top, b.top),
  bottom: Math.max(a.bottom, b.bottom) } : b);
const framed = box => ({ left: box.left - gaps.frame, right: box.right + gaps.frame, top: box.top - gaps.frame - gaps.title,
  bottom: box.bottom + gaps.frame });

/** All frames that a node is in, the innermost first. */
function chain(node, parents) {
  const found = [];
  for (let id = node.frame; id !== undefined && found.length < 8; id = parents.get(id)) found.push(id);
  return found;
}

/** Where a node would like to be: right of its clients, left of its servers, at their height. */
function wish(node, input, positions, step) {
  const callers = [], callees = [];
  for (const [from, to] of input.edges) {
    if (to === node.id && positions[from]) callers.push(positions[from]);
    if (from === node.id && positions[to]) callees.push(positions[to]);
  }
  const near = [...callers, ...callees];
  if (near.length === 0) return undefined;
  const mean = (points, axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const wishes = [];
  if (callers.length) wishes.push(mean(callers, 0) + step);
  if (callees.length) wishes.push(mean(callees, 0) - step);
  return [wishes.reduce((sum, x) => sum + x, 0) / wishes.length, mean(near, 1)];
}

/** Offsets on a grid, nearest first. */
function* spiral(width, height, rings) {
  const found = [];
  for (let column = -rings; column <= rings; column += 1) for (let row = -rings; row <= rings; row += 1) found.push([column * width, row * height]);
  found.sort((a, b) => Math.hypot(...a) - Math.hypot(...b) || a[0] - b[0] || a[1] - b[1]);
  yield* found;
}

/** `positions` {id: [x, y]} of what stands already; the input as for `layout`. Returns the positions of all, the old ones untouched. */
export function place(input, positions) {
  const result = Object.create(null), parents = new Map(input.frames.map(frame => [frame.id, frame.parent])), boxes = new Map(), solid = [];
  const settle = (node, point) => {
    result[node.id] = point;
    const box = around(point[0], point[1], node.width, node.height);
    const inside = point[2] ? [] : chain(node, parents);
    solid.push({ box, chain: inside });
    let grown = box;
    for (const frame of inside) {
      boxes.set(frame, union(boxes.get(frame), grown));
      grown = framed(boxes.get(frame));
    }
  };
  const ordered = [...input.nodes].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const node of ordered) if (positions[node.id]) settle(node, positions[node.id]);
  for (const node of ordered) {
    if (positions[node.id]) continue;
    const step = node.width + gaps.rank, home = boxes.get(node.frame), all = solid.reduce((box, one) => union(box, one.box), undefined);
    let target = wish(node, input, result, step);
    if (home) {
      target ||= [(home.left + home.right) / 2, home.bottom];
      target = [Math.max(home.left + node.width / 2, Math.min(home.right - node.width / 2, target[0])),
        Math.max(home.top + node.height / 2, Math.min(home.bottom - node.height / 2, target[1]))];
    }
    target ||= all ? [all.left + node.width / 2, all.bottom + 90] : [0, 0];
    settle(node, search(node, target, { boxes, solid, parents }));
  }
  return result;
}

/** The nearest free place to a target. A third member, 1, says that it stands apart from its frame, which had no room to grow. */
function search(node, target, { boxes, solid, parents }) {
  const mine = chain(node, parents), lineage = new Map([...boxes.keys()].map(frame => [frame, chain({ frame }, parents)]));
  const fits = (x, y) => {
    const box = around(x, y, node.width, node.height, 2), reaches = [];
    let reach = box;
    for (const frame of mine) {
      reach = framed(union(boxes.get(frame), reach));
      reaches.push(reach);
    }
    // Against something else counts the outermost of the own frames that does not hold it as well.
    const against = others => {
      for (let level = mine.length - 1; level >= 0; level -= 1) if (!others.includes(mine[level])) return reaches[level];
      return box;
    };
    return solid.every(one => !overlap(box, one.box) && !overlap(against(one.chain), one.box))
      && [...boxes].every(([frame, other]) => mine.includes(frame) || !overlap(against(lineage.get(frame)), framed(other)));
  };
  for (const [dx, dy] of spiral(node.width + gaps.column, node.height + gaps.row, 16)) if (fits(target[0] + dx,
    target[1] + dy)) return [Math.round(target[0] + dx), Math.round(target[1] + dy)];
  const bottom = Math.max(...solid.map(one => one.box.bottom), ...[...boxes.values()].map(box => framed(box).bottom));
  const apart = [Math.round(target[0]), Math.round(bottom + gaps.title + gaps.frame * 2 + node.height)];
  return mine.length > 0 ? [...apart, 1] : apart;
}
