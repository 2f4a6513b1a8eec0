// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWasm } from './build-wasm.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { startStaticServer } from './static-server.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const port = Number(process.env.PORT || 5173);

try {
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`PORT is ${process.env.PORT}; it must be a whole number from 0 to 65535.`);
  }
  ensureDependencies(root);
  await buildWasm(root);
  const { buildSite } = await import('./build-steps.mjs');
  // The port first: that it is taken is told at once.
  const docs = join(root, 'dist', 'docs');
  const { url } = await startStaticServer({ root: join(root, 'dist', 'site'), docs, port });
  await buildSite(root);
  const documentation = existsSync(docs) ? `at ${url}docs/` : 'made by `npm run docs:site`';
  console.log(`\nxray-lab is at ${url}  (Ctrl+C stops it); its documentation is ${documentation}`);
} catch (error) {
  console.error(`\n${messageOf(error)}`);
  process.exit(1);
}

/** @param {unknown} error */
function messageOf(error) {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`;
  }
  return error.message;
}
