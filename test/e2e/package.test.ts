import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import type { Browser } from 'playwright-core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { LANGUAGES } from '../../scripts/languages.mjs';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { newWatchedPage, sharedBrowser } from './support/browser.ts';
import { installedPackage, publishedBytes, type Consumer } from './support/consumer.ts';
import { moduleGraph } from './support/module-graph.ts';
import { expectFound, processIn } from './support/process-in-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { ROOT } from './support/site.ts';

const CORE = [
  'CORNERSTONE_TOOLS',
  'DEFAULT_PARAMS',
  'MEASUREMENT_POINTS',
  'OPERATORS',
  'PARAMETERS',
  'ResultFolder',
  'STAGES',
  'STAGE_IDS',
  'STANDARD_GRAPH',
  'XrayError',
  'calibrationByLength',
  'calibrationOf',
  'createEngine',
  'createZip',
  'createZips',
  'decodeFile',
  'decodeImage',
  'defineGraph',
  'encodePng',
  'imageInFile',
  'lineProfile',
  'measurementsJson',
  'measurementsTable',
  'parseManifest',
  'parseMeasurements',
  'processFile',
  'regionStatistics',
  'resolveParams',
  'resultNames',
  'rowSpans',
  'sizesOf',
  'writeResults',
];

/** A table of texts a language, as its source exports it. */
const TABLES = await Promise.all(
  LANGUAGES.map(async (tag): Promise<[entry: string, names: string[]]> => {
    const table = (await import(`../../src/messages/${tag}.ts`)) as object;
    return [`xray-lab/messages/${tag}`, Object.keys(table)];
  }),
);

const image = radiograph(181, 127, 3);
const source = [...pngFile('any.png', image).buffer];

/** Budgets in bytes after gzip. They change by an edit here, not by the way. */
const CDN_BUDGET = 215_800;
/**
 * Most of it on WebGL2: 20 kB core, 3 of them measuring, 22 the engine, 36 the decoding worker, which has the PNG decoder in WebAssembly and, for
 * pages that refuse that and browsers without SIMD, in TypeScript too, and the JPEG decoder, in both too (16). A worker is one script: it cannot
 * have one of them come later.
 */
const CORE_BUDGET = 100_800;

let consumer: Consumer;

beforeAll(() => {
  consumer = installedPackage(['typescript']);
});
afterAll(() => consumer.remove());

describe('the published package', () => {
  it('is sound for publint', async () => {
    const published = JSON.parse(publishedBytes(consumer, 'package.json').toString()) as Record<string, unknown>;
    const { messages } = await publint({ pkgDir: consumer.installed, level: 'suggestion', strict: true, pack: false });
    expect(messages.map((message) => formatMessage(message, published))).toEqual([]);
  });

  it('has types that resolve as its code does (are the types wrong?)', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(readFileSync(consumer.tarball)));
    if (!analysis.types) throw new Error('The package has no types.');
    /**
     * It is ESM only, on purpose: two formats would be two copies of one element, and `require` of a module works from
     * Node 20.19 on, the oldest that is served. So `require` gets a module, and a resolution that knows no exports map
     * (TypeScript's "node10", deprecated since TypeScript 6) finds the main entry alone. Any other problem, under these
     * resolutions too, is one.
     */
    const deliberate = ['CJSResolvesToESM node16-cjs', 'NoResolution node10'];
    const problems = analysis.problems.map((problem) =>
      [problem.kind, 'resolutionKind' in problem ? problem.resolutionKind : 'everywhere'].join(' '),
    );
    expect(problems.filter((problem) => !deliberate.includes(problem))).toEqual([]);
    // None that is not there any more.
    expect([...new Set(problems)].sort()).toEqual(deliberate);
    expect(Object.keys(analysis.entrypoints)).toEqual(expect.arrayContaining(['.', './core', './element', './cdn']));
  });

  it('holds what it names, with its licence, and not the page', () => {
    const { exports, files } = JSON.parse(publishedBytes(consumer, 'package.json').toString()) as typeof packageJson;
    for (const target of Object.values(exports)) {
      for (const path of typeof target === 'string' ? [target] : Object.values(target)) {
        expect(publishedBytes(consumer, path).length, path).toBeGreaterThan(0);
      }
    }
    expect(files).toContain('!dist/site');
    expect(() => publishedBytes(consumer, 'dist/site/index.html')).toThrow();
    expect(publishedBytes(consumer, 'LICENSE').toString()).toContain('MIT');
    expect(publishedBytes(consumer, 'dist/THIRD-PARTY-LICENSES.txt').toString()).toContain('assemblyscript');
  });

  it.each([
    ['xray-lab', [...CORE, 'XrayLab'].sort()],
    ['xray-lab/core', CORE],
    ['xray-lab/element', ['XrayLab']],
    ['xray-lab/cdn', [...CORE, 'XrayLab'].sort()],
    ...TABLES,
  ])('%s can be imported in Node, where there is no document', (entry, names) => {
    const output = consumer.node(`console.log(JSON.stringify(Object.keys(await import('${entry}'))))`);
    expect((JSON.parse(output) as string[]).sort()).toEqual(names);
  });

  it.each(['xray-lab/custom-elements.json', 'xray-lab/manifest.schema.json', 'xray-lab/package.json'])(
    '%s can be found',
    (entry) => {
      const output = consumer.node(
        `const file = (await import('node:module')).createRequire(process.cwd() + '/x.js')('${entry}'); console.log(typeof file);`,
      );
      expect(output.trim()).toBe('object');
    },
  );

  it('core loads neither Lit nor an element, and leaves engines, JSZip and codecs for when they are wanted', () => {
    const graph = moduleGraph(join(consumer.installed, 'dist/core.js'));
    expect(graph.packages).toEqual([]);
    const text = graph.files.map((file) => readFileSync(file, 'utf8')).join('\n');
    expect(text).not.toMatch(/customElements|LitElement|xray-drop-area/);
    expect(graph.lazy).toContain('jszip');
    for (const part of ['cpu-engine', 'webgl2-engine', 'decode-client', 'export-client']) {
      expect(
        graph.lazy.some((path) => path.includes(part)),
        part,
      ).toBe(true);
    }
  });

  it('the element leaves them too', () => {
    const graph = moduleGraph(join(consumer.installed, 'dist/index.js'));
    expect([...new Set(graph.packages.map((name) => name.split('/')[0]))]).toEqual(['lit']);
    expect(graph.lazy).toContain('jszip');
  });

  it(`the single file is at most ${CDN_BUDGET / 1000} kB after gzip`, () => {
    expect(gzipSync(publishedBytes(consumer, 'dist/cdn/xray-lab.js'), { level: 9 }).length).toBeLessThan(CDN_BUDGET);
  });

  it.each(['bundler', 'nodenext'])('has types for every entry (moduleResolution %s)', (moduleResolution) => {
    consumer.write({
      'app.ts': `import { XrayLab, processFile } from 'xray-lab';
import { createEngine, defineGraph, OPERATORS, STANDARD_GRAPH, type RasterImage, type StageId } from 'xray-lab/core';
import { XrayLab as Class } from 'xray-lab/element';
import { encodePng } from 'xray-lab/cdn';
const lab: XrayLab | null = document.querySelector('xray-lab');
const stages: Promise<Record<StageId, RasterImage>> = processFile(new Blob([])).then((result) => result.stages);
// @ts-expect-error the types are there, not any
const wrong: number = createEngine({ backend: 'cpu' });
const graph = defineGraph({
  ...STANDARD_GRAPH.nodes,
  fine: { operator: OPERATORS.canny, inputs: ['grayscale'], params: 'fine', short: 'Fine' },
});
export async function fineEdges(image: RasterImage): Promise<RasterImage> {
  const opened = await (await createEngine()).open(image, { graph });
  await opened.update({ fine: { lowThreshold: 20 }, blur: { sigma: 2 } });
  // @ts-expect-error the graph has no such stage
  await opened.read('coarse');
  return opened.read('fine');
}
// @ts-expect-error a decoded image is no gray plane
defineGraph({ ...STANDARD_GRAPH.nodes, fine: { operator: OPERATORS.equalize, inputs: ['original'], short: 'Fine' } });
export { lab, stages, wrong, Class, encodePng };
`,
    });
    const compilerOptions = {
      target: 'ES2020',
      lib: ['ES2020', 'DOM', 'DOM.Iterable'],
      module: moduleResolution === 'nodenext' ? 'NodeNext' : 'ESNext',
      moduleResolution,
      strict: true,
      noEmit: true,
      // The compiler's own declarations are its makers' to check.
      skipDefaultLibCheck: true,
      types: [],
    };
    consumer.write({ 'tsconfig.json': JSON.stringify({ compilerOptions, files: ['app.ts'] }) });
    let output = '';
    try {
      const compiler = `${ROOT}node_modules/typescript/bin/tsc`;
      execFileSync(process.execPath, [compiler, '-p', consumer.folder], { encoding: 'utf8' });
    } catch (error) {
      output = String((error as { stdout: unknown }).stdout);
    }
    expect(output).toBe('');
  });
});

describe('in a bundled site', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof startStaticServer>>;

  beforeAll(async () => {
    consumer.write({
      'index.html': '<!doctype html><title>App</title><script type="module" src="app.js"></script>',
      'app.js': `import * as core from 'xray-lab/core';\nwindow.core = core;`,
    });
    await build({ root: consumer.folder, configFile: false, logLevel: 'error' });
    server = await startStaticServer({ root: join(consumer.folder, 'dist'), headers: {} });
    browser = await sharedBrowser();
  });
  afterAll(async () => {
    await server.close();
  });

  it.each(['cpu', 'webgl2'] as const)(
    'core works on %s within its budget; JSZip comes with the ZIP',
    async (backend) => {
      const { page, context, problems } = await newWatchedPage(browser);
      const workers: string[] = [];
      const scripts: string[] = [];
      page.on('worker', (worker) => workers.push(worker.url()));
      page.on('request', (request) => request.url().endsWith('.js') && scripts.push(request.url()));
      const bodies = (): Buffer[] =>
        [...new Set(scripts)].map((url) => readFileSync(join(consumer.folder, 'dist', url.slice(server.url.length))));
      const hasJsZip = (): boolean => bodies().some((body) => body.includes('generateNodeStream'));

      await page.goto(server.url);
      await expectFound(await processIn(page, backend, source), backend, image);
      expect(workers.length).toBeGreaterThan(0);
      for (const worker of workers) expect(worker.startsWith(server.url)).toBe(true);
      const size = bodies().reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
      expect(size).toBeGreaterThan(20_000);
      expect(size).toBeLessThan(CORE_BUDGET);
      expect(hasJsZip()).toBe(false);

      const bytes = await page.evaluate(async () => {
        const { createZip } = (window as unknown as { core: typeof import('../../src/core.ts') }).core;
        const data = new Uint8Array(4);
        return (await createZip([{ name: 'a', image: { width: 2, height: 2, channels: 1, bitDepth: 8, data } }])).size;
      });
      expect(bytes).toBeGreaterThan(100);
      expect(hasJsZip()).toBe(true);
      expect(problems).toEqual([]);
      await context.close();
    },
  );
});
