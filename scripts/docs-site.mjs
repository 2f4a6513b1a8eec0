// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildDocsSite } from './docs-site/site.mjs';

/**
 * `npm run docs:site`: the documentation as a site, in dist/docs; what it shows is built first, where it is not there.
 * `-- --before FOLDER` is the site as it was before: its versions are kept beside the one that is built, to be chosen there;
 * `--out FOLDER` is another place for the whole.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const NEEDED = ['custom-elements.json', 'cdn/xray-lab.js', 'messages/de.js'];
const { before, out } = parseArgs({ options: { before: { type: 'string' }, out: { type: 'string' } } }).values;

const isBuilt = NEEDED.every((file) => existsSync(join(root, 'dist', file)));
if (!isBuilt) await import('./build.mjs');
if (isBuilt || before || out) await buildDocsSite(root, { before, out });
