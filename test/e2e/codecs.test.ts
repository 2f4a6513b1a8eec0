import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { build as bundleByEsbuild } from 'esbuild';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { codedDicom, codestreamFixture } from '../support/codestream-fixtures.ts';
import { launchBrowser, newWatchedPage, sharedBrowser } from './support/browser.ts';
import { installedPackage, publishedBytes, type Consumer } from './support/consumer.ts';
import { LabPage } from './support/lab-page.ts';
import { built, type StaticServer } from './support/site.ts';

/** Bytes after gzip. They change by an edit here, not by the way. */
const BUDGETS = { charls: 47_000, openjpeg: 87_000 };

const FILES = ['JPEG-LS, 12 bits', 'JPEG 2000, 12 bits', 'HTJ2K, colours'].map(codestreamFixture);
const [jpegLs, jpeg2000] = FILES;

let browser: Browser;
let folder: string;
let consumer: Consumer;
const servers: StaticServer[] = [];

beforeAll(async () => {
  // As strict as can be: nothing that the page loads may make a program of text, whatever its policy says.
  browser = await launchBrowser({ webgl: false, flags: ['--js-flags=--disallow-code-generation-from-strings'] });
  folder = mkdtempSync(join(tmpdir(), 'xray-lab-codecs-'));
  consumer = installedPackage();
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(async () => {
  await browser.close();
  consumer.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** A folder with what lies beside the single file, but for some. */
function singleFile(without?: string): string {
  const root = mkdtempSync(join(folder, 'cdn-'));
  for (const name of readdirSync(built('cdn'))) {
    if (/\.(js|wasm)$/.test(name) && name !== without) cpSync(built(`cdn/${name}`), join(root, name));
  }
  return root;
}

async function serve(
  root: string,
  headers: Record<string, string> = {},
  onRequest?: (url: string) => void,
): Promise<StaticServer> {
  const server = await startStaticServer({ root, headers, onRequest });
  servers.push(server);
  return server;
}

/** A page's script: decodes files as stored values, and prints what came of each, or its error. */
const program = (from: string, files = FILES): string => `
  import { decodeFile } from '${from}';
  const violations = [];
  addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));
  const outcomes = [];
  for (const base64 of ${JSON.stringify(files.map((file) => Buffer.from(codedDicom(file)).toString('base64')))}) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    outcomes.push(await decodeFile(new File([bytes], 'a.dcm'), { depth: 'stored' }).then(
      ({ image }) => [...image.data],
      ({ code, reason, values, message }) => ({ code, reason, values, message }),
    ));
  }
  console.log('outcomes ' + JSON.stringify({ outcomes, violations }));`;

interface Seen {
  readonly outcomes: unknown[];
  readonly violations: string[];
  readonly workers: string[];
}

/** What a page prints that is opened. Nothing is evaluated in it. */
async function visit(address: string): Promise<Seen> {
  const { page, context } = await newWatchedPage(browser);
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(new URL(worker.url()).protocol));
  const printed = page.waitForEvent('console', (message) => message.text().startsWith('outcomes '));
  await page.goto(address);
  const text = (await printed).text();
  await context.close();
  return { ...(JSON.parse(text.slice('outcomes '.length)) as Pick<Seen, 'outcomes' | 'violations'>), workers };
}

/** A page of its own origin with the single file from another. */
async function host(cdn: string, policy: (origin: string) => string, files = FILES): Promise<Seen> {
  const from = await serve(cdn, { 'Access-Control-Allow-Origin': '*' });
  const root = mkdtempSync(join(folder, 'host-'));
  writeFileSync(join(root, 'app.js'), program(`${from.url}xray-lab.js`, files));
  writeFileSync(
    join(root, 'index.html'),
    '<!doctype html><title>Host</title><script type="module" src="app.js"></script>',
  );
  const page = await serve(root, { 'Content-Security-Policy': policy(from.url) });
  return visit(page.url);
}

const decoded = FILES.map(({ picture }) => picture.values);
const STRICT = (cdn: string): string =>
  `default-src 'none'; script-src 'self' ${cdn} 'wasm-unsafe-eval'; worker-src blob:; connect-src ${cdn}`;

describe('beside the single file', () => {
  it('codecs work in workers under a strict policy', async () => {
    const seen = await host(singleFile(), STRICT);
    expect(seen).toEqual({ outcomes: decoded, violations: [], workers: ['blob:'] });
  });

  it('codecs work on the page’s thread where workers are refused', async () => {
    const seen = await host(singleFile(), (cdn) => STRICT(cdn).replace('worker-src blob:', "worker-src 'none'"));
    expect(seen).toMatchObject({ outcomes: decoded, workers: [] });
  });

  it.each([
    ['the file is missing', 'xray-lab-openjpeg.wasm', STRICT, { part: 'xray-lab-openjpeg.wasm' }, 'is not beside'],
    [
      'the policy refuses to fetch it',
      undefined,
      (cdn: string) => STRICT(cdn).replace(/connect-src .*/, "connect-src 'self'"),
      { part: 'xray-lab-openjpeg.wasm', policy: 'connect-src' },
      'policy refuses it (connect-src)',
    ],
    [
      'the policy refuses WebAssembly',
      undefined,
      (cdn: string) => STRICT(cdn).replace("'wasm-unsafe-eval'", ''),
      { policy: "'wasm-unsafe-eval'" },
      "policy refuses (script-src without 'wasm-unsafe-eval')",
    ],
  ])('where %s, the error says so', async (_, without, policy, values, words) => {
    const { outcomes } = await host(singleFile(without), policy, [jpeg2000]);
    expect(outcomes).toEqual([
      {
        code: 'unsupported-type',
        reason: 'codec-unavailable',
        values: { subject: 'JPEG 2000 Lossless', file: 'a.dcm', ...values },
        message: expect.stringContaining(words) as string,
      },
    ]);
  });

  it('one codec is fetched where the other one is missing', async () => {
    const { outcomes } = await host(singleFile('xray-lab-openjpeg.wasm'), STRICT, [jpegLs]);
    expect(outcomes).toEqual([jpegLs.picture.values]);
  });

  it.each(Object.entries(BUDGETS))('%s is at most %d bytes after gzip', (name, budget) => {
    const wasm = publishedBytes(consumer, `dist/cdn/xray-lab-${name}.wasm`);
    expect(gzipSync(wasm, { level: 9 }).length).toBeLessThanOrEqual(budget);
    expect(publishedBytes(consumer, `dist/codecs/${name}.wasm`)).toEqual(wasm);
  });
});

describe('in the package', () => {
  const POLICY =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'";

  it('codecs are found by a bundler, and fetched when a file needs them', async () => {
    consumer.write({
      'index.html': '<!doctype html><title>App</title><script type="module" src="app.js"></script>',
      'app.js': program('xray-lab/core', [jpegLs]),
    });
    await build({
      root: consumer.folder,
      configFile: false,
      logLevel: 'error',
      build: { modulePreload: { polyfill: false } },
    });
    const requested: string[] = [];
    const site = await serve(join(consumer.folder, 'dist'), { 'Content-Security-Policy': POLICY }, (url) =>
      requested.push(url),
    );
    const seen = await visit(site.url);
    expect(seen).toEqual({ outcomes: [jpegLs.picture.values], violations: [], workers: ['http:'] });
    expect(requested.filter((url) => url.endsWith('.wasm'))).toEqual([expect.stringContaining('charls')]);
  });

  it('codecs are read from the package in Node', () => {
    const printed = consumer.node(program('xray-lab/core').replace('addEventListener(', '((..._) => 0)('));
    expect(JSON.parse(printed.slice('outcomes '.length))).toEqual({ outcomes: decoded, violations: [] });
  });

  it('a bundle without the files says which one it lacks', async () => {
    const root = mkdtempSync(join(folder, 'esbuild-'));
    writeFileSync(join(consumer.folder, 'plain.js'), program('xray-lab/core', [jpegLs]));
    await bundleByEsbuild({
      absWorkingDir: consumer.folder,
      entryPoints: ['plain.js'],
      outdir: root,
      bundle: true,
      format: 'esm',
      logLevel: 'error',
    });
    writeFileSync(
      join(root, 'index.html'),
      '<!doctype html><title>App</title><script type="module" src="plain.js"></script>',
    );
    const { outcomes } = await visit((await serve(root)).url);
    expect(outcomes).toEqual([
      expect.objectContaining({
        reason: 'codec-unavailable',
        values: expect.objectContaining({ part: 'charls.wasm' }) as object,
      }),
    ]);
  });
});

it('on the page, after one visit, codecs are there without a network', async () => {
  const site = await startStaticServer({ root: built('site') });
  const lab = await LabPage.open(await sharedBrowser(), site.url);
  await lab.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => lab.page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  await site.close();
  await lab.page.context().setOffline(true);
  await lab.page.reload();
  await lab.button('Choose X-ray Image').waitFor();
  await lab.choose({ name: 'a.dcm', mimeType: 'application/dicom', buffer: Buffer.from(codedDicom(jpeg2000)) });
  await lab.waitForResults(1);
  expect(lab.problems).toEqual([]);
  await lab.close();
});
