import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { startStaticServer } from '../../scripts/static-server.mjs';
import { launchBrowser, newWatchedPage } from './support/browser.ts';
import { expectStages } from './support/expect-opencv-stages.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { built, ROOT, type StaticServer } from './support/site.ts';

const CORE = [
  'DEFAULT_PARAMS',
  'PARAMETERS',
  'ResultFolder',
  'STAGES',
  'STAGE_IDS',
  'XrayError',
  'createEngine',
  'createZip',
  'createZips',
  'decodeFile',
  'decodeImage',
  'encodePng',
  'parseManifest',
  'processFile',
  'resolveParams',
  'resultNames',
  'writeResults',
];

const image = radiograph(181, 127, 3);
const source = [...pngFile('any.png', image).buffer];

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xray-lab-'));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('in Node', () => {
  it.each([
    ['core', CORE],
    ['index', [...CORE, 'XrayLab'].sort()],
    ['element', ['XrayLab']],
  ])('dist/%s.js can be imported and exports what it promises', (entry, names) => {
    built(`${entry}.js`);
    const script = `console.log(JSON.stringify(Object.keys(await import('./dist/${entry}.js'))))`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect((JSON.parse(output) as string[]).sort()).toEqual(names);
  });
});

/** What a page found out, in a form that survives the trip from the browser. */
interface Found {
  readonly backend: string;
  readonly stages: Record<string, { width: number; height: number; channels: 1 | 3; data: number[] }>;
}

type Core = typeof import('../../src/core.ts');

/** Runs processFile in a page whose script left core's exports at `window.core`. */
async function processIn(page: Page, backend: 'cpu' | 'webgl2'): Promise<Found> {
  await page.waitForFunction(() => 'core' in window);
  return page.evaluate(
    async ([engine, bytes]) => {
      const { processFile } = (window as unknown as { core: Core }).core;
      const result = await processFile(new Blob([new Uint8Array(bytes)]), { backend: engine });
      const stages: Found['stages'] = {};
      for (const [id, { width, height, channels, data }] of Object.entries(result.stages)) {
        stages[id] = { width, height, channels, data: [...data] };
      }
      return { backend: result.backend, stages };
    },
    [backend, source] as const,
  );
}

async function expectOpencvResult(found: Found, backend: string): Promise<void> {
  expect(found.backend).toBe(backend);
  await expectStages(
    (id) => ({ ...found.stages[id], bitDepth: 8, data: Uint8Array.from(found.stages[id].data) }),
    image,
  );
}

describe('the single file, alone on another origin', () => {
  let files: StaticServer;
  let host: StaticServer;

  beforeAll(async () => {
    const alone = join(folder, 'cdn');
    const page = join(folder, 'host');
    mkdirSync(alone);
    mkdirSync(page);
    cpSync(built('cdn/xray-lab.js'), join(alone, 'xray-lab.js'));
    files = await startStaticServer({ root: alone, headers: { 'Access-Control-Allow-Origin': '*' } });
    const address = `${files.url}xray-lab.js`;
    writeFileSync(
      join(page, 'index.html'),
      `<!doctype html><title>Host</title><script type="module">import * as core from '${address}'; window.core = core;</script>
       <xray-lab id="one" backend="cpu"></xray-lab><xray-lab id="two" backend="webgl2"></xray-lab>`,
    );
    host = await startStaticServer({ root: page, headers: {} });
  });
  afterAll(async () => {
    await files.close();
    await host.close();
  });

  it.each(['cpu', 'webgl2'] as const)('processes a file on %s, in workers of its own', async (backend) => {
    const { page, context, problems } = await newWatchedPage(browser);
    const workers: string[] = [];
    page.on('worker', (worker) => workers.push(worker.url()));
    await page.goto(host.url);
    await expectOpencvResult(await processIn(page, backend), backend);
    expect(workers.length).toBeGreaterThan(0);
    for (const worker of workers) expect(worker.startsWith('blob:')).toBe(true);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('runs two elements on one page, each with its own engine and results', async () => {
    const { page, context, problems } = await newWatchedPage(browser);
    await page.goto(host.url);
    const found = await page.evaluate(async (bytes) => {
      await customElements.whenDefined('xray-lab');
      const labs = [...document.querySelectorAll('xray-lab')];
      const file = (name: string): File => new File([new Uint8Array(bytes)], name, { type: 'image/png' });
      await Promise.all(labs.map((lab, index) => lab.process([file(`a${index}.png`), file(`b${index}.png`)])));
      const before = labs.map((lab) => ({ backend: lab.backendInUse, results: lab.results.length }));
      labs[0].reset();
      const after = labs.map((lab) => lab.results.length);
      const zip = await labs[1].exportZip();
      return { before, after, zip: zip.size };
    }, source);
    expect(found.before).toEqual([
      { backend: 'cpu', results: 2 },
      { backend: 'webgl2', results: 2 },
    ]);
    expect(found.after).toEqual([0, 2]);
    expect(found.zip).toBeGreaterThan(1000);
    expect(problems).toEqual([]);
    await context.close();
  });
});

describe('installed as a package', () => {
  let consumer: string;

  beforeAll(() => {
    consumer = join(folder, 'consumer');
    const installed = join(consumer, 'node_modules', 'xray-lab');
    mkdirSync(installed, { recursive: true });
    cpSync(built(), join(installed, 'dist'), { recursive: true });
    cpSync(`${ROOT}package.json`, join(installed, 'package.json'));
    for (const name of [...Object.keys(packageJson.dependencies), 'typescript']) {
      symlinkSync(`${ROOT}node_modules/${name}`, join(consumer, 'node_modules', name), 'junction');
    }
  });

  it('is bundled by Vite, workers included', async () => {
    writeFileSync(join(consumer, 'package.json'), '{ "type": "module" }');
    writeFileSync(
      join(consumer, 'index.html'),
      '<!doctype html><title>App</title><script type="module" src="app.js"></script>',
    );
    writeFileSync(join(consumer, 'app.js'), `import * as core from 'xray-lab/core';\nwindow.core = core;`);
    await build({ root: consumer, configFile: false, logLevel: 'error' });
    const server = await startStaticServer({ root: join(consumer, 'dist'), headers: {} });
    const { page, context, problems } = await newWatchedPage(browser);
    const workers: string[] = [];
    page.on('worker', (worker) => workers.push(worker.url()));
    await page.goto(server.url);
    await expectOpencvResult(await processIn(page, 'cpu'), 'cpu');
    expect(workers.length).toBeGreaterThan(0);
    for (const worker of workers) expect(worker.startsWith(server.url)).toBe(true);
    expect(problems).toEqual([]);
    await context.close();
    await server.close();
  });

  it.each(['bundler', 'nodenext'])('has types for every entry (moduleResolution %s)', (moduleResolution) => {
    writeFileSync(
      join(consumer, 'app.ts'),
      `import { XrayLab, processFile } from 'xray-lab';
import { createEngine, type RasterImage, type StageId } from 'xray-lab/core';
import { XrayLab as Class } from 'xray-lab/element';
import { encodePng } from 'xray-lab/cdn';
const lab: XrayLab | null = document.querySelector('xray-lab');
const stages: Promise<Record<StageId, RasterImage>> = processFile(new Blob([])).then((result) => result.stages);
// @ts-expect-error the types are there, not any
const wrong: number = createEngine({ backend: 'cpu' });
export { lab, stages, wrong, Class, encodePng };
`,
    );
    const compilerOptions = {
      target: 'ES2020',
      lib: ['ES2020', 'DOM', 'DOM.Iterable'],
      module: moduleResolution === 'nodenext' ? 'NodeNext' : 'ESNext',
      moduleResolution,
      strict: true,
      noEmit: true,
      types: [],
    };
    writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['app.ts'] }));
    let output = '';
    try {
      execFileSync(process.execPath, [`${ROOT}node_modules/typescript/bin/tsc`, '-p', consumer], { encoding: 'utf8' });
    } catch (error) {
      output = String((error as { stdout: unknown }).stdout);
    }
    expect(output).toBe('');
  });
});
