// Paints frames, nodes and their names. Names keep their size on the screen whatever the zoom; they go when there is no room.

import { cut } from './names.js';
import { cell } from './graph.js';
import { radius } from './curves.js';

const font = (weight = 400, size = 12) => `${weight} ${size}px system-ui, "DejaVu Sans", sans-serif`;

/** Frames, with their titles inside on top; beside them at the left when they are too small for that. */
export function paintFrames(context, frames, colours, camera, title) {
  let free = -Infinity;
  for (const frame of [...frames].sort((a, b) => a.depth - b.depth || a.top - b.top)) {
    const [x, y] = camera.screen(frame.left, frame.top), width = (frame.right - frame.left) * camera.k,
      height = (frame.bottom - frame.top) * camera.k;
    if (x > camera.width || y > camera.height || x + width < 0 || y + height < 0) continue;
    context.beginPath();
    context.roundRect(x, y, width, height, Math.min(6, 8 * camera.k));
    context.fillStyle = frame.depth % 2 === 0 ? colours.frame : colours.surface;
    context.globalAlpha = 0.75;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 1;
    context.strokeStyle = colours.line;
    context.stroke();
    context.fillStyle = colours.ink;
    context.textBaseline = 'alphabetic';
    context.font = font(600);
    const { name, notes } = title(frame);
    if (26 * camera.k >= 13) {
      // The title stays in sight as long as the frame is.
      const left = Math.max(x, Math.min(0, x + width - 140)), top = Math.max(y, Math.min(36, y + height - 40));
      context.textAlign = 'left';
      paintTitle(context, name, notes, left, y < 0 ? top : y, x + width - left, colours);
    } else if (frame.depth === 0 && y + height / 2 - free > 12) {
      context.textAlign = 'right';
      context.lineJoin = 'round';
      context.lineWidth = 3.5;
      context.strokeStyle = colours.ground;
      context.strokeText(cut(name, 16), x - 6, y + height / 2 + 4);
      context.fillText(cut(name, 16), x - 6, y + height / 2 + 4);
      free = y + height / 2;
    }
  }
}

/** A title and as much of its notes as there is room for. */
function paintTitle(context, name, notes, x, y, width, colours) {
  if (width < 44) return;
  const shown = cut(name, Math.max(4, Math.floor((width - 16) / 7)));
  context.fillText(shown, x + 8, y + 16);
  const room = width - context.measureText(shown).width - 26;
  context.font = font();
  context.fillStyle = colours.quiet;
  for (let many = notes.length; many > 0; many -= 1) {
    const words = notes.slice(0, many).join(' · ');
    if (context.measureText(words).width > room) continue;
    context.fillText(words, x + 8 + width - 26 - room + 10, y + 16);
    return;
  }
}

/** The outline of a node's shape as the current path. */
export function outline(context, shape, x, y, size) {
  context.beginPath();
  if (shape === 'diamond') {
    const half = size * 1.12;
    context.moveTo(x, y - half); context.lineTo(x + half, y); context.lineTo(x, y + half); context.lineTo(x - half, y); context.closePath();
  } else if (shape === 'square') context.roundRect(x - size, y - size, 2 * size, 2 * size, size * 0.3);
  else context.arc(x, y, shape === 'dot' ? size * 0.62 : size, 0, 2 * Math.PI);
}

export const screenRadius = zoom => Math.max(3.5, Math.min(24, radius * zoom));

export function paintNodes(context, nodes, colours, camera) {
  const size = screenRadius(camera.k);
  for (const node of nodes) {
    const [x, y] = camera.screen(node.x, node.y);
    if (x < -60 || y < -60 || x > camera.width + 60 || y > camera.height + 60) continue;
    context.globalAlpha = node.faint ? 0.45 : 1;
    context.lineWidth = 1.5;
    context.strokeStyle = node.stale ? colours.faint : colours.quiet;
    if (node.many && node.shape === 'circle' && size > 6) {
      context.fillStyle = colours.surface;
      outline(context, node.shape, x + size * 0.28, y - size * 0.22, size);
      context.fill(); context.stroke();
    }
    outline(context, node.shape, x, y, size);
    context.fillStyle = node.stale ? colours.neutral : node.fill || colours.neutral;
    context.fill();
    if (node.stale) context.setLineDash([3, 2]);
    context.stroke();
    context.setLineDash([]);
    if (node.errors > 0 && size > 5) {
      const ring = size * (node.shape === 'dot' ? 0.62 : 1) + 3;
      context.strokeStyle = colours.error;
      for (const [share, alpha, width] of [[1, 0.45, 1], [Math.max(0.04, Math.min(1, node.errors)), 1, 3]]) {
        context.beginPath();
        context.arc(x, y, ring, -Math.PI / 2, -Math.PI / 2 + share * 2 * Math.PI);
        context.globalAlpha = alpha * (node.faint ? 0.45 : 1);
        context.lineWidth = width;
        context.stroke();
      }
    }
    if (node.pinned && size > 7) {
      context.beginPath();
      context.arc(x, y, 2, 0, 2 * Math.PI);
      context.fillStyle = colours.surface;
      context.fill();
    }
  }
  context.globalAlpha = 1;
}

/** A line of text with a halo, centred. */
export function haloed(context, text, x, y, colour, colours, weight) {
  context.font = font(weight);
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = colours.ground;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

/** A name as long as there is room for it: whole if it meets no other, else what fits into the cell. */
function fitted(name, x, y, room, taken, width) {
  for (const length of [32, Math.round(room * 1.3), room]) {
    const words = cut(name, Math.max(8, length)), half = words.length * 3.5 + 3;
    const meets = x - half < 0 || x + half > width || taken.some(other => Math.abs(other.y - y) < 14 && Math.abs(other.x - x) < half + other.half);
    if (!meets || (length === room && room >= 8)) { taken.push({ x, y, half }); return words; }
  }
  return '';
}

/** Names below nodes, with the value beneath where there is room. `all` writes them even when zoomed out. */
export function paintNames(context, nodes, colours, camera, all = false) {
  const room = Math.floor((cell.width * camera.k) / 6.8), size = screenRadius(camera.k);
  // Zoomed far out only few nodes are named, those whose whole name has room.
  if (room < 8 && !all && (nodes.length > 120 || camera.k < 0.3)) return;
  const seen = [];
  for (const node of nodes) {
    const [x, y] = camera.screen(node.x, node.y);
    if (x > -100 && y > -60 && x < camera.width + 100 && y < camera.height + 60) seen.push({ node, x, y });
  }
  // Circles first: names keep off them too.
  const taken = seen.length > 160 ? undefined : seen.map(({ x, y }) => ({ x, y, half: size + 2 }));
  for (const { node, x, y } of seen) {
    const below = y + size + 15;
    context.globalAlpha = node.faint && !all ? 0.6 : 1;
    const name = taken ? fitted(node.name, x, below, room, taken, camera.width) : cut(node.name, all ? 32 : room);
    if (!name) continue;
    haloed(context, name, x, below, node.stale ? colours.quiet : colours.ink, colours, all ? 600 : 500);
    const note = [node.words, node.many].filter(Boolean).join(' · ');
    if (note && (all || (camera.k > 0.72 && note.length <= room + 2))) haloed(context, note, x, below + 14, colours.quiet, colours);
  }
  context.globalAlpha = 1;
}
