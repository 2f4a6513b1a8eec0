import { resolve } from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import packageJson from './package.json' with { type: 'json' };

/** The oldest browsers served. */
const TARGET = ['chrome90', 'edge90', 'firefox88', 'safari14'];

const at = (path: string): string => resolve(import.meta.dirname, path);

/** Plain scripts, not modules: Firefox before 114 has no module workers, and a single file needs no imports. */
const workersNamed = (entryFileNames: string): UserConfig['worker'] => ({
  format: 'iife',
  rolldownOptions: { output: { entryFileNames, codeSplitting: false } },
});

const dependencies = Object.keys(packageJson.dependencies);
const isDependency = (id: string): boolean => dependencies.some((name) => id === name || id.startsWith(`${name}/`));

/** index.js, core.js, element.js: the package's own code; npm dependencies stay imports, except in the workers. */
const library: UserConfig = {
  publicDir: false,
  base: './',
  worker: workersNamed('workers/[name].js'),
  plugins: [portableWorkerUrls()],
  build: {
    target: TARGET,
    outDir: 'dist',
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
    lib: {
      entry: { index: at('src/index.ts'), core: at('src/core.ts'), element: at('src/element.ts') },
      formats: ['es'],
    },
    rolldownOptions: {
      external: isDependency,
      output: { chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
};

/** cdn/xray-lab.js: one file with everything, workers too, for a page without a build. */
const cdn: UserConfig = {
  publicDir: false,
  worker: workersNamed('[name].js'),
  plugins: [inlineWorkers()],
  build: {
    target: TARGET,
    outDir: 'dist/cdn',
    lib: { entry: at('src/index.ts'), formats: ['es'], fileName: () => 'xray-lab.js' },
    rolldownOptions: { output: { codeSplitting: false, minify: true, comments: { legal: true } } },
  },
};

/** The standalone page: works from any path. One script with everything, so that nothing is left to load later. */
const site: UserConfig = {
  base: './',
  worker: workersNamed('[name].js'),
  plugins: [inlineWorkers()],
  build: {
    target: TARGET,
    outDir: 'dist/site',
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: false } },
  },
};

const CONFIGS: Readonly<Record<string, UserConfig>> = { library, cdn, site };

/** `--mode` chooses what is built; the development server serves the page. */
export default defineConfig(({ mode }) => CONFIGS[mode] ?? site);

/**
 * Vite writes a worker's address so that bundlers no longer recognise it. This gives it the form that Vite, webpack and
 * browsers all understand: `new URL('./workers/x.js', import.meta.url)`. Line breaks stay, for the source map.
 */
function portableWorkerUrls(): Plugin {
  const written =
    /new URL\(\s*\/\* @vite-ignore \*\/\s*new URL\("([^"]+)", import\.meta\.url\)\.href,\s*"" \+ import\.meta\.url\s*\)/g;
  return {
    name: 'xray-lab:portable-worker-urls',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        output.code = output.code.replace(written, (match, path: string) => {
          const lineBreaks = '\n'.repeat(match.split('\n').length - 1);
          return `new URL("${path.startsWith('.') ? path : `./${path}`}", ${lineBreaks}import.meta.url)`;
        });
        if (output.code.includes('@vite-ignore'))
          this.error(`A worker's address in ${output.fileName} was not understood.`);
      }
    },
  };
}

/** `new Worker(new URL('./x.worker.ts', import.meta.url), …)` becomes a worker made from text, by Vite's `?worker&inline`. */
function inlineWorkers(): Plugin {
  const spawned = /new Worker\(\s*new URL\((['"])(.+?\.worker\.ts)\1,\s*import\.meta\.url\),\s*\{[^}]*\},?\s*\)/g;
  return {
    name: 'xray-lab:inline-workers',
    enforce: 'pre',
    transform(code) {
      let imports = '';
      const inlined = code.replace(spawned, (_match, _quote, file: string) => {
        const name = `InlineWorker${imports.split('\n').length}`;
        imports += `import ${name} from '${file}?worker&inline';\n`;
        return `new ${name}()`;
      });
      return imports ? { code: imports + inlined, map: null } : null;
    },
  };
}
