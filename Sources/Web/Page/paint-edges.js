// Paints edges. Lines of at most one pixel are cheap when they are gathered by style, wider ones when each is stroked alone; of very
// many edges only the busiest are wide, since the widths of the others could not be told apart anyway.

import { arrow, curve } from './curves.js';

const dashes = { both: [], one: [7, 5], earlier: [1.5, 5] };
const crowd = 400, wideInCrowd = 120;

/** Sorts edges into groups of equal style, thin ones first, and finds their lines, in world coordinates. */
export function gather(edges, colours) {
  const groups = new Map(), sorted = [...edges].sort((a, b) => a.width - b.width);
  const limit = sorted.length > crowd ? sorted[sorted.length - wideInCrowd].width : 0;
  for (const edge of sorted) {
    edge.curve = curve(edge);
    const colour = edge.stale ? colours.faint : edge.colour || colours.edge, width = edge.width < limit ? 0 : Math.round(edge.width * 2) / 2;
    const key = `${colour}|${width}|${edge.seen}|${edge.faint || edge.stale ? 0.45 : 1}`;
    if (!groups.has(key)) groups.set(key, { colour, width, seen: edge.seen, own: edge.faint || edge.stale ? 0.45 : 1, edges: [] });
    groups.get(key).edges.push(edge);
  }
  return { groups: [...groups.values()], faults: sorted.filter(edge => edge.errors > 0), many: Math.max(1, edges.length), colours };
}

function trace(context, c) {
  context.moveTo(c[0], c[1]);
  context.bezierCurveTo(c[2], c[3], c[4], c[5], c[6], c[7]);
}

function stroke(context, edges, pixels, zoom) {
  context.lineWidth = pixels / zoom;
  if (pixels <= 1) context.beginPath();
  for (const edge of edges) {
    if (pixels > 1) context.beginPath();
    trace(context, edge.curve);
    if (pixels > 1) context.stroke();
  }
  if (pixels <= 1) context.stroke();
}

function heads(context, edges, size) {
  context.beginPath();
  for (const edge of edges) {
    const [tip, left, right] = arrow(edge.curve, size);
    context.moveTo(...tip);
    context.lineTo(...left);
    context.lineTo(...right);
    context.closePath();
  }
  context.fill();
}

/** Strokes what was gathered. The context's transform is the camera's; `zoom` its scale. */
export function strokeEdges(context, { groups, faults, many, colours }, zoom) {
  // Many edges are drawn thinner and let one another shine through.
  const crowding = Math.min(1, Math.sqrt(40 / many)), thin = Math.max(0.4, crowding * Math.min(1, zoom * 1.6)), alpha = 0.18 + 0.77 * crowding;
  for (const { colour, width, seen, own, edges } of groups) {
    context.strokeStyle = context.fillStyle = colour;
    context.globalAlpha = own * alpha;
    context.setLineDash(dashes[seen].map(length => length / zoom));
    stroke(context, edges, Math.max(width * thin, width > 0 ? 0.7 : 0.9), zoom);
    context.setLineDash([]);
    context.globalAlpha = own * Math.max(alpha, 0.5);
    if (zoom > 0.3) heads(context, edges, (6 + width * Math.min(1.2, Math.sqrt(50 / many))) / Math.max(zoom, 0.7));
  }
  context.globalAlpha = Math.max(alpha, 0.4);
  context.strokeStyle = colours.error;
  for (const edge of faults) stroke(context, [edge], Math.max(many > crowd ? 0.8 : 1, edge.width * thin * Math.min(1, edge.errors)), zoom);
  context.globalAlpha = 1;
}
