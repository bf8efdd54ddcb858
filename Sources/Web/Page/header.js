// The header: views, grouping, metric, time, theme, and how trustworthy the sources are.

import { byId, element, refill, say } from './dom.js';
import { exportJson, exportSvg } from './export.js';
import { clock, count, plural } from './format.js';
import { groupings } from './levels.js';
import { metrics } from './metrics.js';
import { clean } from './names.js';
import { labelKeys } from './model.js';
import { isDark } from './theme.js';

const troubles = { token: 'no token', forbidden: 'not allowed', failed: 'bad answer' };
const option = (value, text) => element('option', { value, text });

export class Header {
  constructor(app) {
    this.app = app;
    const { store } = app, choose = (id, field) => byId(id).addEventListener('change', event => store.set({ [field]: event.target.value }));
    for (const view of ['services', 'map']) byId(`view-${view}`).addEventListener('click', () => store.set({ view }));
    for (const layout of ['physical', 'logical']) byId(`layout-${layout}`).addEventListener('click', () => store.set({ layout, zoom: null }));
    choose('group', 'group');
    choose('metric', 'metric');
    byId('metric').append(...Object.entries(metrics).map(([value, { label }]) => option(value, label)));
    byId('theme').addEventListener('click', () => store.set({ theme: isDark() ? 'light' : 'dark' }));
    byId('pause').addEventListener('click', () => app.pause());
    byId('back').addEventListener('click', () => app.timeline.look((store.state.at || app.timeline.span[1]) - 10));
    byId('forward').addEventListener('click', () => { if (store.state.at) app.timeline.look(store.state.at + 10); });
    byId('export-svg').addEventListener('click', () => exportSvg(app));
    byId('export-json').addEventListener('click', () => exportJson(app));
    byId('help-button').addEventListener('click', () => app.help.toggle());
    byId('map-fit').addEventListener('click', () => app.map.fit());
    byId('map-tidy').addEventListener('click', () => app.map.tidy());
    byId('map-in').addEventListener('click', () => app.map.camera.by(1.4));
    byId('map-out').addEventListener('click', () => app.map.camera.by(1 / 1.4));
  }

  update(model, state, trouble) {
    const press = (id, on) => byId(id).setAttribute('aria-pressed', on);
    for (const view of ['services', 'map']) press(`view-${view}`, state.view === view);
    for (const layout of ['physical', 'logical']) press(`layout-${layout}`, state.layout === layout);
    byId('view-services-panel').hidden = state.view !== 'services';
    byId('view-map-panel').hidden = state.view !== 'map';
    byId('export-svg').disabled = state.view !== 'map';
    // On the physical map hosts and containers are the grouping.
    byId('group').disabled = state.view === 'map' && state.layout === 'physical';
    byId('group').title = byId('group').disabled ? 'The physical map is grouped by host and container; choose Logical to group by this'
      : 'What a row or a node stands for (g)';
    const keys = model ? labelKeys(model) : [],
      labels = state.group.startsWith('label:') && !keys.includes(state.group.slice(6)) ? [...keys, state.group.slice(6)] : keys;
    refill(byId('group'), labels.join('\n'),
      () => [...groupings.map(name => option(name, name)), ...labels.map(key => option(`label:${key}`, `label ${clean(key, 40)}`))]);
    byId('group').value = state.group;
    byId('metric').value = state.metric;
    this.time(model, state, trouble);
    this.trust(model);
    byId('theme').setAttribute('aria-label', isDark() ? 'Light theme' : 'Dark theme');
    say(byId('theme'), isDark() ? '☀' : '☾');
  }

  time(model, state, trouble) {
    const kind = state.at ? 'paused' : trouble ? 'trouble' : 'live';
    document.documentElement.dataset.time = kind;
    say(byId('clock'), state.at ? clock(state.at * 1000) : model ? clock(model.time) : '–');
    byId('clock').title = model ? `${model.document.time}, the ${model.interval} s before` : '';
    say(byId('pause-words'), { paused: 'paused', trouble: troubles[trouble?.error.kind] || 'no answer', live: 'live' }[kind]);
    byId('pause').setAttribute('aria-label', state.at ? 'Go live' : 'Pause at this moment');
    byId('forward').disabled = !state.at;
  }

  trust(model) {
    if (!model) { say(byId('sources-words'), ''); return; }
    const { sources } = model, lost = sources.reduce((sum, source) => sum + (source.lost || 0), 0),
      stale = sources.filter(source => source.fresh === false).length;
    const restrained = sources.filter(source => source.detail && source.detail !== 'full').length;
    say(byId('lost-words'), `lost ${count(lost)}`).classList.toggle('doubt', lost > 0);
    say(byId('sources-words'), plural(sources.length, 'host'));
    say(byId('stale-words'), [stale ? `${stale} stale` : '', restrained ? `${restrained} held back` : ''].filter(Boolean).join(' · '));
    say(byId('sources-name'), sources.length === 1 ? clean(sources[0].host, 28) : `${sources.length} hosts`);
  }
}
