// Takes away what is shown: the map as SVG, the topology as the JSON that the daemon gave.

import { element } from './dom.js';
import { colours } from './theme.js';
import { vector } from './vector.js';

function save(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type })), link = element('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const stamp = time => new Date(time || Date.now()).toISOString().slice(0, 19).replace(/:/g, '-');

export function exportSvg(app) {
  if (!app.model || !app.map.scene) return false;
  save(`weir-map-${stamp(app.model.time)}.svg`, 'image/svg+xml', vector(app.map, colours(), app.model.document.time));
  return true;
}

export function exportJson(app) {
  if (!app.model) return false;
  save(`weir-topology-${stamp(app.model.time)}.json`, 'application/json', `${JSON.stringify(app.model.document, undefined, 1)}\n`);
  return true;
}
