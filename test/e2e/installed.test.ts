import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { runNpm } from '../../scripts/run-npm.mjs';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { newWatchedPage, sharedBrowser } from './support/browser.ts';
import { pack } from './support/consumer.ts';
import { expectFound, processIn } from './support/process-in-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';

/**
 * The published file, installed by npm itself in a project of its own. The other tests unpack it beside the repository's
 * packages, which needs no registry; here npm decides what comes with it.
 */
let folder: string;
let tarball: string;
let unreachable: string | null = null;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xray-lab-installed-'));
  tarball = pack(folder);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  const { status, stdout, stderr } = runNpm(
    [
      'install',
      tarball,
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--fetch-retries=1',
      '--fetch-retry-mintimeout=1000',
      '--fetch-retry-maxtimeout=2000',
      '--fetch-timeout=30000',
    ],
    { cwd: folder, stdio: 'pipe' },
  );
  // Only that nobody answers is no fault of the package's.
  const noAnswer =
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|E(CONNECTION|IDLE|RESPONSE|TRANSFER)TIMEOUT)\b/.exec(
      stderr,
    );
  if (status !== 0 && !noAnswer) throw new Error(`npm install failed: ${stdout}${stderr}`);
  unreachable = status === 0 ? null : (noAnswer?.[0] ?? null);
  browser = await sharedBrowser();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
});
beforeEach((context) => {
  if (unreachable === null) return;
  console.warn(`Skipped, because the package registry does not answer (${unreachable}).`);
  context.skip();
});

const inNode = (script: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' });

it('npm puts it there with what it depends on, in the versions it names', () => {
  const installed = (name: string): { version: string } =>
    JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as { version: string };
  expect(installed('xray-lab').version).toBe(packageJson.version);
  for (const [name, version] of Object.entries(packageJson.dependencies)) {
    expect([name, installed(name).version]).toEqual([name, version]);
  }
  // All of it side by side: no package has another copy of one of them inside.
  const everywhere = readdirSync(join(folder, 'node_modules'), { recursive: true, encoding: 'utf8' });
  expect(everywhere.filter((path) => /node_modules[\\/]lit[\\/]package\.json$/.test(path))).toEqual([]);
});

it('can be imported in Node', () => {
  const script = `import { XrayLab, STAGE_IDS } from 'xray-lab';
    import { createEngine, processFile } from 'xray-lab/core';
    console.log(typeof XrayLab, STAGE_IDS.length, typeof createEngine, typeof processFile);`;
  expect(inNode(script).trim()).toBe('function 5 function function');
});

it('is a command in a shell', () => {
  writeFileSync(join(folder, 'hand.png'), pngFile('hand.png', radiograph(40, 30, 1)).buffer);
  const bin = join(folder, 'node_modules', '.bin', process.platform === 'win32' ? 'xray-lab.cmd' : 'xray-lab');
  const shell = process.platform === 'win32';
  execFileSync(bin, ['-o', 'out', 'hand.png'], { cwd: folder, stdio: 'pipe', shell });
  expect(readdirSync(join(folder, 'out'))).toHaveLength(6);
});

it('is one by npx, of the file alone, in an empty folder', () => {
  const empty = mkdtempSync(join(tmpdir(), 'xray-lab-npx-'));
  try {
    writeFileSync(join(empty, 'hand.png'), pngFile('hand.png', radiograph(40, 30, 1)).buffer);
    const package_ = `--package=${tarball}`;
    const { status, stderr } = runNpm(
      ['exec', '--yes', '--prefer-offline', package_, '--', 'xray-lab', '--zip', '-o', 'out', 'hand.png'],
      { cwd: empty, stdio: 'pipe' },
    );
    expect(status, stderr).toBe(0);
    expect(readdirSync(join(empty, 'out'))).toEqual(['hand_results.zip']);
  } finally {
    rmSync(empty, { recursive: true, force: true });
  }
});

it('is built by Vite into a page that computes what OpenCV does', async () => {
  const app = `import * as core from 'xray-lab';\nwindow.core = core;`;
  writeFileSync(join(folder, 'app.js'), app);
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>App</title><script type="module" src="app.js"></script><xray-lab></xray-lab>',
  );
  await build({ root: folder, configFile: false, logLevel: 'error' });
  const server = await startStaticServer({ root: join(folder, 'dist'), headers: {} });
  const { page, context, problems } = await newWatchedPage(browser);
  await page.goto(server.url);
  const image = radiograph(150, 110, 3);
  const file = [...pngFile('any.png', image).buffer];
  for (const backend of ['cpu', 'webgl2'] as const) {
    await expectFound(await processIn(page, backend, file), backend, image);
  }
  await page.getByRole('button', { name: 'Choose X-ray Image', exact: true }).waitFor();
  expect(problems).toEqual([]);
  await context.close();
  await server.close();
});
