// The map as an SVG of its own: real shapes and text, no style sheet, nothing from elsewhere. Names are escaped.

import { arrow, at, curve, radius } from './curves.js';
import { cut } from './names.js';
import { edgeWords } from './paint-labels.js';
import { frameTitle } from './paint.js';
import { extent } from './scene.js';

const escape = text => String(text).replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
const number = value => Math.round(value * 10) / 10;
const tag = (name, attributes, inside = '') =>
  `<${name}${Object.entries(attributes).filter(([, value]) => value !== undefined).map(([key, value]) => ` ${key}="${typeof value === 'number' ? number(value) : escape(value)}"`).join('')}>${inside}</${name}>`;
const dashes = { both: undefined, one: '7 5', earlier: '1.5 5' };

function text(x, y, words, colours, { fill = colours.ink, weight = 400, anchor = 'middle' } = {}) {
  return tag('text', { x, y, fill, 'font-weight': String(weight), 'text-anchor': anchor, stroke: colours.ground, 'stroke-width': 3,
    'stroke-linejoin': 'round', 'paint-order': 'stroke' }, escape(words));
}

function edgeMarks(edge, colours, labelled) {
  const c = curve(edge).map(number), d = `M${c[0]} ${c[1]}C${c.slice(2).join(' ')}`,
    stroke = edge.stale ? colours.faint : edge.colour || colours.edge;
  const [tip, left, right] = arrow(c, 7 + edge.width * 1.2),
    title = tag('title', {}, escape(`${edge.from.name} → ${edge.to.name}  ${edgeWords(edge)}`));
  const [x, y] = at(c, 0.5);
  return tag('g', {}, [
    title,
    tag('path', { d, fill: 'none', stroke, 'stroke-width': edge.width, 'stroke-dasharray': dashes[edge.seen] }),
    edge.errors > 0 ? tag('path', { d, fill: 'none', stroke: colours.error,
      'stroke-width': Math.max(1, edge.width * Math.min(1, edge.errors)) }) : '',
    tag('path', { d: `M${[tip, left, right].map(point => point.map(number).join(' ')).join('L')}Z`, fill: stroke }),
    labelled ? text(x, y - 4, edgeWords(edge), colours, { fill: edge.errors > 0 ? colours.error : colours.quiet }) : '',
  ].join(''));
}

function nodeMarks(node, colours) {
  const fill = node.stale ? colours.neutral : node.fill || colours.neutral,
    common = { fill, stroke: node.stale ? colours.faint : colours.quiet, 'stroke-width': 1.5, 'stroke-dasharray': node.stale ? '3 2' : undefined };
  const { x, y } = node, half = radius * 1.12;
  const shape = {
    diamond: () => tag('path', { d: `M${number(x)} ${number(y - half)}L${number(x + half)} ${number(y)}L${number(x)} ${number(y + half)}L${number(x - half)} ${number(y)}Z`, ...common }),
    square: () => tag('rect', { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius, rx: 4, ...common }),
    dot: () => tag('circle', { cx: x, cy: y, r: radius * 0.62, ...common }),
    circle: () => tag('circle', { cx: x, cy: y, r: radius, ...common }),
  }[node.shape]();
  const note = [node.words, node.many].filter(Boolean).join(' · ');
  return tag('g', {}, [
    tag('title', {}, escape(node.name)), node.errors > 0 ? tag('circle', { cx: x, cy: y, r: radius + 3, fill: 'none', stroke: colours.error }) : '', shape, text(x, y + radius + 15, cut(node.name, 18), colours, { weight: 500 }),
    note ? text(x, y + radius + 29, cut(note, 22), colours, { fill: colours.quiet }) : '',
  ].join(''));
}

/** The document; `moment` is said in its caption. */
export function vector(map, colours, moment) {
  const { scene, model } = map, [left, top, right, bottom] = extent(scene) || [0, 0, 100, 100], pad = 30;
  const frames = scene.frames.map(frame => {
    const { name, notes } = frameTitle(frame, model), note = notes.join(' · ');
    return tag('g', {}, tag('rect', { x: frame.left, y: frame.top, width: frame.right - frame.left, height: frame.bottom - frame.top, rx: 6,
      fill: frame.depth % 2 ? colours.surface : colours.frame, stroke: colours.line })
      + tag('text', { x: frame.left + 8, y: frame.top + 16, fill: colours.ink, 'font-weight': '600' }, escape(name)
        + (note ? tag('tspan', { dx: 10, fill: colours.quiet, 'font-weight': '400' }, escape(note)) : '')));
  });
  const labelled = scene.edges.length <= 60, box = [left - pad, top - pad, right - left + 2 * pad, bottom - top + 2 * pad + 20].map(number);
  const caption = text(left, bottom + pad + 8,
    `weir · ${moment} · colour: ${scene.metric.label}${scene.scale.span ? `, ${scene.scale.span.map(scene.metric.write).join(' to ')}` : ''}`,
      colours, { fill: colours.quiet, anchor: 'start' });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(' ')}" width="${box[2]}" height="${box[3]}" font-family="system-ui, sans-serif" font-size="12">`
    + tag('rect', { x: box[0], y: box[1], width: box[2], height: box[3], fill: colours.ground }) + frames.join('')
    + scene.edges.map(edge => edgeMarks(edge, colours, labelled)).join('') + [...scene.nodes.values()].map(node => nodeMarks(node,
      colours)).join('') + caption + '</svg>\n';
}
