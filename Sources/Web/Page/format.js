// Numbers as people read them: three significant digits, one unit. Something unknown is an en dash, never 0.

export const unknown = '–';

const known = value => typeof value === 'number' && Number.isFinite(value);

/** Three significant digits without an exponent: 412, 16.2, 8.14, 0.03. */
export function digits(value) {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 99.95) return String(Math.round(value));
  if (size >= 9.995) return value.toFixed(1);
  return size >= 0.005 ? value.toFixed(2) : value.toPrecision(1);
}

function scaled(value, units, base = 1000) {
  let size = Math.abs(value), unit = 0;
  while (size >= base * 0.9995 && unit < units.length - 1) { size /= base; unit += 1; }
  return digits(value < 0 ? -size : size) + units[unit];
}

/** A time span in seconds: 412 µs, 2.10 ms, 3.00 s, 2.0 min. */
export function duration(seconds) {
  if (!known(seconds)) return unknown;
  if (seconds === 0) return '0 µs';
  if (Math.abs(seconds) < 0.9995e-6) return `${Math.round(seconds * 1e9)} ns`;
  if (Math.abs(seconds) < 0.9995e-3) return `${digits(seconds * 1e6)} µs`;
  if (Math.abs(seconds) < 0.9995) return `${digits(seconds * 1e3)} ms`;
  return seconds < 120 ? `${digits(seconds)} s` : `${digits(seconds / 60)} min`;
}

/** How long ago, in seconds, in whole words: 4 s, 12 min, 3 h. */
export function age(seconds) {
  if (!known(seconds)) return unknown;
  if (seconds < 120) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} days`;
}

/** A count, whole below ten thousand: 12, 4,711, 16.2k, 3.10M. */
export function count(value) {
  if (!known(value)) return unknown;
  if (Math.abs(value) < 10000) return Math.round(value).toLocaleString('en-GB');
  return scaled(value, ['', 'k', 'M', 'G', 'T']);
}

/** Something per second, without the unit: 0.30, 210, 8.14k. */
export const rate = value => (known(value) ? scaled(value, ['', 'k', 'M', 'G', 'T']) : unknown);

export const bytes = value =>
  (known(value) ? (Math.abs(value) < 999.5 ? `${Math.round(value)} B` : scaled(value, [' B', ' kB', ' MB', ' GB', ' TB', ' PB'])) : unknown);

export const byteRate = value => (known(value) ? `${bytes(value)}/s` : unknown);

/** A share 0…1 as a percentage: 0 %, 0.15 %, 12.5 %, 100 %. */
export const percent = value => (known(value) ? `${digits(value * 100)} %` : unknown);

export const cores = value => (known(value) ? digits(value) : unknown);

/** The wall clock of this browser, to the second: 09:00:01. Takes milliseconds since 1970. */
export function clock(milliseconds) {
  if (!known(milliseconds)) return unknown;
  return new Date(milliseconds).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;
