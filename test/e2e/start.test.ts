import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { ROOT, type StaticServer } from './support/site.ts';

/** What a fresh clone has and the page is built from: what is built here is others' to read. */
const SOURCES = [
  'src',
  'scripts',
  'public',
  'index.html',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
];

let folder: string;
let started: ChildProcess | undefined;
let other: StaticServer | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xray-lab-start-'));
  for (const name of SOURCES) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(async () => {
  started?.kill();
  await other?.close();
});

/** Starts the page on `port`; what it prints, up to `until` or to its end, and its exit code once it has ended. */
function start(port: number, until: RegExp): Promise<{ output: string; code: number | null }> {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: folder,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started = child;
  return new Promise((resolve) => {
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
      if (until.test(output)) resolve({ output, code: null });
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('close', (code) => resolve({ output, code }));
  });
}

it('builds the page, serves it under its policy and prints the address', async () => {
  // Port 0: a free one.
  const { output } = await start(0, /http:\/\/localhost:\d+\//);
  const [address] = /http:\/\/localhost:\d+\//.exec(output) ?? [];
  if (!address) throw new Error(`It prints no address: ${output}`);
  const response = await fetch(address);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await response.text()).toContain('<xray-lab');
  // As it is shipped, although NODE_ENV is another one here: Workbox for developers is many times as long.
  expect(process.env.NODE_ENV).toBe('test');
  expect((await (await fetch(`${address}sw.js`)).text()).length).toBeLessThan(20_000);
});

it('says so when the port is taken', async () => {
  other = await startStaticServer({ root: ROOT });
  const { output, code } = await start(other.port, /$^/);
  expect(output).toContain(`Port ${other.port} is taken`);
  expect(code).toBe(1);
});
