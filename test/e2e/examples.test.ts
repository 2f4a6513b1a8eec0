import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startStaticServer } from '../../scripts/static-server.mjs';
import { newWatchedPage, sharedBrowser } from './support/browser.ts';
import { copyExample, installedPackage, type Consumer } from './support/consumer.ts';
import { expectOpencvStages, ORIGINAL_PARAMS } from './support/expect-opencv-stages.ts';
import { LabPage } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { openArchive } from './support/results-archive.ts';
import { built, ROOT, type StaticServer } from './support/site.ts';
import { loadOpenCv, oracleChain } from '../support/opencv.ts';

/** An example's own settings; the compiler's own declarations, of which most of its work would be, are its makers' to check. */
const CHECKED = 'tsconfig.checked.json';

const image = radiograph(90, 70, 1);
const file = pngFile('wrist.png', image);

let browser: Browser;
let consumer: Consumer;
let server: StaticServer | undefined;

beforeAll(async () => {
  browser = await sharedBrowser();
  consumer = installedPackage([
    '@sveltejs/vite-plugin-svelte',
    '@types/react',
    '@types/react-dom',
    '@vitejs/plugin-vue',
    'react',
    'react-dom',
    'svelte',
    'typescript',
    'vite',
    'vue',
  ]);
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(async () => {
  consumer.remove();
});

/** Serves an example that needs no build, with the single file beside it. */
async function servePlain(name: string): Promise<string> {
  const folder = copyExample(consumer, name);
  cpSync(built('cdn/xray-lab.js'), join(folder, 'xray-lab.js'));
  server = await startStaticServer({ root: folder, headers: {} });
  return server.url;
}

/** Builds an example as its own project does, and serves it. */
async function serveBuilt(name: string): Promise<string> {
  const folder = copyExample(consumer, name);
  await build({ root: folder, logLevel: 'error' });
  server = await startStaticServer({ root: join(folder, 'dist'), headers: {} });
  return server.url;
}

describe.each([
  { name: 'react', checker: ['typescript/bin/tsc', '-p', CHECKED] },
  { name: 'vue', checker: ['vue-tsc/bin/vue-tsc.js', '-p', CHECKED] },
  {
    name: 'svelte',
    checker: ['svelte-check/bin/svelte-check', '--tsconfig', `./${CHECKED}`, '--output', 'machine'],
  },
])('in $name', ({ name, checker: [checker, ...args] }) => {
  it('takes an upload, sends events, and follows properties and attributes', async () => {
    const address = await serveBuilt(name);
    const lab = await LabPage.blank(browser);
    await lab.visit(address);
    const element = lab.page.locator('xray-lab');
    expect(
      await element.evaluate((it) => [it.getAttribute('canny-low'), (it as { blurSize?: number }).blurSize]),
    ).toEqual(['50', 7]);

    await lab.choose(file);
    await lab.waitForResults(1);
    const last = lab.page.locator('output', { hasText: 'wrist' });
    await last.waitFor();
    expect(await last.textContent()).toBe('wrist.png, blur 7, Canny 50–200');

    await lab.page.getByLabel('Blur', { exact: true }).first().fill('9');
    await lab.page.locator('output', { hasText: 'blur 9' }).waitFor();
    await lab.waitForResults(1);
    await lab.page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(() => lab.state()).toEqual({ results: 0, busy: false });
    expect(lab.problems).toEqual([]);
    await lab.close();
  });

  it('is typed: what the example does is right, what it must not do is wrong', () => {
    const folder = copyExample(consumer, name);
    consumer.write({
      [`${name}/${CHECKED}`]: JSON.stringify({
        extends: './tsconfig.json',
        compilerOptions: { skipDefaultLibCheck: true },
      }),
      [`${name}/src/wrong.ts`]: `import type { XrayLabProps } from 'xray-lab/${name}';
const right: XrayLabProps = { blurSize: 3, 'canny-low': 10, theme: 'dark', manual: true };
// @ts-expect-error a number
const size: XrayLabProps = { blurSize: 'large' };
// @ts-expect-error no such engine
const engine: XrayLabProps = { backend: 'webgpu' };
export { right, size, engine };
`,
    });
    let output = '';
    try {
      execFileSync(process.execPath, [`${ROOT}node_modules/${checker}`, ...args], { cwd: folder, encoding: 'utf8' });
    } catch (error) {
      output = String((error as { stdout: unknown }).stdout);
    }
    expect(output).toBe('');
  });
});

it('on a plain page: attributes from markup, properties from before the element was defined', async () => {
  const lab = await LabPage.blank(browser);
  await lab.visit(await servePlain('plain'));
  await lab.choose(file);
  await lab.waitForResults(1);
  expect(await lab.page.locator('#last').textContent()).toBe('wrist.png, blur 7, Canny 50–150');
  expect(lab.problems).toEqual([]);
  await lab.close();
});

it('in a site’s own colours: custom properties, parts and slots', async () => {
  const lab = await LabPage.blank(browser);
  await lab.visit(await servePlain('themed'));
  expect(await lab.page.getByText('Films of the course').isVisible()).toBe(true);
  await lab.choose(file);
  await lab.waitForResults(1);
  expect(await lab.page.getByRole('link', { name: 'Help' }).isVisible()).toBe(true);
  expect(await lab.page.getByText('Questions: ask').isVisible()).toBe(true);
  const looks = await lab.page.locator('xray-lab').evaluate((element) => {
    const style = (start: Element, selector: string): CSSStyleDeclaration | null => {
      const found = start.shadowRoot?.querySelector(selector);
      return found ? getComputedStyle(found) : null;
    };
    const sheet = element.shadowRoot?.querySelector('xray-stage-sheet');
    const figure = sheet?.shadowRoot?.querySelector('xray-stage-figure');
    return {
      ground: getComputedStyle(element).backgroundColor,
      font: getComputedStyle(element).fontFamily,
      toolbar: style(element, '.toolbar')?.borderBottomColor,
      corner: style(element, '.toolbar button')?.borderTopLeftRadius,
      frame: figure && style(figure, '[part~="stage-frame"]')?.borderTopWidth,
      title: figure && style(figure, '[part~="stage-title"]')?.fontVariantCaps,
    };
  });
  expect(looks).toEqual({
    ground: 'rgb(244, 239, 230)',
    font: 'Georgia, serif',
    toolbar: 'rgb(216, 204, 184)',
    corner: '0px',
    frame: '4px',
    title: 'small-caps',
  });
  expect(lab.problems).toEqual([]);
  await lab.close();
});

it('in a form: the ZIP arrives with the other fields', async () => {
  const pages = await servePlain('form');
  let arrived: (form: FormData) => void;
  const form = new Promise<FormData>((resolve) => (arrived = resolve));
  const inbox = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      response.end('Thank you');
      if (request.method !== 'POST') return;
      const headers = { 'Content-Type': request.headers['content-type'] ?? '' };
      void new Response(Buffer.concat(parts), { headers }).formData().then(arrived);
    });
  });
  await new Promise<void>((resolve) => inbox.listen(0, 'localhost', resolve));
  const address = inbox.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  const lab = await LabPage.blank(browser);
  await lab.visit(pages);
  await lab.page.locator('form').evaluate((it: HTMLFormElement, to) => (it.action = to), `http://localhost:${port}/`);
  await lab.page.getByLabel('Name').fill('Ada');
  await lab.button('Hand in').click();
  const message = await lab.page
    .locator('xray-lab')
    .evaluate((it) => (it as { validationMessage?: string }).validationMessage);
  expect(message).toBe('Choose an X-ray image.');

  await lab.choose(file);
  await lab.waitForResults(1);
  await lab.page.waitForFunction(() => document.querySelector('form')?.checkValidity());
  await lab.button('Hand in').click();
  const fields = await form;
  expect(fields.get('student')).toBe('Ada');
  const zip = fields.get('results');
  if (!(zip instanceof File)) throw new Error('There is no file in the form.');
  await expectOpencvStages(await openArchive(new Uint8Array(await zip.arrayBuffer())), 'wrist', image);
  await lab.close();
  inbox.close();
});

it('core in a worker of the page’s own', async () => {
  const address = await serveBuilt('own-worker');
  const { page, context, problems } = await newWatchedPage(browser);
  await page.goto(address);
  await page.locator('input[type=file]').setInputFiles(file);
  const { edges } = oracleChain(await loadOpenCv(), image, ORIGINAL_PARAMS);
  const count = Array.from<number>(edges.data).filter((value) => value > 0).length;
  await page.getByText(`90 × 70, ${count} edge pixels, on cpu`).waitFor();
  expect(count).toBeGreaterThan(50);
  expect(problems).toEqual([]);
  await context.close();
});
