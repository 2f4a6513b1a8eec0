import { resolve } from 'node:path';
import { defineConfig, type Plugin, type PluginOption, type UserConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import packageJson from './package.json' with { type: 'json' };
import { codecFiles } from './scripts/codec-files.mjs';
import { CODECS } from './scripts/codecs.mjs';
import { importsAtOnce } from './scripts/imports-at-once.mjs';
import { storingJsZip } from './scripts/jszip-storing.mjs';
import { thirdPartyLicences } from './scripts/licences.mjs';
import { LANGUAGES } from './scripts/languages.mjs';
import { OLDEST_BROWSERS } from './scripts/oldest-browsers.mjs';
import { ownExports } from './scripts/own-exports.mjs';
import { shortNames } from './scripts/short-names.mjs';
import { stylesTogether } from './scripts/styles-together.mjs';
import { twglAsUsed } from './scripts/twgl-as-used.mjs';
import { tightTemplates } from './scripts/tight-templates.mjs';
import { noWorkers, workerFiles, workersInside } from './scripts/own-workers.mjs';

/** What gets into the kernels by compiling them, what is copied, and what gets into the service worker by generating it. */
const COMPILED = ['assemblyscript', ...Object.values(CODECS).map((codec) => codec.package)];
const WORKBOX = ['workbox-core', 'workbox-precaching', 'workbox-routing', 'workbox-strategies'];

const at = (path: string): string => resolve(import.meta.dirname, path);

/** For those who take the file alone. */
const BANNER = `/*! xray-lab ${packageJson.version}, MIT. Contains code of others: see THIRD-PARTY-LICENSES.txt beside it. */`;

const licences = (more: string[]): Plugin => thirdPartyLicences(import.meta.dirname, more);

const dependencies = Object.keys(packageJson.dependencies);
const isDependency = (id: string): boolean => dependencies.some((name) => id === name || id.startsWith(`${name}/`));

/** index.js, core.js, element.js, messages/de.js and the like: the package's own code; npm dependencies stay imports, except in the workers. */
const library: UserConfig = {
  publicDir: false,
  base: './',
  plugins: [workerFiles(OLDEST_BROWSERS), codecFiles(import.meta.dirname, 'folder'), licences(COMPILED)],
  build: {
    target: OLDEST_BROWSERS,
    outDir: 'dist',
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
    lib: {
      entry: {
        index: at('src/index.ts'),
        core: at('src/core.ts'),
        element: at('src/element.ts'),
        ...Object.fromEntries(LANGUAGES.map((tag) => [`messages/${tag}`, at(`src/messages/${tag}.ts`)])),
      },
      formats: ['es'],
    },
    rolldownOptions: {
      external: isDependency,
      output: { chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
};

/** cdn/xray-lab.js: one file with everything, workers too, for a page without a build; what reads DICOM lies beside it. */
const cdn: UserConfig = {
  publicDir: false,
  plugins: [
    importsAtOnce(),
    workersInside(OLDEST_BROWSERS, import.meta.dirname, ['dicom']),
    codecFiles(import.meta.dirname, 'beside'),
    storingJsZip(),
    twglAsUsed(),
    ownExports(),
    stylesTogether(import.meta.dirname),
    tightTemplates(),
    shortNames(import.meta.dirname),
    licences(COMPILED),
  ],
  build: {
    target: OLDEST_BROWSERS,
    outDir: 'dist/cdn',
    lib: { entry: at('src/index.ts'), formats: ['es'], fileName: () => 'xray-lab.js' },
    rolldownOptions: { output: { codeSplitting: false, minify: true, comments: false, postBanner: BANNER } },
  },
};

/**
 * LightningCSS's flag (its `Features.LightDark`) for rewriting `light-dark()`, which our style sheet has not: each `color-scheme` would get two
 * properties for that all the same.
 */
const LIGHT_DARK = 1 << 20;

/**
 * The standalone page: works from any path. What its first paint needs is one script; the rest comes right after that, so that
 * nothing is left to load when an image is opened.
 */
const site: UserConfig = {
  base: './',
  plugins: [
    workersInside(OLDEST_BROWSERS, import.meta.dirname),
    codecFiles(import.meta.dirname, 'assets'),
    storingJsZip(),
    twglAsUsed(),
    ownExports(),
    tightTemplates(),
    tightPage(),
    licences([...COMPILED, ...WORKBOX]),
    offlinePage(),
  ],
  // Pages of examples import the package as it is built: the development server has no business in them.
  optimizeDeps: { entries: ['index.html', 'bench/index.html'] },
  css: { lightningcss: { exclude: LIGHT_DARK } },
  build: {
    target: OLDEST_BROWSERS,
    outDir: 'dist/site',
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first-paint', tags: ['$initial'] }] } } },
  },
};

/** The page of `npm run bench`: what is measured should not wait for modules, which a development server gives one by one. */
const bench: UserConfig = {
  base: './',
  publicDir: false,
  plugins: [
    workersInside(OLDEST_BROWSERS, import.meta.dirname),
    codecFiles(import.meta.dirname, 'assets'),
    twglAsUsed(),
  ],
  build: {
    target: OLDEST_BROWSERS,
    outDir: '.test-results/bench',
    rolldownOptions: { input: at('bench/index.html') },
  },
};

/** cli/xray-lab.js: the program for a shell, on Node, with what its threads run beside it. */
const cli: UserConfig = {
  publicDir: false,
  plugins: [noWorkers(), codecFiles(import.meta.dirname, 'shared')],
  build: {
    target: 'node20',
    outDir: 'dist/cli',
    ssr: true,
    minify: false,
    rolldownOptions: {
      input: { 'xray-lab': at('src/cli/bin.ts'), 'film-worker': at('src/cli/film/film-thread.ts') },
      external: isDependency,
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
};

const CONFIGS: Readonly<Record<string, UserConfig>> = { library, cdn, site, bench, cli };

/** `--mode` chooses what is built; the development server serves the page. */
export default defineConfig(({ mode }) => CONFIGS[mode] ?? site);

/** The page without comments, indents and slashes of empty elements, which mean nothing: it has no preformatted text. */
function tightPage(): Plugin {
  return {
    name: 'tight-page',
    apply: 'build',
    transformIndexHtml: (html) =>
      html
        .replace(/<!--.*?-->/gs, '')
        .replace(/\s*\n\s*/g, '\n')
        .replace(/\s\/>/g, '>'),
  };
}

/** A service worker that keeps the page's own files, and nothing else: the page opens without a network. */
function offlinePage(): PluginOption {
  return VitePWA({
    registerType: 'autoUpdate',
    // The page does it itself: see src/page/install.ts.
    injectRegister: false,
    manifest: {
      name: 'xray-lab',
      short_name: 'xray-lab',
      description: 'X-ray images, processed in your browser. Nothing is uploaded.',
      start_url: './',
      scope: './',
      display: 'standalone',
      background_color: '#0f0f0f',
      theme_color: '#0f0f0f',
      icons: [
        { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml' },
      ],
    },
    workbox: {
      globPatterns: ['**/*.{html,js,css,svg,png,txt,wasm}'],
      // Of navigations only those to the page itself are answered, whatever their parameters: below the same path there may
      // be other pages, and what is not there should be told by the server.
      navigateFallback: null,
      ignoreURLParametersMatching: [/./],
      skipWaiting: true,
      clientsClaim: true,
      cleanupOutdatedCaches: true,
      inlineWorkboxRuntime: true,
      sourcemap: false,
    },
  });
}
