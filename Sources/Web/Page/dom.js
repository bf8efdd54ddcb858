// Elements without HTML text: what comes from outside only ever becomes textContent.

const svgNames = new Set(['svg', 'path', 'rect', 'line', 'polyline', 'circle', 'g', 'text', 'title']);

/** An element with attributes and children. `on…` are listeners, `class` and `text` mean what they say, undefined is left out. */
export function element(name, attributes = {}, ...children) {
  const made = svgNames.has(name) ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === 'text') made.textContent = value;
    else if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat(4).filter(child => child !== undefined && child !== null && child !== false));
  return made;
}

/** Sets text only when it differs, so that selections and screen readers are left in peace. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
  return node;
}

/** Replaces the children only when `signature` differs from the last time. Returns whether it did. */
export function refill(node, signature, make) {
  if (node.signature === signature) return false;
  node.signature = signature;
  node.replaceChildren(...[make()].flat(3).filter(child => child !== undefined && child !== null && child !== false));
  return true;
}

export const byId = id => document.getElementById(id);

/** Runs at most once per frame, however often it is asked for. */
export function onceAFrame(work) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; work(); });
  };
}

export async function copy(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { /* Not a secure context: the old way. */ }
  const area = element('textarea', { class: 'hidden-visually', 'aria-hidden': 'true' });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
