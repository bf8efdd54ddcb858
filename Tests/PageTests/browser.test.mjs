// The whole page in a browser, against made-up clusters: what a person would do, with clicks and keys.

import { equal, isTrue, measured, test } from './check.mjs';
import { launch, sleep } from './chromium.mjs';
import { serve } from './serve.mjs';

const server = await serve('small'), browser = await launch();

/** Opens the page at an address, runs `work(page)`, and demands that the console stayed silent but for `expected`. */
async function visit(scenario, hash, work, { expected, ...size } = {}) {
  // Always the same moment, so that the numbers are the same in every run.
  Object.assign(server, { scenario, shift: 1764150000 - Date.now() / 1000 });
  const page = await browser.page(undefined, size);
  try {
    await page.go(`${server.address}#${hash}`);
    if (!expected) await page.until('Boolean(weir.model)', 'a first answer');
    await work(page);
    equal(page.complaints.filter(text => !expected?.test(text)), []);
  } finally { await page.close(); }
}
const text = selector => `document.querySelector('${selector}').textContent`;
const names = '[...document.querySelectorAll("#services-body tr:not([hidden]) .row-name")].map(cell => cell.textContent)';
const hash = 'decodeURIComponent(location.hash)';
const ready = 'Boolean(weir.map.scene?.nodes.size && weir.map.shown === weir.map.name)';
const spot = key => `(() => { const node = weir.map.scene.nodes.get(${JSON.stringify(key)}), box = weir.map.front.getBoundingClientRect(), [x, y] = weir.map.camera.screen(node.x, node.y); return [box.x + x, box.y + y]; })()`;

await test('services: a row per app, the busiest first, with numbers', () => visit('small', '', async page => {
  equal((await page.until(`${names}.length > 5 && ${names}`)).slice(0, 2), ['/shop/redis', '/shop/api']);
  isTrue(/\d+ · 6\.\d+ %/.test(await page.evaluate('[...document.querySelectorAll("#services-body tr")].find(row => row.textContent.includes("/shop/cart")).textContent')));
  equal(await page.evaluate('[...document.querySelectorAll("#services-body tr")].some(row => row.textContent.includes("mesos-agent"))'), false);
}));
await test('services: a click on a heading sorts, another turns round', () => visit('small', '', async page => {
  await page.clickOn('.column-name button');
  const up = await page.until(`${names}[0] === "/shop/api" && ${names}`);
  await page.clickOn('.column-name button');
  equal(await page.until(`${names}[0] === "wrk" && ${names}`), [...up].reverse());
  isTrue((await page.until(`${hash}.includes("sort=-name") && ${hash}`)).includes('sort=-name'));
}));
await test('services: the keyboard walks rows, opens details and leads to the map', () => visit('small', '', async page => {
  await page.until(`${names}.length > 5`);
  await page.key('ArrowDown'); await page.key('ArrowDown'); await page.key('ArrowUp'); await page.key('Enter');
  await page.until(`${text('#details-title')} === "/shop/redis"`);
  await page.key('Escape');
  await page.until('document.getElementById("details").hidden');
  await page.key('ArrowDown'); await page.key('m');
  await page.until(`${hash}.includes("view=map") && ${hash}.includes("select=app:marathon/shop/api")`);
  await page.until(`${ready} && weir.map.scene.nodes.has("app:marathon/shop/api")`);
}));
await test('search: typing filters, a suggestion becomes a chip, the chip goes again', () => visit('small', '', async page => {
  await page.until(`${names}.length > 5`);
  await page.key('/'); await page.type('cart');
  await page.until(`${names}.length === 1 && ${names}[0] === "/shop/cart"`);
  await page.key('Escape');
  await page.until(`${names}.length > 5`);
  await page.key('/'); await page.type('team=storage'); await page.key('ArrowDown'); await page.key('ArrowDown'); await page.key('Enter');
  await page.until(`${hash}.includes("filter=label.team=storage") && ${names}.length === 1`);
  await page.clickOn('#chips .chip');
  await page.until(`${names}.length > 5`);
}));
await test('group by: the same traffic by host, image and label', () => visit('small', '', async page => {
  const choose = value => page.evaluate(`(() => { const box = document.getElementById("group"); box.value = ${JSON.stringify(value)}; box.dispatchEvent(new Event("change")); })()`);
  await page.until('document.querySelectorAll("#group option").length > 7');
  await choose('host'); await page.until(`${names}.includes("node-2")`);
  await choose('image'); await page.until(`${names}.includes("nginx:1.27")`);
  await choose('label:team'); await page.until(`${names}.includes("checkout")`);
  await page.key('Escape');
}));
await test('details: identity, split of time, requests live, commands', () => visit('small', 'select=app:marathon/shop/api', async page => {
  await page.until(`${text('#details-body')}.includes("task from cgroup and mesos, app from marathon")`);
  await page.until(`/client [\\d.]+ .s = network [\\d.]+ .s \\+ queue [\\d.]+ .s \\+ server [\\d.]+ .s/.test(${text('#details-body')})`);
  await page.until(`${text('#details-body')}.includes("weir record --app /shop/api shop-api.scap")`);
  await page.until(`${text('#details-body')}.includes("GET /cart")`);
  isTrue(server.asked.some(path => path.startsWith('/api/v1/requests/stream?node=app')));
  await page.evaluate('[...document.querySelectorAll(".edge-head")].find(one => one.textContent.includes("/shop/cart")).click()');
  await page.until(`${text('#details-title')} === "/shop/api → /shop/cart" && Boolean(document.querySelector("svg.latency"))`);
  isTrue((await page.evaluate(text('#details-body'))).includes('seen from both ends'));
}));
await test('map: a click selects, a double click opens, what is opened closes again', () => visit('small', 'view=map', async page => {
  await page.until(ready);
  const key = await page.evaluate('[...weir.map.scene.nodes.values()].find(node => node.name === "cart").key');
  await page.click(...await page.evaluate(spot(key)));
  await page.until(`${text('#details-title')} === "cart"`);
  await page.until(ready); await sleep(300);
  await page.click(...await page.evaluate(spot(key)), 2);
  await page.until(`${ready} && weir.map.scene.frames.some(frame => frame.key === ${JSON.stringify(key)}) && [...weir.map.scene.nodes.values()].some(node => node.level === "process" && node.frame === ${JSON.stringify(key)})`);
  await page.key('o');
  await page.until(`${ready} && weir.map.scene.nodes.has(${JSON.stringify(key)})`);
}));
await test('map: physical and logical, arrows to the neighbours, zoom, fit, a drag pins', () => visit('small', 'view=map', async page => {
  await page.until(ready);
  equal(await page.evaluate('weir.map.scene.frames.length'), 3);
  await page.key('p');
  await page.until(`${ready} && weir.map.scene.frames.length === 0 && weir.map.scene.nodes.has("app:marathon/shop/web")`);
  await page.evaluate('weir.store.set({ select: "app:marathon/shop/web" })'); await sleep(200);
  await page.key('ArrowRight');
  await page.until(`${hash}.includes("select=app:marathon/shop/api")`);
  await page.key('+'); await page.until(`${hash}.includes("zoom=")`);
  await page.key('0'); await page.until(`!${hash}.includes("zoom=")`);
  const [x, y] = await page.evaluate(spot('app:marathon/shop/redis'));
  await page.mouse('mouseMoved', x, y); await page.mouse('mousePressed', x, y, { button: 'left', buttons: 1, clickCount: 1 });
  for (let step = 1; step <= 5; step += 1) await page.mouse('mouseMoved', x - 10 * step, y + 8 * step, { button: 'left', buttons: 1 });
  await page.mouse('mouseReleased', x - 50, y + 40, { button: 'left', clickCount: 1 });
  await page.until(`${hash}.includes("pin=") && ${hash}.includes("app:marathon/shop/redis")`);
}));
await test('map: switching glides, and ends where the layout says', () => visit('small', 'view=map', async page => {
  await page.until(ready);
  await page.key('p');
  await page.until('Boolean(weir.map.morph && !weir.map.morph.done)', 'a glide that has begun');
  await page.until(`${ready} && weir.map.morph.done`);
  equal(await page.evaluate('[...weir.map.scene.nodes.values()].every(node => { const [x, y] = weir.map.arrange.positions(weir.map.name)[node.key]; return node.x === x && node.y === y; })'), true);
}, { calm: false }));
await test('map: an app that is selected shows as its containers on the hosts', () => visit('small', 'view=map&select=app:marathon/shop/api', async page => {
  await page.until(`${ready} && ${text('#details-title')} === "/shop/api"`);
  equal(await page.evaluate('import("/assets/paint.js").then(({ emphasis }) => emphasis(weir.map).nodes.map(node => node.name).sort())'), ['api.1', 'api.2', 'api.3']);
}));
await test('map: it holds still while numbers change', () => visit('small', 'view=map', async page => {
  await page.until(ready);
  const places = 'JSON.stringify([...weir.map.scene.nodes.values()].map(node => [node.key, node.x, node.y]).sort())',
    before = await page.evaluate(places), time = await page.evaluate('weir.model.time');
  await page.until(`weir.model.time > ${time}`); await sleep(200);
  equal(await page.evaluate(places), before);
}));
await test('a link keeps the view, and Back goes back',
  () => visit('small', 'view=map&layout=logical&group=host&metric=cpu&system=show&select=host:node-2', async page => {
  await page.until(`${ready} && ${text('#details-title')} === "node-2"`);
  equal(await page.evaluate('[document.getElementById("group").value, document.getElementById("metric").value]'), ['host', 'cpu']);
  await page.key('s'); await page.until(`!${hash}.includes("view=map")`);
  await page.evaluate('history.back()'); await page.until(`${hash}.includes("view=map") && weir.store.state.view === "map"`);
}));
await test('time: the slider looks back in amber, keys move it, live comes back', () => visit('small', '', async page => {
  await page.until('Boolean(weir.timeline.times?.length)');
  await page.clickOn('#timeline');
  await page.until('document.documentElement.dataset.time === "paused" && weir.model.time / 1000 === weir.store.state.at');
  isTrue(await page.evaluate(`${text('#notices')}.includes("Looking back")`));
  const at = await page.evaluate('weir.store.state.at');
  await page.key('ArrowLeft'); await page.until(`weir.store.state.at === ${at - 10}`);
  isTrue(server.asked.some(path => path.includes(`at=${at - 10}`)));
  await page.key('End'); await page.until('document.documentElement.dataset.time === "live"');
  await page.key('.'); await page.until('document.documentElement.dataset.time === "paused"');
  await page.key('.'); await page.until('document.documentElement.dataset.time === "live"');
}));
await test('theme: follows the system, and can be turned', () => visit('small', '', async page => {
  equal(await page.evaluate('document.documentElement.dataset.theme'), 'dark');
  await page.key('t'); await page.until('document.documentElement.dataset.theme === "light"');
}, { dark: true }));
await test('help opens and closes by key', () => visit('small', '', async page => {
  await page.key('?'); await page.until('document.getElementById("help").open');
  await page.key('Escape'); await page.until('!document.getElementById("help").open');
}));
await test('export: a self-contained SVG of the map and the JSON of the topology', () => visit('small', 'view=map', async page => {
  await page.until(ready);
  await page.evaluate('window.saved = []; URL.createObjectURL = blob => { saved.push(blob); return "blob:none"; }; HTMLAnchorElement.prototype.click = () => {};');
  await page.clickOn('#export-svg'); await page.clickOn('#export-json'); await page.until('saved.length === 2');
  const [svg, json] = await page.evaluate('Promise.all(saved.map(blob => blob.text()))');
  equal(await page.evaluate(`new DOMParser().parseFromString(${JSON.stringify(svg)}, "image/svg+xml").querySelector("parsererror") === null`), true);
  isTrue(svg.includes('haproxy.service') && !/href|@import|url\(/.test(svg)); equal(JSON.parse(json).type, 'topology');
}));
await test('hostile names stay text everywhere, without running, reordering or loading anything',
  () => visit('hostile', 'system=show', async page => {
  await page.until(`${names}.length > 10`);
  for (const view of ['view=services&group=app', 'view=services&group=process', 'view=services&group=image', 'view=map',
    'view=map&layout=logical&group=framework']) {
    await page.evaluate(`location.hash = ${JSON.stringify(view)}`); await sleep(400);
  }
  const keys = await page.evaluate('[...weir.map.scene.nodes.keys()]');
  for (const key of keys.slice(0, 12)) {
    await page.evaluate(`weir.store.set({ select: ${JSON.stringify(key)} })`);
    await sleep(60);
  }
  await page.key('/'); await page.type('<img'); await sleep(200); await page.key('Escape');
  await page.evaluate('document.getElementById("trust").click()'); await sleep(100);
  equal(await page.evaluate('window.broken === undefined && document.querySelectorAll("img, iframe, body script, [onerror], [onload]").length === 0'), true);
  equal(await page.evaluate('/[\\u202a-\\u202e\\u2066-\\u2069\\u200b]/.test(document.body.innerText)'), false);
  isTrue(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
}));
await test('a stale host, losses and restraint are said in sentences', () => visit('trouble', '', async page => {
  const said = await page.until(`${text('#notices')}.length > 50 && ${text('#notices')}`);
  for (const part of ['node-3 has not answered for 74 s', '1,204 events were lost on node-2', 'payload is not read',
    '37 flows']) isTrue(said.includes(part), part);
  isTrue(await page.evaluate(`${text('#trust')}.includes("1 stale")`));
  await page.clickOn('#trust'); await page.until(`${text('#sources-list')}.includes("timed out after 2 s") && document.querySelectorAll("#sources-list tbody tr").length === 4`);
  isTrue(await page.evaluate('[...document.querySelectorAll("#services-body tr.stale")].some(row => row.textContent.includes("/shop/redis"))'));
}));
for (const [scenario, words] of [['empty', 'Nothing seen yet'], ['system', 'Everything is filtered out']]) {
  await test(`${scenario}: a sentence stands in place of nothing`,
    () => visit(scenario, '', async page => { await page.until(`!document.getElementById("empty").hidden && ${text('#empty')}.includes(${JSON.stringify(words)})`); }));
}
for (const [scenario, words] of [['token', 'asks for a token'], ['forbidden', 'Not allowed'], ['gone', 'does not answer']]) {
  await test(`${scenario}: the page says what is wrong and what to do`, () => visit(scenario, '', async page => { await page.until(`${text('#empty')}.includes(${JSON.stringify(words)})`); }, { expected: /Failed to load resource/ }));
}
await test('a server that goes leaves the last picture, and comes back', () => visit('small', '', async page => {
  await page.until(`${names}.length > 5`);
  server.scenario = 'gone';
  await page.until(`${text('#notices')}.includes("does not answer") && document.documentElement.dataset.time === "trouble"`);
  isTrue(await page.evaluate(`${names}.length > 5`));
  server.scenario = 'small';
  await page.until('document.documentElement.dataset.time === "live"', 'live again', 20000);
}, { expected: /Failed to load resource/ }).finally(() => { server.scenario = 'small'; }));
await test('five thousand rows: only those in sight are elements, and the end is reached', () => visit('many', 'group=container', async page => {
  await page.until('weir.services.rows.length === 5000');
  isTrue(await page.evaluate('document.querySelectorAll("#services-body tr").length < 80'));
  await page.evaluate('weir.services.step(0)'); await page.key('End');
  await page.until('weir.services.current === weir.services.rows[4999].key && document.activeElement.key === weir.services.current');
  measured('a full update with 5,000 rows',
    `${await page.evaluate('(() => { const start = performance.now(); weir.present.cache.clear(); weir.updateNow(); return Math.round(performance.now() - start); })()')} ms`);
}));
await test('the map of 500 nodes and 2,000 edges pans', async () => {
  for (const [width, height] of [[1280, 800], [2560, 1440]]) {
    await visit('large', 'view=map', async page => {
      await page.until(`${ready} && weir.map.scene.nodes.size === 500 && weir.map.scene.edges.length === 2000`); await sleep(1500);
      const frames = await page.evaluate(`(async () => {
        const { camera } = weir.map, spans = []; let last = performance.now(); const start = last;
        while (performance.now() - start < 4000) { camera.selection.call(camera.zoom.translateBy, Math.sin(spans.length / 20) * 6,
          Math.cos(spans.length / 20) * 3); await new Promise(requestAnimationFrame); const now = performance.now(); spans.push(now - last);
            last = now; }
        spans.sort((a, b) => a - b); return [1000 * spans.length / (last - start), spans[Math.floor(spans.length / 2)],
          spans[Math.floor(spans.length * 0.95)]];
      })()`);
      measured(`panning at ${width} × ${height}`,
        `${frames[0].toFixed(0)} frames/s, frame p50 ${frames[1].toFixed(0)} ms, p95 ${frames[2].toFixed(0)} ms`);
    }, { width, height });
  }
});

await browser.close();
server.close();
