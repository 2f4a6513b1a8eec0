import { resolve } from 'node:path';
import { defineConfig, type UserConfig } from 'vite';
import packageJson from './package.json' with { type: 'json' };
import { storingJsZip } from './scripts/jszip-storing.mjs';
import { workerFiles, workersInside } from './scripts/own-workers.mjs';

/** The oldest browsers served. */
const TARGET = ['chrome90', 'edge90', 'firefox88', 'safari14'];

const at = (path: string): string => resolve(import.meta.dirname, path);

const dependencies = Object.keys(packageJson.dependencies);
const isDependency = (id: string): boolean => dependencies.some((name) => id === name || id.startsWith(`${name}/`));

/** index.js, core.js, element.js: the package's own code; npm dependencies stay imports, except in the workers. */
const library: UserConfig = {
  publicDir: false,
  base: './',
  plugins: [workerFiles(TARGET)],
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
  plugins: [workersInside(TARGET, import.meta.dirname), storingJsZip()],
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
  plugins: [workersInside(TARGET, import.meta.dirname), storingJsZip()],
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
