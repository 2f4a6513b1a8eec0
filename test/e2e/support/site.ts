import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startStaticServer } from '../../../scripts/static-server.mjs';

export type StaticServer = Awaited<ReturnType<typeof startStaticServer>>;

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The folder of built files named `path`; these tests see nothing but what `npm run build` wrote. */
export function built(path = ''): string {
  const full = `${ROOT}dist/${path}`;
  if (!existsSync(full)) throw new Error(`dist/${path} is missing: run \`npm run build\` first.`);
  return full;
}

/** Serves the built page below a sub-path, with the headers its own server sends. */
export function serveSite(): Promise<StaticServer> {
  return startStaticServer({ root: built('site'), base: '/some/where/' });
}
