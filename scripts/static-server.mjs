// @ts-check
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { createGzip } from 'node:zlib';

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** What gets smaller by compression. */
const COMPRESSIBLE = ['.html', '.js', '.css', '.json', '.map', '.txt', '.svg', '.wasm', '.webmanifest'];

/**
 * What a host of the page should send with every file: the page may load its own files and reach nothing else. The
 * policy is the one in index.html, with what only a header can say.
 */
export const SITE_HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'nonce-xray-lab'",
    "img-src 'self'",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * Serves the files of `root`, and nothing outside it.
 * @param {{ root: string; port?: number; host?: string; headers?: Record<string, string>; base?: string; docs?: string; onRequest?: (url: string) => void }} options
 *   `port` 0 (default) takes a free one; `base` is the path the files are served under, default `/`; `docs` a folder that is
 *   served below that, as `docs/`
 * @returns {Promise<{ port: number; url: string; close(): Promise<void> }>} rejects when the port is taken
 */
export function startStaticServer({
  root,
  port = 0,
  host = 'localhost',
  headers = SITE_HEADERS,
  base = '/',
  docs,
  onRequest,
}) {
  const server = createServer(async (request, response) => {
    /** @param {number} status */
    const refuse = (status) => response.writeHead(status, { ...headers, 'Content-Type': TYPES['.txt'] }).end();
    onRequest?.(request.url ?? '/');
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const below = `${base}docs/`;
    const inDocs = docs !== undefined && request.url?.startsWith(below);
    const path = inDocs ? filePath(docs, below, request.url ?? '/') : filePath(root, base, request.url ?? '/');
    const file = path === null ? null : await stat(path).catch(() => null);
    if (path === null || !file?.isFile()) return refuse(404);
    const compressible = COMPRESSIBLE.includes(extname(path));
    const zipped = compressible && takesGzip(request.headers['accept-encoding']);
    response.writeHead(200, {
      ...headers,
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
      ...(compressible ? { Vary: 'Accept-Encoding' } : {}),
      ...(zipped ? { 'Content-Encoding': 'gzip' } : { 'Content-Length': file.size }),
    });
    if (request.method === 'HEAD') return response.end();
    const content = createReadStream(path).on('error', () => response.destroy());
    if (zipped) content.pipe(createGzip()).pipe(response);
    else content.pipe(response);
  });

  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address ? address.port : port;
      resolve({
        port: bound,
        url: `http://${host}:${bound}${base}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

/** @param {string | string[] | undefined} accepted the request's header */
function takesGzip(accepted) {
  return /(?:^|,)\s*gzip\s*(?:,|;\s*q=(?!0(?:\.0*)?\s*(?:,|$))|$)/i.test([accepted ?? ''].flat().join(','));
}

/**
 * The file that `url` names, or null when it names none inside `root`.
 * @param {string} root
 * @param {string} base
 * @param {string} url
 */
function filePath(root, base, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return null;
  }
  if (!path.startsWith(base) || path.includes('\0')) return null;
  const inside = path.slice(base.length);
  const file = normalize(join(root, inside.endsWith('/') || inside === '' ? `${inside}index.html` : inside));
  return file.startsWith(normalize(root + sep)) ? file : null;
}
