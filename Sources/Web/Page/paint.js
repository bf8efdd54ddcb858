// The two layers of the map: the base with everything, and the front with what is pointed at, searched or selected.

import { gather, strokeEdges } from './paint-edges.js';
import { paintLabels } from './paint-labels.js';
import { outline, paintFrames, paintNames, paintNodes, screenRadius } from './paint-nodes.js';
import { bytes, cores } from './format.js';

/** Clears a canvas; `margin` [x, y] is how much of it lies outside the view on each side, in pixels. */
function begin(canvas, [x, y] = [0, 0]) {
  const context = canvas.getContext('2d'), ratio = devicePixelRatio || 1;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(ratio, 0, 0, ratio, x * ratio, y * ratio);
  return context;
}

/** Runs `work` in world coordinates. */
function inWorld(context, { k, x, y }, work) {
  context.save();
  context.translate(x, y);
  context.scale(k, k);
  work();
  context.restore();
}

/** What stands in a frame's title after its name. */
export function frameTitle(frame, model) {
  const { raw } = model.nodes.get(frame.key) || { raw: {} }, metrics = raw.metrics || {}, words = [];
  if (frame.level === 'host') {
    if (metrics.cpu_cores !== undefined) words.push(`${cores(metrics.cpu_cores)}${metrics.cpu_limit_cores ? ` of ${cores(metrics.cpu_limit_cores)}` : ''} cores`);
    if (metrics.memory_bytes !== undefined) words.push(`${bytes(metrics.memory_bytes)}${metrics.memory_limit_bytes ? ` of ${bytes(metrics.memory_limit_bytes)}` : ''}`);
    if (raw.stale) words.unshift('no answer');
  }
  return { name: frame.name, notes: words };
}

export function paintBase(map, colours) {
  const { scene, camera, morph } = map, context = begin(map.base, map.margin), nodes = [...scene.nodes.values()];
  if (map.gathered?.colours !== colours) map.gathered = gather(scene.edges, colours);
  paintFrames(context, scene.frames, colours, camera, frame => frameTitle(frame, map.model));
  inWorld(context, camera, () => strokeEdges(context, map.gathered, camera.k));
  if (morph && !morph.done) {
    context.globalAlpha = morph.fade;
    paintNodes(context, morph.ghosts.map(ghost => ghost.node), colours, camera);
  }
  paintNodes(context, nodes, colours, camera);
  paintNames(context, nodes, colours, camera);
  if (!morph || morph.done) paintLabels(context, scene.edges, scene, colours, camera);
}

/** The nodes and edges to be emphasised, and whether all else steps back. */
export function emphasis({ scene, hover, matches, app }) {
  const { select, to } = app.store.state;
  if (hover?.node) return { main: [hover.node], nodes: neighbours(hover.node), edges: hover.node.edges, dims: true };
  if (hover?.edge) return { main: [], nodes: [hover.edge.from, hover.edge.to], edges: [hover.edge], dims: true };
  if (matches) return { main: [], nodes: matches, edges: [], dims: true };
  const edge = to && scene.edges.find(one => one.client === select && one.server === to);
  if (edge) return { main: [], nodes: [edge.from, edge.to], edges: [edge], dims: false };
  const node = scene.nodes.get(select);
  if (node) return { main: [node], nodes: [node], edges: node.edges, dims: false };
  const parts = select ? partsOf(scene, select) : [];
  return parts.length > 0 ? { main: parts, nodes: parts, edges: [], dims: false } : undefined;
}

/** The nodes that are parts of something selected which is no node of this map: the containers of an app. */
const partsOf = (scene, key) => [...scene.nodes.values()].filter(node => node.group.leaves.every(leaf => leaf.above.some(above => above.id === key)));

const neighbours = node => [...new Set([node, ...node.edges.flatMap(edge => [edge.from, edge.to])])];

export function paintFocus(map, colours) {
  const { scene, camera } = map, context = begin(map.front), focus = emphasis(map), { select, to } = map.app.store.state;
  map.base.classList.toggle('dimmed', Boolean(focus?.dims));
  if (focus) {
    const many = focus.nodes.length > 40;
    inWorld(context, camera, () => {
      strokeEdges(context, gather(focus.edges, colours), camera.k);
    });
    paintNodes(context, focus.nodes, colours, camera);
    if (focus.dims || focus.main.length > 0) paintNames(context, focus.nodes, colours, camera, !many);
    if (focus.dims || scene.edges.length > 24) paintLabels(context, focus.edges, scene, colours, camera, focus.edges.length < 16);
  }
  context.lineWidth = 2.5;
  context.strokeStyle = colours.accent;
  const frame = scene.frames.find(one => one.key === select);
  if (frame) {
    const [x, y] = camera.screen(frame.left, frame.top);
    context.strokeRect(x, y, (frame.right - frame.left) * camera.k, (frame.bottom - frame.top) * camera.k);
  }
  const chosen = frame || !select ? [] : scene.nodes.has(select) ? [scene.nodes.get(select), scene.nodes.get(to)] : partsOf(scene, select);
  for (const node of chosen.filter(Boolean)) {
    const [x, y] = camera.screen(node.x, node.y);
    outline(context, node.shape, x, y, screenRadius(camera.k) + (node.shape === 'dot' ? 8 : 5));
    context.stroke();
  }
}
