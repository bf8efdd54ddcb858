// The line of an edge: from the right of the client to the left of the server, a calm S; loops forward and back when the server is at the left.

/** The size of a node, in world pixels. */
export const radius = 15;

const reach = node => ({ dot: 9, square: radius + 1, diamond: radius + 2 }[node.shape] || radius);

/** Control points `[x0, y0, x1, y1, x2, y2, x3, y3]` of an edge, ending where the arrowhead's tip is. */
export function curve({ from, to, bow = 0 }) {
  const start = reach(from) + 1, end = reach(to) + 2, dx = to.x - from.x, dy = to.y - from.y;
  // Almost above one another: straight from edge to edge, bent a little so that both directions can be told apart.
  if (Math.abs(dx) < 90) {
    const length = Math.hypot(dx, dy) || 1, ux = dx / length, uy = dy / length, bend = Math.min(60, length * 0.22);
    const x0 = from.x + ux * start, y0 = from.y + uy * start, x3 = to.x - ux * end, y3 = to.y - uy * end;
    return [x0, y0, x0 + ux * length * 0.3 + uy * bend, y0 + uy * length * 0.3 - ux * bend, x3 - ux * length * 0.3 + uy * bend,
      y3 - uy * length * 0.3 - ux * bend, x3, y3];
  }
  const forward = dx > 0, x0 = from.x + start, x3 = to.x - end;
  const pull = forward ? Math.max(30, (x3 - x0) * 0.45) : Math.min(220, 70 + Math.abs(dx) * 0.25);
  const lift = forward ? 0 : (dy >= 0 ? 1 : -1) * Math.min(120, 30 + Math.abs(dx) * 0.12);
  return [x0, from.y, x0 + pull, from.y + lift + bow, x3 - pull, to.y - lift * (Math.abs(dy) > 60 ? 1 : -1) + bow, x3, to.y];
}

/** How far an almost level edge has to bend so that it does not run through nodes between its ends; 0 when none is there. */
export function bowAround({ from, to }, nodes) {
  if (Math.abs(to.y - from.y) > 26 || to.x - from.x < 180) return 0;
  const between = nodes.some(node => node.x > from.x + 40 && node.x < to.x - 40 && Math.abs(node.y - (from.y + to.y) / 2) < 26);
  return between ? -Math.min(90, 46 + (to.x - from.x) * 0.04) : 0;
}

/** A point on a curve, `t` from 0 to 1. */
export function at(c, t) {
  const s = 1 - t, a = s * s * s, b = 3 * s * s * t, d = 3 * s * t * t, e = t * t * t;
  return [a * c[0] + b * c[2] + d * c[4] + e * c[6], a * c[1] + b * c[3] + d * c[5] + e * c[7]];
}

/** The corners of an arrowhead of a size at the end of a curve. */
export function arrow(c, size) {
  const [x, y] = at(c, 0.92), dx = c[6] - x, dy = c[7] - y, length = Math.hypot(dx, dy) || 1, ux = dx / length, uy = dy / length;
  const bx = c[6] - ux * size, by = c[7] - uy * size;
  return [[c[6], c[7]], [bx - uy * size * 0.5, by + ux * size * 0.5], [bx + uy * size * 0.5, by - ux * size * 0.5]];
}

/** The distance of a point from a curve, looked for at sixteen places; Infinity when it is outside its box. */
export function distance(c, x, y, slack) {
  const left = Math.min(c[0], c[2], c[4], c[6]), right = Math.max(c[0], c[2], c[4], c[6]);
  const top = Math.min(c[1], c[3], c[5], c[7]), bottom = Math.max(c[1], c[3], c[5], c[7]);
  if (x < left - slack || x > right + slack || y < top - slack || y > bottom + slack) return Infinity;
  let least = Infinity, [px, py] = c;
  for (let step = 1; step <= 24; step += 1) {
    const [qx, qy] = at(c, step / 24), vx = qx - px, vy = qy - py, along = vx * vx + vy * vy;
    const t = along > 0 ? Math.max(0, Math.min(1, ((x - px) * vx + (y - py) * vy) / along)) : 0;
    least = Math.min(least, Math.hypot(x - px - t * vx, y - py - t * vy));
    [px, py] = [qx, qy];
  }
  return least;
}
