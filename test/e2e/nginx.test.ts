import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findNginx } from '../../scripts/find-nginx.mjs';
import { SITE_HEADERS, startStaticServer } from '../../scripts/static-server.mjs';
import { sharedBrowser } from './support/browser.ts';
import { LabPage } from './support/lab-page.ts';
import { PATIENCE_MS } from './support/patience.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { built, ROOT } from './support/site.ts';

const nginx = findNginx();
const config = readFileSync(`${ROOT}deploy/nginx.conf`, 'utf8');

/** nginx with the configuration as it is, but for the place of the files and the port. */
async function startNginx(folder: string): Promise<{ server: ChildProcess; url: string; said: () => string }> {
  // nginx cannot choose a port and tell it; one that was free a moment ago may be somebody else's by now.
  for (let attempt = 0; attempt < 5; attempt++) {
    const free = await startStaticServer({ root: ROOT, host: '127.0.0.1' });
    await free.close();
    const url = `http://127.0.0.1:${free.port}/`;
    const mine = config
      .replace(/\/tmp\/nginx/g, join(folder, 'nginx'))
      .replace('/usr/share/nginx/html', built('site'))
      .replace('listen 8080', `listen ${free.port}`);
    writeFileSync(join(folder, 'nginx.conf'), mine);
    const user = process.getuid?.() === 0 ? 'user root;' : '';
    const server = spawn(nginx ?? '', ['-c', join(folder, 'nginx.conf'), '-e', 'stderr', '-g', `daemon off; ${user}`]);
    let said = '';
    server.stderr.on('data', (text: Buffer) => (said += text.toString()));
    const ended = new Promise<'ended'>((resolve) => server.once('exit', () => resolve('ended')));
    const answers = vi.waitFor(
      async () => {
        const response = await fetch(url).catch(() => null);
        if (server.exitCode !== null) return 'ended';
        const isIt = response?.status === 200 && response.headers.get('server') === 'nginx';
        if (!isIt) throw new Error(`nginx does not answer: ${said}`);
        return 'up';
      },
      { timeout: PATIENCE_MS, interval: 100 },
    );
    if ((await Promise.race([answers, ended])) === 'up') return { server, url, said: () => said };
    if (!said.includes('Address already in use')) throw new Error(`nginx ended: ${said}`);
  }
  throw new Error('No port was free for nginx.');
}

describe.skipIf(nginx === null)('deploy/nginx.conf in a real nginx', () => {
  let folder: string;
  let server: ChildProcess;
  let url: string;
  let said: () => string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xray-lab-nginx-'));
    ({ server, url, said } = await startNginx(folder));
  });
  afterAll(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    if (server.exitCode === null && server.kill('SIGTERM')) await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  /** What is first needed: smaller ones are not packed. */
  const asset = (): string => {
    const [name] = readdirSync(built('site/assets')).filter((file) => /^index-.*\.js$/.test(file));
    return `assets/${name}`;
  };

  it.each(Object.entries(SITE_HEADERS))('sends %s with every answer', async (name, value) => {
    for (const path of ['', 'sw.js', 'samples/chest.png', asset(), 'nothing/here']) {
      expect((await fetch(url + path)).headers.get(name), path).toBe(value);
    }
  });

  it('has browsers ask again for what may change, and keep what may not', async () => {
    for (const path of ['', 'index.html', 'sw.js', 'manifest.webmanifest', 'samples/hand.png']) {
      expect((await fetch(url + path)).headers.get('cache-control'), path).toBe('no-cache');
    }
    const whole = await fetch(url + asset());
    const part = await fetch(url + asset(), { headers: { Range: 'bytes=0-9' } });
    const same = await fetch(url + asset(), { headers: { 'If-None-Match': whole.headers.get('etag') ?? '' } });
    expect([whole.status, part.status, same.status]).toEqual([200, 206, 304]);
    for (const { headers } of [whole, part, same]) {
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
  });

  it('has nobody keep that a file is missing', async () => {
    // Met by who loads the page while it is replaced.
    for (const path of ['assets/missing.js', 'assets/', 'nothing/here']) {
      const missing = await fetch(url + path);
      expect([missing.status >= 400, missing.headers.get('cache-control')], path).toEqual([true, 'no-cache']);
    }
  });

  it('has nobody keep that a part is missing, and sends each header once', async () => {
    // A part that begins later may be missing, which nginx learns too late: it is asked for again.
    for (const [range, status, caching] of [
      ['bytes=0-', 206, 'public, max-age=31536000, immutable'],
      ['bytes=5-9', 206, 'no-cache'],
      ['bytes=999999999-', 416, 'no-cache'],
      ['bytes=-0', 416, 'no-cache'],
      ['bytes=0-99999999999999999999', 416, 'no-cache'],
    ] as const) {
      const part = await fetch(url + asset(), { headers: { Range: range } });
      expect([part.status, part.headers.get('cache-control')], range).toEqual([status, caching]);
      for (const [name, value] of Object.entries(SITE_HEADERS)) expect(part.headers.get(name), range).toBe(value);
    }
    const changed = await fetch(url + asset(), { headers: { 'If-Match': '"another"' } });
    expect([changed.status, changed.headers.get('cache-control')]).toEqual([412, 'no-cache']);
  });

  it('leads on by the address that visitors see, whatever stands before it', async () => {
    for (const name of ['samples', 'assets']) {
      const { status, headers } = await fetch(url + name, { redirect: 'manual' });
      const there = [status, headers.get('location'), headers.get('cache-control')];
      expect(there).toEqual([301, `/${name}/`, 'no-cache']);
    }
  });

  it('writes of no visitor, whatever goes wrong', async () => {
    for (const path of ['nothing/here', 'assets/', '%00', 'a/../../../b']) await fetch(url + path);
    await fetch(url, { method: 'POST', body: 'x' });
    await fetch(url + asset(), { headers: { Range: 'bytes=999999999-' } });
    expect(said()).not.toMatch(/client|127\.0\.0\.1|nothing/);
  });

  it.each([
    ['', 'text/html; charset=utf-8'],
    ['sw.js', 'application/javascript; charset=utf-8'],
    ['manifest.webmanifest', 'application/manifest+json'],
    ['favicon.svg', 'image/svg+xml'],
    ['samples/chest.png', 'image/png'],
  ])('says what “%s” is', async (path, type) => {
    const said = (await fetch(url + path)).headers
      .get('content-type')
      ?.replace('text/javascript', 'application/javascript');
    expect(said).toBe(type);
  });

  it('packs text, tells nothing of itself, answers only to reading', async () => {
    const script = await fetch(url + asset(), { headers: { 'Accept-Encoding': 'gzip' } });
    expect(script.headers.get('content-encoding')).toBe('gzip');
    expect(script.headers.get('server')).toBe('nginx');
    expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(403);
    expect((await fetch(`${url}nothing/here`)).status).toBe(404);
  });

  it('serves a page that works', async () => {
    const lab = await LabPage.open(await sharedBrowser(), url);
    await lab.choose(pngFile('chest.png', radiograph(80, 60, 1)));
    await lab.waitForResults(1);
    expect(lab.problems).toEqual([]);
    await lab.close();
  });
});

it('the image runs nginx without rights, with that configuration', () => {
  const [, run] = readFileSync(`${ROOT}Dockerfile`, 'utf8').split(/^FROM nginx.*$/m);
  expect(run).toContain('COPY deploy/nginx.conf /etc/nginx/nginx.conf');
  expect(run).toContain('/build/dist/site /usr/share/nginx/html');
  expect(run).toMatch(/^USER nginx$/m);
  expect(run).toMatch(/^EXPOSE 8080$/m);
  // nginx listens on IPv4 only; a container's localhost may be IPv6 first.
  expect(run).toMatch(/^HEALTHCHECK .* http:\/\/127\.0\.0\.1:8080\/ /m);
  expect(config).not.toMatch(/^\s*user\s/m);
  expect(config).toMatch(/listen 8080;/);
});

it('docs/hosting.md names the same headers for every host', () => {
  const recipes = readFileSync(`${ROOT}docs/hosting.md`, 'utf8').split('\n### ');
  expect(recipes).toHaveLength(5);
  for (const recipe of recipes) {
    for (const [name, value] of Object.entries(SITE_HEADERS)) {
      expect(recipe, `${recipe.slice(0, 20)}: ${name}`).toContain(name);
      expect(recipe, `${recipe.slice(0, 20)}: ${name}`).toContain(value);
    }
    for (const caching of ['no-cache', 'public, max-age=31536000, immutable']) {
      expect(recipe, `${recipe.slice(0, 20)}: ${caching}`).toContain(caching);
    }
  }
});
