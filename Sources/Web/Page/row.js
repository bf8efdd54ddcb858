// One row of the service table: made once, filled again and again.

import { columns } from './columns.js';
import { element, refill, say } from './dom.js';
import { percent } from './format.js';
import { kindIcon, rowHint } from './kinds.js';
import { sparkline } from './spark.js';

function cellFor(column) {
  const cell = element('td', { class: `column-${column.key}${column.minor ? ' minor' : ''}` });
  if (column.text) {
    cell.kind = element('span', { class: 'kind' });
    cell.words = element('span', { class: 'row-name' });
    cell.note = element('span', { class: 'row-note' });
    cell.append(element('div', { class: 'name-cell' }, cell.kind, cell.words, cell.note));
  } else if (column.trend) {
    cell.spark = sparkline(96, 24);
    cell.append(cell.spark.element);
  } else {
    cell.words = element('span');
    cell.append(cell.words);
    if (column.share) {
      cell.of = element('span', { class: 'of' });
      cell.bar = element('div', { class: 'bar' }, element('div'));
      cell.append(cell.of, cell.bar);
    }
    if (column.key === 'rate') {
      cell.bar = element('div', { class: 'bar plain' }, element('div'));
      cell.append(cell.bar);
    }
  }
  return cell;
}

export function makeRow(services) {
  const row = element('tr', { onclick: () => services.open(row.key), ondblclick: () => services.app.showOnMap(row.key) }, columns.map(cellFor));
  row.addEventListener('focus', () => { services.current = row.key;
    for (const other of services.elements) other.tabIndex = other === row ? 0 : -1; });
  return row;
}

/** The bar's width, and its colour when it is near its end. */
function fillBar(bar, share) {
  bar.hidden = share === undefined;
  if (share === undefined) return;
  bar.firstChild.style.width = `${Math.min(100, share * 100).toFixed(1)}%`;
  bar.classList.toggle('high', share >= 0.9 && !bar.classList.contains('plain'));
}

export function fillRow(row, group, services, index) {
  const { state, app, peaks } = services;
  row.key = group.key;
  row.tabIndex = group.key === services.current ? 0 : -1;
  row.setAttribute('aria-rowindex', index + 2);
  row.setAttribute('aria-selected', group.key === app.store.state.select);
  row.classList.toggle('stale', group.stale);
  columns.forEach((column, place) => {
    const cell = row.children[place];
    if (column.trend) { cell.spark.draw(app.series.values(group.key, state.metric)); return; }
    say(cell.words, column.write(group));
    if (column.text) {
      cell.words.title = group.name;
      refill(cell.kind, group.level, () => kindIcon(group.level));
      say(cell.note, rowHint(group));
    }
    if (column.alarm) cell.classList.toggle('alarm', column.alarm(group));
    if (column.share) {
      const share = column.share(group);
      fillBar(cell.bar, share);
      say(cell.of, column.of(group) ? ` / ${column.of(group)}` : '');
      cell.title = share === undefined ? 'No limit is known' : `${percent(share)} of ${column.of(group)}`;
    } else if (cell.bar) fillBar(cell.bar, peaks.rate > 0 && group.inbound.rate > 0 ? group.inbound.rate / peaks.rate : undefined);
    if (cell.words && !column.text) cell.classList.toggle('unknown', cell.words.textContent === '–');
  });
}
