// A headless Chromium of its own, spoken to over the DevTools protocol: pages, clicks, keys, pictures, and whatever the console said.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from './websocket.mjs';

const names = [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome'].filter(Boolean);
export const sleep = milliseconds => new Promise(done => { setTimeout(done, milliseconds); });

/** The browser's program; undefined when there is none. */
export const program = () => names.find(name => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);

const codes = { Enter: 13, Escape: 27, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, Tab: 9, Home: 36, End: 35, PageUp: 33,
  PageDown: 34 };

export async function launch() {
  const folder = mkdtempSync(join(tmpdir(), 'weir-chromium-'));
  const child = spawn(program(), ['--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run',
    '--disable-background-networking', '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'],
      { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const address = await new Promise((done, failed) => {
    let said = '';
    child.stderr.on('data', data => { said += data; const [, found] = /listening on (ws:\S+)/.exec(said) || []; if (found) done(found); });
    child.on('exit', () => failed(new Error(`chromium ended: ${said.slice(-400)}`)));
  });
  const waiting = new Map(), listeners = [];
  let number = 0;
  const socket = await connect(address, text => {
    const message = JSON.parse(text);
    if (message.id) { const { done, failed } = waiting.get(message.id); waiting.delete(message.id);
      if (message.error) failed(new Error(message.error.message)); else done(message.result);
        } else for (const listener of listeners) listener(message);
  });
  const send = (method, parameters = {}, sessionId = undefined) => new Promise((done, failed) => { number += 1; waiting.set(number, { done, failed });
    socket.send(JSON.stringify({ id: number, method, params: parameters, sessionId })); });
  return {
    page: (url, size) => openPage(send, listeners, url, size),
    async close() {
      await send('Browser.close').catch(() => {});
      socket.close();
      await new Promise(done => { if (child.exitCode !== null) done(); child.on('exit', done); setTimeout(() => { try { process.kill(-child.pid, 'SIGKILL'); } catch { /* Gone. */ } done(); }, 3000).unref(); });
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

async function openPage(send, listeners, url, { width = 1280, height = 800, dark = false, calm = true } = {}) {
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' }),
    { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const tell = (method, parameters) => send(method, parameters, sessionId), complaints = [];
  const listener = ({ method, params, sessionId: from }) => {
    if (from !== sessionId) return;
    if (method === 'Runtime.exceptionThrown') complaints.push(params.exceptionDetails.exception?.description || params.exceptionDetails.text);
    if (method === 'Runtime.consoleAPICalled'
      && ['error', 'warning'].includes(params.type)) complaints.push(params.args.map(one => one.value || one.description).join(' '));
    if (method === 'Log.entryAdded' && ['error',
      'warning'].includes(params.entry.level)) complaints.push(`${params.entry.text} ${params.entry.url || ''}`);
  };
  listeners.push(listener);
  for (const domain of ['Page', 'Runtime', 'Log']) await tell(`${domain}.enable`);
  const resize = (w, h, ratio = 1) => tell('Emulation.setDeviceMetricsOverride', { width: w, height: h, deviceScaleFactor: ratio, mobile: false });
  const media = (isDark, isCalm) => tell('Emulation.setEmulatedMedia',
    { features: [{ name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' },
      { name: 'prefers-reduced-motion', value: isCalm ? 'reduce' : 'no-preference' }] });
  await resize(width, height);
  await media(dark, calm);
  const evaluate = async expression => {
    const { result, exceptionDetails } = await tell('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
    return result.value;
  };
  const mouse = (type, x, y, more = {}) => tell('Input.dispatchMouseEvent', { type, x, y, button: 'none', ...more });
  const page = {
    tell, evaluate, resize, media, complaints, mouse,
    go: async address => {
      await tell('Page.navigate', { url: address });
      await page.until('document.readyState === "complete"');
    },
    async until(expression, what = expression, patience = 15000) {
      const end = Date.now() + patience;
      for (;;) {
        const value = await evaluate(`(() => { try { return ${expression}; } catch { return false; } })()`).catch(() => false);
        if (value) return value;
        if (Date.now() > end) throw new Error(`never: ${what}`);
        await sleep(40);
      }
    },
    async click(x, y, many = 1) {
      await mouse('mouseMoved', x, y);
      for (let count = 1; count <= many; count += 1) { await mouse('mousePressed', x, y, { button: 'left', buttons: 1, clickCount: count });
        await mouse('mouseReleased', x, y, { button: 'left', clickCount: count }); }
    },
    async clickOn(selector) {
      const place = await page.until(`(() => { const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return box.width > 0 && [box.x + box.width / 2, box.y + box.height / 2]; })()`, `${selector} to click`);
      await page.click(...place);
    },
    async key(key) {
      const text = key.length === 1 ? key : key === 'Enter' ? '\r' : undefined;
      await tell('Input.dispatchKeyEvent', { type: 'keyDown', key, text, windowsVirtualKeyCode: codes[key] || key.toUpperCase().charCodeAt(0) });
      await tell('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode: codes[key] || key.toUpperCase().charCodeAt(0) });
    },
    type: async text => { for (const sign of text) await page.key(sign); },
    async picture(file) { const { data } = await tell('Page.captureScreenshot', { format: 'png' });
      writeFileSync(file, Buffer.from(data, 'base64')); },
    close: async () => {
      listeners.splice(listeners.indexOf(listener), 1);
      await send('Target.closeTarget', { targetId });
    },
  };
  if (url) await page.go(url);
  return page;
}
