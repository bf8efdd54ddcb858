// The smallest of test tools: promises in sentences, counted, with a line each.

import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';

export const counts = { passed: 0, failed: 0, skipped: 0 };
export const equal = (actual, expected, message) => (typeof expected === 'object' ? deepStrictEqual(actual, expected, message)
  : strictEqual(actual, expected, message));
export const isTrue = ok;
export const near = (actual, expected, share = 1e-9, message = '') => ok(Math.abs(actual - expected) <= Math.abs(expected) * share + 1e-12,
  `${actual} is not near ${expected} ${message}`);

export async function test(promise, work) {
  try {
    await work();
    counts.passed += 1;
    console.log(`ok      ${promise}`);
  } catch (error) {
    counts.failed += 1;
    console.log(`FAILED  ${promise}\n        ${String(error.stack || error).split('\n').slice(0, 4).join('\n        ')}`);
  }
}

/** A number that was measured and is only reported. */
export const measured = (what, value) => console.log(`        measured: ${what}: ${value}`);
