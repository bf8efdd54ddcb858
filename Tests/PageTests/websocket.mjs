// A WebSocket client of the size that is needed here: text frames to a local browser. Node before 22 has none of its own.

import { connect as open } from 'node:net';
import { randomBytes } from 'node:crypto';

function frame(text) {
  const payload = Buffer.from(text), mask = randomBytes(4), { length } = payload;
  const head = length < 126 ? Buffer.from([0x81, 0x80 | length]) : length < 65536 ? Buffer.from([0x81, 0xfe, length >> 8, length & 255])
    : Buffer.concat([Buffer.from([0x81, 0xff, 0, 0, 0, 0]), Buffer.from(Uint32Array.of(length).buffer).swap32()]);
  for (let index = 0; index < length; index += 1) payload[index] ^= mask[index & 3];
  return Buffer.concat([head, mask, payload]);
}

/** Connects to `ws://…`; `onText(text)` for every message. Resolves to `{send(text), close()}`. */
export function connect(address, onText) {
  const url = new URL(address);
  return new Promise((done, failed) => {
    const socket = open(Number(url.port), url.hostname);
    let buffer = Buffer.alloc(0), upgraded = false, parts = [];
    socket.on('error', failed);
    socket.on('connect', () => socket.write(`GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`));
    socket.on('data', data => {
      buffer = Buffer.concat([buffer, data]);
      if (!upgraded) {
        const end = buffer.indexOf('\r\n\r\n');
        if (end < 0) return;
        if (!buffer.subarray(0, end).toString().startsWith('HTTP/1.1 101')) {
          failed(new Error('no upgrade'));
          return;
        }
        buffer = buffer.subarray(end + 4);
        upgraded = true;
        done({ send: text => socket.write(frame(text)), close: () => socket.destroy() });
      }
      for (;;) {
        if (buffer.length < 2) return;
        const short = buffer[1] & 127, size = short === 126 ? 4 : short === 127 ? 10 : 2;
        if (buffer.length < size) return;
        const length = short === 126 ? buffer.readUInt16BE(2) : short === 127 ? Number(buffer.readBigUInt64BE(2)) : short;
        if (buffer.length < size + length) return;
        const opcode = buffer[0] & 15, last = buffer[0] & 128;
        if (opcode <= 2) parts.push(buffer.subarray(size, size + length));
        buffer = buffer.subarray(size + length);
        if (opcode <= 2 && last) {
          const text = Buffer.concat(parts).toString();
          parts = [];
          onText(text);
        }
      }
    });
  });
}
