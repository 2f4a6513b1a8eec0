// @ts-check
import { basename, dirname, join, posix, resolve } from 'node:path';
import { build } from 'vite';

/**
 * How the sources start a worker and, where none can be had, load its handlers. Both are written in one form only, which
 * runs as it is in the development server and in tests; the plugins below give it the form that a build needs.
 */
const START = /spawnWorker\(new URL\('(\.\/[\w-]+\.worker\.ts)', import\.meta\.url\), \{ type: 'module' \}\)/g;
const LOAD = /\(await import\('\.\/[\w-]+-tasks\.ts'\)\)\.[\w]+(?:\(\))?/g;

/** A worker's file: imports, and one call that serves what they give. */
const IMPORT = /^import \{ (\w+) \} from '([^']+)';$/gm;
const SERVE = /^serveTasks\((.+)\);$/m;

const PLACEHOLDER = '__WORKER_ADDRESS__';
const VIRTUAL = '\0own-worker:';

/**
 * Workers as files `workers/*.js`, found from wherever the importing file lies: `new URL('…', import.meta.url)` is what
 * browsers and bundlers understand. They are plain scripts, not modules: Firefox before 114 has no module workers.
 * @param {string[]} target
 * @returns {import('vite').Plugin}
 */
export function workerFiles(target) {
  return {
    name: 'xray-lab:worker-files',
    apply: 'build',
    enforce: 'pre',
    async transform(code, id) {
      const found = [...code.matchAll(START)].map(([, path]) => path);
      if (found.length === 0) return null;
      for (const path of found) {
        const fileName = `workers/${basename(path, '.ts')}.js`;
        const source = await bundle(resolve(dirname(id), path), target);
        this.emitFile({ type: 'asset', fileName, source });
      }
      return {
        code: code.replace(START, (_, path) => `spawnWorker(${PLACEHOLDER}('${basename(path, '.ts')}.js'))`),
        map: null,
      };
    },
    generateBundle(_options, files) {
      const written = new RegExp(`${PLACEHOLDER}\\(["']([\\w.-]+)["']\\)`, 'g');
      for (const file of Object.values(files)) {
        if (file.type !== 'chunk') continue;
        file.code = file.code.replace(written, (_, name) => {
          const path = posix.relative(posix.dirname(file.fileName), `workers/${name}`);
          return `new URL("${path.startsWith('.') ? path : `./${path}`}", import.meta.url)`;
        });
        if (file.code.includes(PLACEHOLDER)) this.error(`A worker's address in ${file.fileName} was not understood.`);
      }
    },
  };
}

/**
 * Workers inside the one file: each one's code is there once, as a function. Where workers may run, the function's text
 * is their script; where not, it is called.
 * @param {string[]} target
 * @param {string} root the repository's folder
 * @returns {import('vite').Plugin}
 */
export function workersInside(target, root) {
  const worker = (/** @type {string} */ name) => join(root, 'src', 'worker', name);
  return {
    name: 'xray-lab:workers-inside',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(VIRTUAL) ? id : null),
    async load(id) {
      if (!id.startsWith(VIRTUAL)) return null;
      const file = id.slice(VIRTUAL.length);
      const source = await this.fs.readFile(file, { encoding: 'utf8' });
      const imports = [...source.matchAll(IMPORT)].map(([, name, from]) => ({
        name,
        from: resolve(dirname(file), from),
      }));
      const handlers = SERVE.exec(source)?.[1];
      if (!handlers) this.error(`${file} does not say what it serves.`);
      const names = [...imports.map(({ name }) => name), 'packError'];
      const exported = [...imports, { name: 'packError', from: worker('protocol.ts') }].map(
        ({ name, from }) => `export { ${name} } from ${JSON.stringify(from)};`,
      );
      const script = await bundle(file, target, exported.join('\n'));
      return `
        import { spawnWorkerFromText } from ${JSON.stringify(worker('spawn-worker.ts'))};
        import { translatedHandlers } from ${JSON.stringify(worker('translated-handlers.ts'))};
        function code() { ${script}; return ownWorker; }
        export const start = () => spawnWorkerFromText(
          '"use strict";const { ${names.join(', ')} } = (' + code + ')();serveTasks(${handlers});',
        );
        export function load() {
          const { ${names.join(', ')} } = code();
          return translatedHandlers(${handlers}, packError);
        }`;
    },
    transform(code, id) {
      const found = [...code.matchAll(START)].map(([, path]) => path);
      if (found.length === 0) return null;
      if (found.length !== 1 || [...code.matchAll(LOAD)].length !== 1)
        this.error(`${id} starts other than one worker.`);
      const address = JSON.stringify(VIRTUAL + resolve(dirname(id), found[0]));
      const inside = code.replace(START, 'start()').replace(LOAD, 'load()');
      return { code: `import { start, load } from ${address};\n${inside}`, map: null };
    },
  };
}

/**
 * A worker's file, or `entry` in its place, with all it imports: a script that leaves the entry's exports in `ownWorker`.
 * @param {string} file
 * @param {string[]} target
 * @param {string} [entry]
 * @returns {Promise<string>}
 */
async function bundle(file, target, entry) {
  const id = entry === undefined ? file : `${file}.inside.js`;
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'xray-lab:worker-entry',
        resolveId: (source) => (source === id ? source : null),
        load: (source) => (source === id && entry !== undefined ? entry : null),
      },
    ],
    build: {
      target,
      write: false,
      minify: true,
      lib: { entry: id, formats: ['iife'], name: 'ownWorker', fileName: 'worker' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [{ output }] = /** @type {import('vite').Rolldown.RolldownOutput[]} */ ([result].flat());
  // Nobody else looks into a worker: the licence of what is in it would be missed.
  const foreign = output[0].moduleIds.filter((module) => /[\\/]node_modules[\\/]/.test(module));
  if (foreign.length > 0) throw new Error(`${file} takes in code of others: ${foreign.join(', ')}.`);
  return output[0].code.trim();
}
