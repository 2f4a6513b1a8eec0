// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build } from 'esbuild';

/**
 * What the pages of the browser suite load: each test's file in one piece with what only it needs, and the pieces that several
 * share. Module by module a page asks for some three hundred files, and each of its workers for thirty more, which takes
 * longer than most tests do.
 *
 * @typedef {Map<string, Buffer>} Scripts by their path on the server; a test's and a worker's is that of its TypeScript file
 */

/** Modules that the test runner's server makes up. */
const RUNNERS_OWN = /^\/__web-/;

/** Loaded by tests that run in Node too, and only there. */
const NODES_OWN = /^node:/;

/**
 * @param {string} root the repository's folder
 * @param {readonly string[]} tests paths inside it
 * @returns {Promise<Scripts>}
 */
export async function bundleTests(root, tests) {
  const workers = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.worker.ts'))
    .map((name) => `src/${name}`);
  const parts = await Promise.all([
    bundle(root, tests, true),
    // Each in one piece: a page's thread waits for a worker to be up.
    bundle(root, workers, false),
  ]);
  return new Map(parts.flat());
}

/**
 * @param {string} root
 * @param {readonly string[]} entries
 * @param {boolean} splitting whether what several need becomes a piece of its own
 * @returns {Promise<[path: string, script: Buffer][]>}
 */
async function bundle(root, entries, splitting) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [...entries],
    outdir: root,
    outbase: root,
    chunkNames: 'test-pieces/[name]-[hash]',
    bundle: true,
    write: false,
    splitting,
    format: 'esm',
    target: 'es2022',
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: [servedByOthers, ownAddress(root)],
  });
  const isEntry = new Set(entries.map((entry) => entry.replace(/\.ts$/, '.js').split(sep).join('/')));
  return outputFiles.map(({ path, contents }) => {
    const name = relative(root, path).split(sep).join('/');
    return [`/${isEntry.has(name) ? name.replace(/\.js$/, '.ts') : name}`, Buffer.from(contents)];
  });
}

/** @type {import('esbuild').Plugin} */
const servedByOthers = {
  name: 'served-by-others',
  setup({ onResolve }) {
    onResolve({ filter: RUNNERS_OWN }, ({ path }) => ({ path, external: true }));
    onResolve({ filter: NODES_OWN }, ({ path }) => ({ path, external: true }));
  },
};

/**
 * Modules ask for their workers beside themselves; a piece lies elsewhere.
 * @param {string} root
 * @returns {import('esbuild').Plugin}
 */
function ownAddress(root) {
  return {
    name: 'own-address',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/](?:src|test)[\\/].*\.ts$/ }, ({ path }) => {
        const address = `/${relative(root, path).split(sep).join('/')}`;
        const code = readFileSync(path, 'utf8');
        const contents = code.replace(
          /import\.meta\.url/g,
          `new URL(${JSON.stringify(address)}, location.origin).href`,
        );
        return { contents, loader: 'ts' };
      });
    },
  };
}
