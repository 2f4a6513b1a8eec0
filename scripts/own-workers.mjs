// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
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

/** WebAssembly that a file made by scripts/build-wasm.mjs holds as text. */
const WASM = /The WebAssembly module, as text[^]*?export const (\w+) =/;

const PLACEHOLDER = '__WORKER_ADDRESS__';
const VIRTUAL = '\0own-workers';

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
        const { script: source } = await bundle(resolve(dirname(id), path), target);
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
 * No workers: what would be done in one is done where it is asked for. For what runs in threads itself.
 * @returns {import('vite').Plugin}
 */
export function noWorkers() {
  return {
    name: 'xray-lab:no-workers',
    apply: 'build',
    enforce: 'pre',
    transform(code) {
      if (code.search(START) < 0) return null;
      const refused = '(() => { throw new Error("Not here."); })()';
      const without = code.replace(/import \{ spawnWorker \} from '[^']+';\n/, '').replace(START, refused);
      return { code: without, map: null };
    },
  };
}

/**
 * Workers inside the one file: the code of all of them is there once, as a function, as they have much in common. Where
 * workers may run, the function's text is their script; where not, it is called, once for all of them: they share what a
 * thread needs once, and what it is told once, as that it may not compile WebAssembly. WebAssembly stands apart from the function,
 * all of it in one place, and is given to it: between code it would keep gzip from finding what is alike before and after.
 * @param {string[]} target
 * @param {string} root the repository's folder
 * @param {string[]} beside workers that few pages need: the code of each is a file of its own, `xray-lab-<name>.js`, which is fetched when it
 *   is wanted, from where the one file lies
 * @returns {import('vite').Plugin}
 */
export function workersInside(target, root, beside = []) {
  const source = join(root, 'src');
  const all = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.worker.ts'))
    .sort()
    .map((path) => join(source, path));
  const files = all.filter((file) => !beside.includes(nameOf(file)));
  const apart = all.filter((file) => beside.includes(nameOf(file)));
  return {
    name: 'xray-lab:workers-inside',
    apply: 'build',
    enforce: 'pre',
    resolveId(id) {
      if (id === VIRTUAL) return id;
      return beside.some((name) => id === `./${besideName(name)}`) ? { id, external: true } : null;
    },
    async load(id) {
      if (id !== VIRTUAL) return null;
      /** @type {Map<string, string>} */
      const imports = new Map([['packError', join(source, 'worker/protocol.ts')]]);
      /** @type {[name: string, handlers: string][]} */
      const workers = [];
      for (const file of files) {
        const text = await this.fs.readFile(file, { encoding: 'utf8' });
        for (const [, name, from] of text.matchAll(IMPORT)) imports.set(name, resolve(dirname(file), from));
        const handlers = SERVE.exec(text)?.[1];
        if (!handlers) this.error(`${file} does not say what it serves.`);
        workers.push([nameOf(file), handlers]);
      }
      const { script, wasm } = await bundle(join(source, 'workers'), target, exportsOf(imports), true);
      const wasmNames = [...wasm.keys()].sort();
      /** @type {string[]} */
      const others = [];
      for (const file of apart) {
        const text = await this.fs.readFile(file, { encoding: 'utf8' });
        /** @type {Map<string, string>} */
        const own = new Map([['packError', join(source, 'worker/protocol.ts')]]);
        for (const [, name, from] of text.matchAll(IMPORT)) own.set(name, resolve(dirname(file), from));
        const handlers = SERVE.exec(text)?.[1];
        if (!handlers) this.error(`${file} does not say what it serves.`);
        const fileName = besideName(nameOf(file));
        const { script: code } = await bundle(join(source, fileName), target, exportsOf(own));
        const key = `Symbol.for("${fileName} ${version(root)}")`;
        this.emitFile({ type: 'asset', fileName, source: `${code}\n;globalThis[${key}]=ownWorker;\n` });
        others.push(besideText(nameOf(file), handlers, fileName, key));
      }
      const names = [...imports.keys()].join(', ');
      return `
        import { spawnWorkerFromText } from ${JSON.stringify(join(source, 'worker/spawn-worker.ts'))};
        import { translatedHandlers } from ${JSON.stringify(join(source, 'worker/translated-handlers.ts'))};
        import { XrayError } from ${JSON.stringify(join(source, 'base/xray-error.ts'))};
        ${wasmNames.map((name) => `import { ${name} } from ${JSON.stringify(wasm.get(name))};`).join('\n')}
        const wasm = { ${wasmNames.join(', ')} };
        function code(wasmTexts) { ${script}; return ownWorker; }
        const place = import.meta.url;
        let here;
        const start = (handlers) => spawnWorkerFromText(
          '"use strict";const { ${names} } = (' + code + ')(' + JSON.stringify(wasm) + ');serveTasks(' + handlers + ');',
        );
        ${workers
          .map(
            ([name, handlers]) => `
              export const start_${name} = () => start(${JSON.stringify(handlers)});
              export function load_${name}() {
                const { ${names} } = (here ??= code(wasm));
                return translatedHandlers(${handlers}, packError);
              }`,
          )
          .join('\n')}
        ${others.join('\n')}`;
    },
    transform(code, id) {
      const found = [...code.matchAll(START)].map(([, path]) => path);
      if (found.length === 0) return null;
      if (found.length !== 1 || [...code.matchAll(LOAD)].length !== 1)
        this.error(`${id} starts other than one worker.`);
      const name = nameOf(found[0]);
      const inside = code.replace(START, `start_${name}()`).replace(LOAD, `load_${name}()`);
      return { code: `import { start_${name}, load_${name} } from ${JSON.stringify(VIRTUAL)};\n${inside}`, map: null };
    },
  };
}

/** @param {Map<string, string>} imports name → file */
function exportsOf(imports) {
  return [...imports].map(([name, from]) => `export { ${name} } from ${JSON.stringify(from)};`).join('\n');
}

/** @param {string} root */
function version(root) {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
}

/**
 * How a worker starts whose code is a file beside: from a text that fetches it, as workers of other origins may not be started. It says
 * something first: that the file is missing does not mean that the page refuses workers. On the page's own thread the file is imported; where it
 * is missing, the error names it.
 * @param {string} name
 * @param {string} handlers
 * @param {string} fileName
 * @param {string} key what the file leaves its exports under
 */
function besideText(name, handlers, fileName, key) {
  return `
    const address_${name} = () => new URL('${fileName}', place).href;
    export const start_${name} = () => spawnWorkerFromText(
      '"use strict";postMessage({ kind: "loading" });let own = ' + JSON.stringify(address_${name}()) + ';' +
      'if (self.trustedTypes) own = trustedTypes.createPolicy("xray-lab", { createScriptURL: (own) => own }).createScriptURL(own);' +
      'importScripts(own);const { serveTasks, ${handlers} } = self[${key.replace(/'/g, '"')}];serveTasks(${handlers});',
    );
    export const load_${name} = async () => {
      try {
        await import('./${fileName}');
      } catch (cause) {
        throw new XrayError('decode-failed', 'xray-lab could not be loaded as a whole: ${fileName} is missing.', {
          hint: 'Check the connection, then reload the page.',
          reason: 'part-missing',
          values: { part: '${fileName}' },
          cause,
        });
      }
      const { packError, ${handlers} } = globalThis[${key}];
      return translatedHandlers(${handlers}, packError);
    };`;
}

/** @param {string} name of a worker whose code is a file beside the one file */
function besideName(name) {
  return `xray-lab-${name}.js`;
}

/** @param {string} file `…/cpu.worker.ts` */
function nameOf(file) {
  return basename(file, '.worker.ts').replace(/\W/g, '_');
}

/**
 * A worker's file, or `entry` in its place, with all it imports: a script that leaves the entry's exports in `ownWorker`.
 * @param {string} file
 * @param {string[]} target
 * @param {string} [entry]
 * @param {boolean} [apart] whether files with WebAssembly are left out: the script expects what they export in an object `wasmTexts`
 * @returns {Promise<Bundle>}
 */
function bundle(file, target, entry, apart) {
  const key = JSON.stringify([file, target, entry, apart]);
  const script = bundled.get(key) ?? bundleAnew(file, target, entry, apart);
  bundled.set(key, script);
  return script;
}

/** `wasm`: files that were left out, by the names of what they export. @typedef {{ script: string; wasm: Map<string, string> }} Bundle */

/** The single file and the page have the same ones inside. @type {Map<string, Promise<Bundle>>} */
const bundled = new Map();

/** @type {typeof bundle} */
async function bundleAnew(file, target, entry, apart) {
  /** @type {Map<string, string>} */
  const wasm = new Map();
  const id = entry === undefined ? file : `${file}.inside.js`;
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'xray-lab:worker-entry',
        resolveId: (source) => (source === id ? source : null),
        load(source) {
          if (source === id) return entry ?? null;
          const name = apart && source.endsWith('.generated.ts') && WASM.exec(readFileSync(source, 'utf8'))?.[1];
          if (!name) return null;
          wasm.set(name, source);
          return `export const ${name} = wasmTexts.${name};`;
        },
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
  return { script: output[0].code.trim(), wasm };
}
