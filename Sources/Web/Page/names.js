// Names come from outside: processes, labels and paths that anybody may choose. They are made harmless once, here.

// Controls, direction marks, zero-width characters and line separators would hide or reorder what stands beside them.
const hidden = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const piled = /(\p{M}{2})\p{M}+/gu;
const broken = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The longest name that is kept at all, in characters. */
export const longest = 256;

/** Cuts the middle out so that at most `length` characters remain: `shop/checko…rker`. */
export function cut(text, length) {
  if (text.length <= length) return text;
  const characters = Array.from(text);
  if (characters.length <= length) return text;
  const head = Math.ceil((length - 1) / 2), tail = length - 1 - head;
  return `${characters.slice(0, head).join('')}…${tail > 0 ? characters.slice(-tail).join('') : ''}`;
}

/** Text from outside as one harmless line of at most `length` characters; an empty name is said to be one. */
export function clean(text, length = longest) {
  if (text === undefined || text === null) return '';
  const whole = String(text);
  const bounded = whole.length > 4 * longest ? `${whole.slice(0, 2 * longest)}…${whole.slice(-2 * longest)}` : whole;
  const line = bounded.replace(/[\t\n\r]+/g, ' ').replace(hidden, '').replace(broken, '\ufffd').replace(piled, '$1').replace(/\s+/g, ' ').trim();
  return cut(line, length);
}

/** A word for a shell, quoted only where it must be; control characters do not survive. */
export function shellWord(text) {
  const line = String(text).replace(hidden, '');
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(line) ? line : `'${line.replace(/'/g, "'\\''")}'`;
}
