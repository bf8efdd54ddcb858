// The panel at the right: everything about the selected node or connection, kept up to date without disturbing focus and scrolling.

import { byId, copy, element, refill, say } from './dom.js';
import { commandsFor } from './commands.js';
import { edgeDetails } from './edge-details.js';
import { EdgeList } from './edge-list.js';
import { Gauges } from './gauges.js';
import { complaints, identity, subtitle } from './identity.js';
import { kindIcon } from './kinds.js';
import { edgeKey } from './levels.js';
import { clean, cut } from './names.js';
import { find } from './present.js';
import { Requests } from './requests.js';
import { plural } from './format.js';

const mostProcesses = 30;

export class Details {
  constructor(app) {
    this.app = app;
    const choose = key => app.store.set({ select: key, to: '' });
    this.choose = choose;
    this.identity = element('section');
    this.actions = element('div', { class: 'actions' });
    this.complaints = element('section', { class: 'complaints' });
    this.gauges = new Gauges(app);
    this.inbound = new EdgeList('Inbound', 'client', key => app.store.set({ select: key, to: this.group.key }));
    this.outbound = new EdgeList('Outbound', 'server', key => app.store.set({ to: key }));
    this.processes = element('section');
    this.requests = new Requests();
    this.commands = element('section');
    this.ofNode = element('div', {}, this.identity, this.complaints, this.gauges.element, this.inbound.element, this.outbound.element,
      this.requests.element, this.processes, this.commands);
    this.ofEdge = element('div');
    byId('details-body').replaceChildren(this.actions, this.ofNode, this.ofEdge);
    byId('details-close').addEventListener('click', () => this.close());
  }

  close() {
    this.app.store.set({ select: '', to: '' });
    if (this.app.store.state.view === 'map') byId('map-front').focus({ preventScroll: true }); else this.app.services.step(0);
  }

  update(model, state) {
    const panel = byId('details'), opened = panel.hidden && state.select !== '';
    panel.hidden = state.select === '';
    if (panel.hidden) { this.requests.follow(undefined); return; }
    if (this.shown !== `${state.select}\n${state.to}`) {
      byId('details-body').scrollTop = 0;
      this.shown = `${state.select}\n${state.to}`;
    }
    const lookUp = key => find(this.app.present, model, state, key) || this.onMap(key);
    const here = lookUp(state.select), there = state.to ? lookUp(state.to) : undefined;
    this.ofNode.hidden = Boolean(state.to) || !here;
    this.ofEdge.hidden = !state.to || !here || !there;
    if (!here || (state.to && !there)) this.missing(state);
    else if (there) this.edge(model, state, here.group, there.group);
    else this.node(model, state, here.group);
    if (opened) panel.scrollTop = 0;
  }

  onMap(key) {
    const group = this.app.map.rolled?.groups.get(key);
    return group && { group };
  }

  missing(state) {
    this.requests.follow(undefined);
    this.actions.replaceChildren();
    this.head(undefined, clean(state.select.replace(/^\w+:/, ''), 60), 'Not seen in this interval. It may have ended, or a filter hides it.');
  }

  head(level, title, below) {
    refill(byId('details-kind'), level || '', () => (level ? kindIcon(level) : []));
    say(byId('details-title'), cut(title, 90)).title = title;
    say(byId('details-subtitle'), below);
  }

  node(model, state, group) {
    this.group = group;
    const { store } = this.app, filter = chip => store.addFilter(chip);
    this.head(group.level, group.name, subtitle(group));
    this.act(`node ${state.view} ${group.key}`, [
      state.view === 'map' ? undefined : ['Show on map', () => this.app.showOnMap(group.key)],
      state.view === 'map' && this.app.map.scene?.nodes.get(group.key)
        ? ['Find on map', () => this.app.map.camera.show(this.app.map.scene.nodes.get(group.key))] : undefined,
      state.view === 'map' ? ['Show in table', () => store.set({ view: 'services' })] : undefined,
      ['app', 'host', 'framework', 'image'].includes(group.level) ? ['Only this', () => filter(`${group.level}=${group.name}`)] : undefined,
    ]);
    const about = identity(group, model, filter);
    refill(this.identity, `${group.key} ${about.map(part => part && part.textContent).join()}`, () => about);
    refill(this.complaints, complaints(group, model).join(), () => complaints(group, model).map(text => element('p', { class: 'complaint', text })));
    this.gauges.update(group, model);
    const by = state.view === 'services' || state.layout === 'logical' ? state.group : 'app';
    this.inbound.update(group, model, by);
    this.outbound.update(group, model, by);
    const live = model.nodes.has(group.key) && !state.at && !group.stale;
    this.requests.follow(live ? group.key : undefined, state.at ? 'Single requests are shown only live.' : undefined);
    this.inside(group);
    this.shell(group);
  }

  inside(group) {
    const found = group.leaves.filter(leaf => leaf.level === 'process' && leaf.id !== group.key);
    refill(this.processes, found.map(leaf => leaf.id).join('\n'), () => (found.length === 0 ? [] : [
      element('h3', { text: plural(found.length, 'process inside', 'processes inside') }),
      element('ul', { class: 'inside' }, found.slice(0, mostProcesses).map(leaf => element('li', {},
        element('button', { type: 'button', class: 'link', text: cut(leaf.name, 40), title: leaf.name, onclick: () => this.choose(leaf.id) }),
        element('span', { class: 'quiet',
          text: [leaf.raw.process?.pid && `pid ${leaf.raw.process.pid}`, cut(leaf.facets.container?.name || '', 30),
            leaf.facets.host].filter(Boolean).join(' · ') })))),
      found.length > mostProcesses && element('p', { class: 'quiet', text: `and ${found.length - mostProcesses} more` }),
    ]));
  }

  shell(group) {
    const commands = commandsFor(group);
    refill(this.commands, JSON.stringify([commands]), () => (!commands ? [] : [
      element('h3', { text: 'In a terminal' }),
      element('p', { class: 'quiet', text: commands.where ? `On ${commands.where}, as root:` : 'As root:' }),
      ...[commands.live, commands.record].map(text => element('div', { class: 'command' }, element('code', { text }),
        element('button', { type: 'button', class: 'quiet-button', text: 'Copy', 'aria-label': `Copy ${text}`,
          onclick: async event => { const { target } = event; say(target, (await copy(text)) ? 'Copied' : 'Not allowed');
            setTimeout(() => say(target, 'Copy'), 1500); } }))),
    ]));
  }

  edge(model, state, client, server) {
    this.requests.follow(undefined);
    const onMap = state.view === 'map' ? this.app.map.rolled?.edges.get(edgeKey(client.key, server.key)) : undefined;
    const traffic = onMap?.traffic || between(client, server);
    this.head(undefined, `${client.name} → ${server.name}`, 'connection');
    this.act(`edge ${state.view} ${client.key} ${server.key}`, [
      state.view === 'map' ? undefined : ['Show on map', () => this.app.showOnMap(client.key, server.key)],
    ]);
    if (!traffic || traffic.edges.length === 0) { this.ofEdge.replaceChildren(element('p',
      { class: 'quiet', text: 'Nothing went between these two in this interval.' })); this.ofEdge.signature = ''; return; }
    refill(this.ofEdge, `${client.key} ${server.key} ${model.document.time} ${state.group}`,
      () => edgeDetails({ traffic }, { client, server }, model, this.choose));
  }

  act(signature, actions) {
    refill(this.actions, signature, () => actions.filter(Boolean).map(([text, onclick]) => element('button', { type: 'button', text, onclick })));
  }
}

/** The traffic from one group to another, whatever their groupings. */
function between(client, server) {
  const inside = new Set(server.leaves.map(leaf => leaf.id)), found = client.outbound.edges.filter(edge => inside.has(String(edge.server)));
  const traffic = new client.outbound.constructor(client.outbound.interval);
  for (const edge of found) traffic.add(edge);
  return traffic;
}
