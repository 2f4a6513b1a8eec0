// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildDocsSite } from './docs-site/site.mjs';

/** `npm run docs:site`: the documentation as a site, in dist/docs; what it shows is built first, where it is not there. */
const root = fileURLToPath(new URL('..', import.meta.url));
const NEEDED = ['custom-elements.json', 'cdn/xray-lab.js', 'messages/de.js'];

if (!NEEDED.every((file) => existsSync(join(root, 'dist', file)))) await import('./build.mjs');
else await buildDocsSite(root);
