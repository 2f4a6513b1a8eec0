import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStaticServer } from '../../scripts/static-server.mjs';
import type { XrayLab } from '../../src/components/lab/xray-lab.ts';
import type { Backend } from '../../src/pipeline/engine.ts';
import { STAGES } from '../../src/pipeline/standard-graph.ts';
import { sharedBrowser } from './support/browser.ts';
import { installedPackage, type Consumer } from './support/consumer.ts';
import { expectOpencvStages } from './support/expect-opencv-stages.ts';
import { jpegFile } from './support/jpeg-file.ts';
import { LabPage, type ChosenFile } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { openArchive } from './support/results-archive.ts';
import { built, type StaticServer } from './support/site.ts';

/** The policies of docs/embedding.md. */
const SELF_HOSTED =
  "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; img-src 'self'; connect-src 'self'";
const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types lit-html xray-lab";

const image = radiograph(143, 97, 1);

let browser: Browser;
let photo: ChosenFile;
let consumer: Consumer;
let folder: string;
let cdn: StaticServer;

beforeAll(async () => {
  browser = await sharedBrowser();
  photo = await jpegFile(browser);
  consumer = installedPackage();
  consumer.write({
    'index.html': '<!doctype html><title>App</title><script type="module" src="app.js"></script><xray-lab></xray-lab>',
    'app.js': `import * as core from 'xray-lab';\nwindow.core = core;`,
  });
  await build({
    root: consumer.folder,
    configFile: false,
    logLevel: 'error',
    // What it adds to a page is the bundler's, not ours.
    build: { modulePreload: { polyfill: false } },
  });

  folder = mkdtempSync(join(tmpdir(), 'xray-lab-csp-'));
  mkdirSync(join(folder, 'cdn'));
  mkdirSync(join(folder, 'host'));
  cpSync(built('cdn/xray-lab.js'), join(folder, 'cdn', 'xray-lab.js'));
  cdn = await startStaticServer({ root: join(folder, 'cdn'), headers: { 'Access-Control-Allow-Origin': '*' } });
  writeFileSync(join(folder, 'host', 'app.js'), `import * as core from '${cdn.url}xray-lab.js';\nwindow.core = core;`);
  writeFileSync(
    join(folder, 'host', 'index.html'),
    '<!doctype html><title>Host</title><script type="module" src="app.js"></script><xray-lab></xray-lab>',
  );
});
afterAll(async () => {
  await cdn.close();
  consumer.remove();
  rmSync(folder, { recursive: true, force: true });
});

interface Seen {
  /** What computed the ZIP. */
  readonly backend: Backend | null;
  /** The CPU engine's own words. */
  readonly cpu: string;
  readonly workers: readonly string[];
  /** Directives that the browser reported as violated, with what was refused. */
  readonly violations: readonly string[];
}

/** What sets styles as it goes: the viewer, enlarged, with two images side by side, and a slider under a hand. */
async function useViewerAndSlider(lab: LabPage): Promise<void> {
  const { page } = lab;
  await lab.button(`Open ${STAGES.edges.title}`).click();
  const viewer = page.getByRole('region', { name: 'Viewer', exact: true });
  await viewer.waitFor();
  await viewer.getByRole('combobox', { name: 'Compare', exact: true }).selectOption('Side by side');
  await lab.button('Zoom in').click();
  await viewer.hover();
  await lab.button('Files, parameters and details').click();
  const slider = page.getByRole('slider', { name: 'Sigma', exact: true });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect
    .poll(async () => ({
      ...(await lab.state()),
      sigma: await page.locator('xray-lab').evaluate((element: XrayLab) => element.results[0].params.blur.sigma),
    }))
    .toEqual({ results: 2, busy: false, sigma: 1.1 });
  await page.keyboard.press('Escape');
}

/** Refused by every policy here. */
const ELSEWHERE = 'https://elsewhere.invalid/';

/** What the browser has reported. It does so some time later: all is there once something that comes after it is. */
async function violationsOf({ page }: LabPage): Promise<string[]> {
  const reported = (): Promise<string[]> =>
    page.evaluate(() => (window as unknown as { violations: string[] }).violations);
  await page.evaluate(
    (url) =>
      fetch(url)
        .catch(() => undefined)
        .then(() => undefined),
    ELSEWHERE,
  );
  const last = `connect-src ${ELSEWHERE}`;
  await expect.poll(reported).toContain(last);
  return (await reported()).filter((violation) => violation !== last);
}

/** Serves `root` under `policy`, takes an image to its ZIP, compares that with OpenCV, and tells what was seen. */
async function visit(root: string, policy: string, backend: Backend): Promise<Seen> {
  const server = await startStaticServer({ root, headers: { 'Content-Security-Policy': policy } });
  const lab = await LabPage.blank(browser);
  const workers: string[] = [];
  lab.page.on('worker', (worker) => workers.push(new URL(worker.url()).protocol));
  await lab.page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, { violations });
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      violations.push(`${effectiveDirective} ${blockedURI}`),
    );
  });
  await lab.visit(server.url);
  await lab.page.locator('xray-lab').evaluate((element, choice) => element.setAttribute('backend', choice), backend);
  await lab.choose(pngFile('chest.png', image), photo);
  await lab.waitForResults(2);
  const archive = await openArchive((await lab.downloadZip()).bytes);
  await expectOpencvStages(archive, 'chest', image);
  await expectOpencvStages(archive, 'photo');
  await useViewerAndSlider(lab);

  const seen = {
    backend: await lab.backendInUse(),
    cpu: await lab.page.evaluate(async () => {
      const { createEngine } = (window as unknown as { core: typeof import('../../src/core.ts') }).core;
      return (await createEngine({ backend: 'cpu' })).description;
    }),
    styled: await lab.page.locator('xray-lab').evaluate((element) => {
      const content = element.shadowRoot?.querySelector('.lab');
      return content && getComputedStyle(content).display;
    }),
    violations: await violationsOf(lab),
  };
  expect(seen.styled).toBe('flex');
  expect(lab.problems.filter((problem) => problem.startsWith('uncaught'))).toEqual([]);
  await lab.close();
  await server.close();
  return { ...seen, workers };
}

describe('the package, bundled and served by the page’s own host', () => {
  const host = (): string => join(consumer.folder, 'dist');
  const WASM = SELF_HOSTED.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");

  it.each([
    { name: 'without WebAssembly', policy: SELF_HOSTED, cpu: 'CPU' },
    { name: 'with WebAssembly', policy: WASM, cpu: 'CPU (SIMD)' },
    { name: 'with Trusted Types', policy: `${SELF_HOSTED}; ${TRUSTED_TYPES}`, cpu: 'CPU' },
  ])('$name', async ({ policy, cpu }) => {
    for (const backend of ['cpu', 'webgl2'] as const) {
      const seen = await visit(host(), policy, backend);
      expect(seen).toMatchObject({ backend, cpu, violations: [] });
      expect(new Set(seen.workers)).toEqual(new Set(['http:']));
    }
  });
});

describe('the single file from another origin', () => {
  const policy = (script: string, worker: string, more = ''): string =>
    `default-src 'none'; script-src 'self' ${cdn.url} ${script}; worker-src ${worker}${more}`;
  const host = (): string => join(folder, 'host');

  it.each([
    { name: 'without WebAssembly', script: '', more: '', cpu: 'CPU' },
    { name: 'with WebAssembly', script: "'wasm-unsafe-eval'", more: '', cpu: 'CPU (SIMD)' },
    { name: 'with Trusted Types', script: "'wasm-unsafe-eval'", more: `; ${TRUSTED_TYPES}`, cpu: 'CPU (SIMD)' },
  ])('works in workers from blob: addresses $name', async ({ script, more, cpu }) => {
    const seen = await visit(host(), policy(script, 'blob:', more), 'cpu');
    expect(seen).toMatchObject({ backend: 'cpu', cpu, violations: [] });
    expect(new Set(seen.workers)).toEqual(new Set(['blob:']));
  });

  it('works on the page’s thread where workers are refused; the refusal is met once', async () => {
    const seen = await visit(host(), policy("'wasm-unsafe-eval'", "'none'"), 'cpu');
    expect(seen).toMatchObject({ backend: 'cpu', cpu: 'CPU (SIMD)', workers: [] });
    expect(seen.violations).toEqual(['worker-src blob']);
  });

  it('works with plain kernels on the page’s thread where WebAssembly is refused too', async () => {
    const seen = await visit(host(), policy('', "'none'"), 'cpu');
    expect(seen).toMatchObject({ backend: 'cpu', cpu: 'CPU', workers: [] });
    // Once a thread, whoever wants to compile there: two CPU engines, that of the element and that of this test, the decoder
    // and the encoder.
    expect(seen.violations).toEqual(['worker-src blob', 'script-src wasm-eval']);
  });

  it('works on the page’s thread where its policy for Trusted Types is refused', async () => {
    const types = "; require-trusted-types-for 'script'; trusted-types lit-html";
    const seen = await visit(host(), policy("'wasm-unsafe-eval'", 'blob:', types), 'cpu');
    expect(seen).toMatchObject({ backend: 'cpu', workers: [] });
    expect(new Set(seen.violations)).toEqual(new Set(['trusted-types trusted-types-policy']));
  });
});
