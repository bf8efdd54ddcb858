// A seeded generator: the same seed, the same numbers, on any machine.

export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    /** A whole number 0…count−1. */
    below: count => Math.floor(next() * count),
    pick: list => list[Math.floor(next() * list.length)],
    between: (low, high) => low + next() * (high - low),
  };
}

/** A number 0…1 that belongs to a text. */
export function hash(text) {
  let value = 2166136261;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 16777619);
  return ((value ^ (value >>> 15)) >>> 0) / 4294967296;
}
