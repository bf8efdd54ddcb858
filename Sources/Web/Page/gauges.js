// The small charts of a selected group: CPU, memory, requests, request time over the last hour, with the value now and the limit.

import { history } from './api.js';
import { element, say } from './dom.js';
import { byteRate, bytes, cores, duration, percent, rate, unknown } from './format.js';
import { sparkline } from './spark.js';

const past = name => answer => answer[name] || (answer.metrics || {})[name];
/** `210 of 512 MB`: the unit once if both have the same. */
function of(used, limit, write) {
  if (used === undefined) return unknown;
  if (!(limit > 0)) return write(used);
  const [value, unit] = write(used).split(' '), whole = write(limit);
  return `${unit && whole.endsWith(` ${unit}`) ? value : write(used)} of ${whole}`;
}

const gauges = [
  { label: 'requests', line: past('requests_per_second'), series: 'rate',
    now: group => (group.inbound.edges.length ? `${rate(group.inbound.rate)}/s` : unknown) },
  { label: 'p99', line: past('request_time_p99'), series: 'p99', now: group => duration(group.inbound.times('request_time')?.p99) },
  { label: 'cpu', line: past('cpu_cores'), series: 'cpu',
    now: ({ resources }) => (resources.cpu_cores === undefined ? unknown : `${of(resources.cpu_cores, resources.cpu_limit_cores, cores)} cores`),
      floor: ({ resources }) => resources.cpu_limit_cores },
  { label: 'mem', line: past('memory_bytes'), series: 'memory',
    now: ({ resources }) => of(resources.memory_bytes, resources.memory_limit_bytes, bytes), floor: ({ resources }) => resources.memory_limit_bytes },
];

const extras = [
  ['errors', group => (group.inbound.errors > 0 ? percent(group.inbound.errorShare) : undefined)],
  ['load', ({ resources }) => resources.load1?.toFixed(2)],
  ['pressure cpu / memory / io', ({ resources: r }) => (r.pressure_cpu === undefined ? undefined
    : [r.pressure_cpu, r.pressure_memory, r.pressure_io].map(percent).join(' / '))],
  ['disk used', ({ resources }) => (resources.disk_used_share === undefined ? undefined : percent(resources.disk_used_share))],
  ['disk read / write', ({ resources: r }) => (r.io_read_bytes_per_second === undefined ? undefined
    : `${byteRate(r.io_read_bytes_per_second)} / ${byteRate(r.io_write_bytes_per_second)}`)],
  ['network in / out', ({ resources: r }) => (r.network_receive_bytes_per_second === undefined ? undefined
    : `${byteRate(r.network_receive_bytes_per_second)} / ${byteRate(r.network_transmit_bytes_per_second)}`)],
  ['processes / threads', ({ resources: r }) => (r.processes === undefined ? undefined : `${r.processes} / ${r.threads ?? unknown}`)],
];

export class Gauges {
  constructor(app) {
    this.app = app;
    this.cells = gauges.map(gauge => {
      const spark = sparkline(150, 30), value = element('span', { class: 'gauge-value' });
      return { gauge, spark, value, element: element('div', { class: 'gauge' },
        element('div', { class: 'gauge-head' }, element('span', { class: 'quiet', text: gauge.label }), value), spark.element) };
    });
    this.extras = element('dl', { class: 'facts' });
    this.element = element('section', {}, element('div', { class: 'gauges' }, this.cells.map(cell => cell.element)), this.extras);
  }

  update(group, model) {
    if (this.key !== group.key) { this.key = group.key; this.answer = undefined; this.asked = 0; }
    this.group = group;
    if (model.nodes.has(group.key) && Date.now() - this.asked > 10000) this.ask(group.key);
    this.draw();
    this.extras.replaceChildren(...extras.map(([label, read]) => [label, read(group)]).filter(([, value]) => value !== undefined)
      .flatMap(([label, value]) => [element('dt', { text: label }), element('dd', { text: value })]));
  }

  async ask(key) {
    this.asked = Date.now();
    try { const answer = await history(key); if (this.key === key) { this.answer = answer; this.draw(); } } catch { /* The polls alone then. */ }
  }

  draw() {
    const { group, answer, app } = this, { at } = app.store.state, times = (answer?.times || []).map(Date.parse);
    const mark = at && times.length ? times.findIndex(time => time >= at * 1000) : -1;
    for (const { gauge, spark, value, element: cell } of this.cells) {
      const line = answer && gauge.line(answer), values = line?.some(one => one !== null) ? line : app.series.values(group.key, gauge.series);
      say(value, gauge.now(group));
      cell.hidden = value.textContent === unknown && !values?.some(one => one > 0);
      spark.draw(values || [], { mark: values === line ? mark : -1, floor: gauge.floor?.(group) });
    }
  }
}
