// Runs all tests of the page: node run.mjs [part of a file name…]

import { counts, test } from './check.mjs';
import { program } from './chromium.mjs';

const files = ['histogram', 'levels', 'layout', 'words', 'browser'], wanted = process.argv.slice(2);

for (const file of files) {
  if (wanted.length > 0 && !wanted.some(part => file.includes(part))) continue;
  console.log(`\n${file}`);
  if (file === 'browser' && !program()) {
    await test('the page works in a browser',
      () => { throw new Error('chromium is missing: install it (Debian: chromium), or name one in CHROMIUM'); });
    continue;
  }
  await import(`./${file}.test.mjs`);
}
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed > 0 ? 1 : 0);
