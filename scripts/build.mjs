// @ts-check
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildCdn, buildCli, buildElementsManifest, buildLibrary, buildSite, buildTypes } from './build-steps.mjs';
import { buildWasm } from './build-wasm.mjs';
import { buildDocsSite } from './docs-site/site.mjs';
import { writeHostTypes } from './host-types.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

rmSync(join(root, 'dist'), { recursive: true, force: true });
await buildWasm(root);
await buildLibrary(root);
await buildCdn(root);
await buildSite(root);
await buildCli(root);
buildTypes(root);
buildElementsManifest(root);
writeHostTypes(root);
await buildDocsSite(root);
