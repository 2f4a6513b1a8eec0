import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { gunzipSync } from 'node:zlib';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStaticServer } from '../../../scripts/static-server.mjs';

let folder: string;
let server: Awaited<ReturnType<typeof startStaticServer>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xray-lab-server-'));
  mkdirSync(join(folder, 'site', 'sub'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'site-other.txt'), 'secret');
  writeFileSync(join(folder, 'site', 'index.html'), '<p>page</p>');
  writeFileSync(join(folder, 'site', 'sub', 'a b.js'), 'export {};');
  server = await startStaticServer({ root: join(folder, 'site'), base: '/base/' });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks for exactly `path`: `fetch` would resolve the dots by itself. */
function get(path: string, method = 'GET'): Promise<{ status?: number; type?: string; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: 'localhost', port: server.port, path, method }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode, type: response.headers['content-type'], body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('the static server', () => {
  it('serves files below its base, a folder by its index.html', async () => {
    expect(await get('/base/')).toEqual({ status: 200, type: 'text/html; charset=utf-8', body: '<p>page</p>' });
    expect(await get('/base/sub/a%20b.js?x=1')).toMatchObject({ status: 200, type: 'text/javascript; charset=utf-8' });
    expect(await get('/base/', 'HEAD')).toMatchObject({ status: 200, body: '' });
  });

  it.each([
    '/',
    '/base/missing.js',
    '/base/sub',
    '/base/../secret.txt',
    '/base/..%2fsecret.txt',
    '/base/%2e%2e/secret.txt',
    '/base/..%2fsite-other.txt',
    '/base/%00',
    '/base/%ff',
    '//base/',
  ])('has nothing at %s', async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, body: '' });
  });

  it.each([
    ['gzip, deflate, br', true],
    ['br;q=1, gzip;q=0.5', true],
    ['br, GZIP', true],
    ['gzip;q=0', false],
    ['gzip;q=0.0, br', false],
    ['xgzip', false],
    ['br', false],
  ])('compresses scripts, pages and styles for those who take it: %s', async (accepted, zipped) => {
    const path = '/base/sub/a%20b.js';
    const [headers, body] = await new Promise<[IncomingHttpHeaders, Buffer]>((resolve, reject) => {
      request({ host: 'localhost', port: server.port, path, headers: { 'Accept-Encoding': accepted } }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => resolve([response.headers, Buffer.concat(pieces)]));
      })
        .on('error', reject)
        .end();
    });
    expect(headers).toMatchObject({ vary: 'Accept-Encoding' });
    expect(headers['content-encoding']).toBe(zipped ? 'gzip' : undefined);
    expect((zipped ? gunzipSync(body) : body).toString()).toBe('export {};');
  });

  it('takes nothing but GET and HEAD', async () => {
    expect(await get('/base/', 'POST')).toMatchObject({ status: 405 });
  });

  it('rejects when its port is taken', async () => {
    await expect(startStaticServer({ root: folder, port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
