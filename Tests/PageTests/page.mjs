// The page's modules for node: copied beside a package file that says what they are, since node goes by that and not by the browser's rules.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const folder = fileURLToPath(new URL('../../Sources/Web/Page/', import.meta.url));

const copy = mkdtempSync(join(tmpdir(), 'weir-page-'));
cpSync(folder, copy, { recursive: true });
writeFileSync(join(copy, 'package.json'), '{"type":"module"}');
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));

/** A module of the page by its file name. */
export const load = name => import(pathToFileURL(join(copy, name)).href);
