import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { cellsOf, describing, dicomFile, nativeBytes } from '../support/dicom-maker.ts';
import { newWatchedPage, sharedBrowser } from './support/browser.ts';
import { built, type StaticServer } from './support/site.ts';

type XrayLab = import('../../src/index.ts').XrayLab;
type Core = typeof import('../../src/core.ts');

const picture = { rows: 2, columns: 3, values: [0, 51, 102, 153, 204, 255], bits: 8 };
const dicom = [...dicomFile({ elements: describing(picture), pixels: nativeBytes(cellsOf(picture)) })];
const tall = { rows: 65535, columns: 65535, values: [], bits: 8 };
const huge = [...dicomFile({ elements: describing(tall), pixels: new Uint8Array(4) })];

/** Where the single file lies, with what reads DICOM beside it or not. */
const POLICIES = {
  none: '',
  'without workers': "script-src 'unsafe-inline' http://localhost:*; worker-src 'none'",
  'with Trusted Types':
    "require-trusted-types-for 'script'; trusted-types xray-lab lit-html; worker-src blob:; script-src 'unsafe-inline' http://localhost:*",
};

let folder: string;
let browser: Browser;
let whole: StaticServer;
let alone: StaticServer;
const hosts: StaticServer[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xray-lab-'));
  browser = await sharedBrowser();
  const headers = { 'Access-Control-Allow-Origin': '*' };
  whole = await startStaticServer({ root: built('cdn'), headers });
  mkdirSync(join(folder, 'alone'));
  cpSync(built('cdn/xray-lab.js'), join(folder, 'alone/xray-lab.js'));
  alone = await startStaticServer({ root: join(folder, 'alone'), headers });
});
afterAll(async () => {
  for (const server of [whole, alone, ...hosts]) await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a page of another origin makes of a file: pixels, or an error's code and reason. */
async function decodeIn(page: Page, files: StaticServer, policy: string, bytes: number[]): Promise<unknown> {
  await openHost(page, files, policy);
  return page.evaluate(async (content) => {
    const { decodeImage } = (window as unknown as { core: Core }).core;
    const { signal } = new AbortController();
    return decodeImage(new File([new Uint8Array(content)], 'a.dcm'), { signal }).then(
      ({ data }) => [...data],
      ({ code, reason }: { code: string; reason: string }) => `${code} ${reason}`,
    );
  }, bytes);
}

async function openHost(page: Page, files: StaticServer, policy: string): Promise<void> {
  const root = mkdtempSync(join(folder, 'host-'));
  const script = `<script type="module">import * as core from '${files.url}xray-lab.js'; window.core = core;</script>`;
  writeFileSync(join(root, 'index.html'), `<!doctype html><title>Host</title>${script}`);
  const host = await startStaticServer({
    root,
    headers: policy ? { 'Content-Security-Policy': policy } : ({} as Record<string, string>),
  });
  hosts.push(host);
  await page.goto(host.url);
  await page.waitForFunction(() => 'core' in window);
}

describe('what reads DICOM, beside the single file', () => {
  it.each(Object.entries(POLICIES))('is fetched when there is such a file; policy: %s', async (_, policy) => {
    const { page, context } = await newWatchedPage(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    expect(await decodeIn(page, whole, policy, dicom)).toEqual(picture.values);
    expect(asked.some((url) => url === `${whole.url}xray-lab-dicom.js`)).toBe(true);
    await context.close();
  });

  it.each(['cpu', 'webgl2'])('is asked by the element, on %s', async (backend) => {
    const { page, context } = await newWatchedPage(browser);
    await openHost(page, whole, '');
    const shown = await page.evaluate(
      async ([content, chosen]) => {
        const lab = document.createElement('xray-lab') as XrayLab;
        lab.backend = chosen as XrayLab['backend'];
        document.body.append(lab);
        await lab.process(new File([new Uint8Array(content)], 'a.dcm'));
        const [result] = lab.results;
        return { backend: result.backend, data: [...(await result.read('original')).data] };
      },
      [dicom, backend] as const,
    );
    expect(shown).toEqual({ backend, data: picture.values });
    await context.close();
  });

  it('keeps its errors', async () => {
    const { page, context } = await newWatchedPage(browser);
    expect(await decodeIn(page, whole, '', huge)).toBe('image-too-large undefined');
    await context.close();
  });

  it('is told of where it is missing', async () => {
    const { page, context } = await newWatchedPage(browser);
    expect(await decodeIn(page, alone, '', dicom)).toBe('decode-failed part-missing');
    const said = await page.evaluate(async (content) => {
      const lab = document.createElement('xray-lab') as XrayLab;
      document.body.append(lab);
      const error = new Promise<string>((resolve) => {
        lab.addEventListener('xray-error', ({ detail }) => resolve(detail.message));
      });
      await lab.process(new File([new Uint8Array(content)], 'a.dcm')).catch(() => undefined);
      return error;
    }, dicom);
    expect(said).toContain('xray-lab could not be loaded as a whole: xray-lab-dicom.js is missing.');
    await context.close();
  });

  // Of its layouts, values, fields' names, character sets and codecs.
  it.each(['MONOCHROME', 'PALETTE', 'Rescale', 'Patient', 'gb18030', 'getDecodedBuffer'])(
    'is not in it: %s',
    (word) => {
      const of = (name: string): string => readFileSync(built(`cdn/${name}.js`), 'utf8');
      expect(of('xray-lab')).not.toContain(word);
      expect(of('xray-lab-dicom')).toContain(word);
    },
  );
});
