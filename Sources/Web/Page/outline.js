// The map for those who do not see it: a list of its nodes with what they call, one of them in the tab order, arrows to move.

import { byId, element, refill } from './dom.js';
import { rate } from './format.js';
import { cut } from './names.js';

const most = 500;

function describe(node) {
  const { group } = node, calls = node.edges.filter(edge => edge.from === node), callers = node.edges.filter(edge => edge.to === node);
  const names = (list, end) => list.slice(0,
    5).map(edge => cut(edge[end].name, 60)).join(', ') + (list.length > 5 ? ` and ${list.length - 5} more` : '');
  return [
    `${cut(node.name, 80)}, ${node.level}`, node.many, node.stale ? 'stale' : '', node.words ? `${node.words}` : '',
    group.inbound.requests > 0 ? `${rate(group.inbound.rate)} requests per second` : '',
    calls.length ? `calls ${names(calls, 'to')}` : '', callers.length ? `called by ${names(callers, 'from')}` : '',
  ].filter(Boolean).join('; ');
}

export function listNodes(map) {
  const nodes = [...map.scene.nodes.values()].sort((a, b) => a.x - b.x || a.y - b.y).slice(0, most), list = byId('map-outline');
  const { store } = map.app, current = nodes.find(node => node.key === store.state.select) || nodes[0];
  refill(list, nodes.map(node => node.key).join('\n'), () => nodes.map(node => {
    const button = element('button', { type: 'button', onclick: () => store.set({ select: node.key, to: '' }) });
    button.addEventListener('focus', () => {
      map.hover = { node: map.scene.nodes.get(node.key) };
      map.paintHover();
    });
    button.addEventListener('blur', () => { map.hover = undefined; map.paintHover(); });
    button.key = node.key;
    return element('li', {}, button);
  }));
  // Every poll changes the words a little; whoever listens is not helped by that.
  if (list.said === nodes.length && performance.now() - list.saidAt < 10000) return;
  Object.assign(list, { said: nodes.length, saidAt: performance.now() });
  for (const item of list.children) {
    const button = item.firstChild, node = map.scene.nodes.get(button.key), words = node ? describe(node) : '';
    if (button.textContent !== words) button.textContent = words;
    button.tabIndex = current && button.key === current.key ? 0 : -1;
  }
  const summary = `Map of ${map.scene.nodes.size} nodes and ${map.scene.edges.length} connections. Arrow keys move from node to node, Enter shows details, o opens.`;
  if (map.front.getAttribute('aria-label') !== summary) map.front.setAttribute('aria-label', summary);
}

/** Arrow keys inside the list. */
export function moveInOutline(event) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key], item = event.target.closest('#map-outline li');
  if (!step || !item) return false;
  const next = step > 0 ? item.nextElementSibling : item.previousElementSibling;
  if (next) {
    item.firstChild.tabIndex = -1;
    next.firstChild.tabIndex = 0;
    next.firstChild.focus();
  }
  return true;
}
