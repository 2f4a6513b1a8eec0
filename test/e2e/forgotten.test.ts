import type { CDPSession, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { XrayLab } from '../../src/components/lab/xray-lab.ts';
import { countResources, measureAlive, restSooner } from './support/alive.ts';
import { LabPage } from './support/lab-page.ts';
import { servePage } from './support/served-page.ts';
import { IDLE_MS } from '../../src/worker/worker-pool.ts';

const served = servePage();
const FILES = 4;

let lab: LabPage;
let page: Page;
let cdp: CDPSession;

/** What the page knows of what it should no longer know. */
interface Remembered {
  /** By what they are, each with a weak reference to it. */
  readonly things: Map<string, WeakRef<object>>;
  /** As a page that goes on holding the element. */
  readonly element: XrayLab;
}

/** The library that the code is compiled for has none. */
declare class WeakRef<Target extends object> {
  constructor(target: Target);
  deref(): Target | undefined;
}

declare global {
  interface Window {
    remembered: Remembered;
  }
}

beforeEach(async () => {
  lab = await LabPage.blank(served.browser);
  ({ page } = lab);
  await page.addInitScript(countResources);
  await page.addInitScript(restSooner, IDLE_MS);
  cdp = await page.context().newCDPSession(page);
});
afterEach(async () => {
  expect(lab.problems).toEqual([]);
  await lab.close();
});

/** Processes files, and refers weakly to them, the PNGs that are kept of them, and the pixels of the one on show. */
async function begin(backend: 'cpu' | 'webgl2'): Promise<void> {
  await lab.visit(`${served.url}?backend=${backend}`);
  await page.evaluate(async (count) => {
    const element = document.querySelector<XrayLab>('xray-lab');
    if (!element) throw new Error('There is no element.');
    const things = new Map<string, WeakRef<object>>();
    window.remembered = { things, element };
    const files: File[] = [];
    for (let i = 0; i < count; i++) {
      const canvas = new OffscreenCanvas(60 + i, 40);
      canvas.getContext('2d')?.fillRect(3, 3, 29, 25);
      const png = await canvas.convertToBlob({ type: 'image/png' });
      files.push(new File([png], `${i}.png`, { type: 'image/png' }));
    }
    // The last to come is on show, however late the others' headers are read.
    await element.process(files.slice(1));
    await element.process(files[0]);
    // The result of what has left the show is another one when it is kept, for which its PNG waits.
    await Promise.all(element.results.map((result) => result.png('edges')));
    for (const [i, file] of files.entries()) {
      const result = element.results.find(({ name }) => name === file.name);
      if (!result) throw new Error(`There is no result of ${file.name}.`);
      things.set(`file ${i}`, new WeakRef(file));
      things.set(`result ${i}`, new WeakRef(result));
      if (i === 0) things.set('pixels 0', new WeakRef((await result.read('original')).data));
      else things.set(`png ${i}`, new WeakRef(await result.png('edges')));
    }
  }, FILES);
  // So that whatever is rendered with the last of the work has been.
  await lab.waitForResults(FILES);
  // Of a file's pixels the page holds none for the CPU engine, whose worker decodes them where it computes.
  expect(await left()).toHaveLength(3 * FILES - (backend === 'cpu' ? 1 : 0));
}

async function left(): Promise<string[]> {
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  return page.evaluate(() => [...window.remembered.things].flatMap(([name, thing]) => (thing.deref() ? [name] : [])));
}

async function removeForGood(): Promise<void> {
  await lab.button('Reset').click();
  await lab.button('Remove for good').click();
}

/** How many blobs, files among them, the page has. */
async function blobs(): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const prototype = await cdp.send('Runtime.evaluate', { expression: 'Blob.prototype' });
  const { objects } = await cdp.send('Runtime.queryObjects', { prototypeObjectId: prototype.result.objectId ?? '' });
  const { result } = await cdp.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  await cdp.send('Runtime.releaseObject', { objectId: objects.objectId ?? '' });
  // The prototype of files is one of them.
  return (result.value as number) - 1;
}

const only = (...ids: number[]): RegExp => new RegExp(` [${ids.join('')}]$`);

describe.each(['cpu', 'webgl2'] as const)('in memory (%s)', (backend) => {
  it('there is nothing of any file after a reset', async () => {
    await begin(backend);
    await removeForGood();
    await expect.poll(left).toEqual([]);
  });

  it('there is all of every file as long as a removal can be taken back, and nothing when it cannot any longer', async () => {
    await begin(backend);
    await lab.button('Reset').click();
    await lab.button('Undo').waitFor();
    expect((await left()).filter((name) => /^(file|png)/.test(name))).toHaveLength(2 * FILES - 1);
    await expect.poll(left, { timeout: 30_000 }).toEqual([]);
    expect(await lab.button('Undo').count()).toBe(0);
  });

  it('there is nothing after a reset with the viewer open, and with it closed', async () => {
    await begin(backend);
    await lab.button('Open Grayscale').click();
    await page.getByRole('application').hover();
    await expect.poll(() => page.locator('xray-viewer canvas.painted').count()).toBe(1);
    await removeForGood();
    await expect.poll(left).toEqual([]);

    await begin(backend);
    await lab.button('Open Grayscale').click();
    await page.getByRole('application').hover();
    await expect.poll(() => page.locator('xray-viewer canvas.painted').count()).toBe(1);
    await page.keyboard.press('Escape');
    await removeForGood();
    await expect.poll(left).toEqual([]);
  });

  it('there is nothing of an element that was removed, though the page holds it', async () => {
    await begin(backend);
    await page.evaluate(() => window.remembered.element.remove());
    await expect.poll(left).toEqual([]);
    const { gpu } = await measureAlive(page, cdp);
    expect(gpu.Texture).toBe(0);
  });

  it('there is nothing of a file that was removed, on show or not, seen in the viewer before', async () => {
    await begin(backend);
    await lab.button('Open Grayscale').click();
    await expect.poll(() => page.locator('xray-viewer canvas.painted').count()).toBe(1);
    await page.keyboard.press('Escape');
    await lab.button('Remove 2.png').click();
    await expect.poll(async () => (await left()).filter((name) => only(2).test(name))).toEqual([]);
    await lab.button('Remove 0.png').click();
    await lab.waitForResults(FILES - 2);
    await expect.poll(async () => (await left()).filter((name) => only(0, 2).test(name))).toEqual([]);
    expect((await left()).filter((name) => name.startsWith('file'))).toEqual(['file 1', 'file 3']);
  });

  it('there are no pixels of a file that is not on show, seen in the viewer before', async () => {
    await begin(backend);
    await lab.button('Open Grayscale').click();
    await expect.poll(() => page.locator('xray-viewer canvas.painted').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.getByTitle('3.png', { exact: true }).click();
    await lab.waitForResults(FILES);
    await expect.poll(left).not.toContain('pixels 0');
  });

  it('there is nothing of a film that was compared with and is removed, nor of what was kept as B', async () => {
    await begin(backend);
    await lab.button('Open Grayscale').click();
    await lab.button('Files, parameters and details').click();
    await page.getByLabel('Compare', { exact: true }).selectOption('side');
    await page.getByLabel('Film to compare with').selectOption({ label: '2.png' });
    const both = page.locator('xray-viewer canvas.painted');
    await expect.poll(() => both.count()).toBe(2);
    await lab.button('Remove 2.png').click();
    await expect.poll(async () => (await left()).filter((name) => only(2).test(name))).toEqual([]);
    await lab.button('More').click();
    await lab.button('Keep as B').click();
    await expect.poll(() => page.getByLabel('Film to compare with').inputValue()).toBe('kept');
    await expect.poll(() => both.count()).toBe(2);
    await expect.poll(blobs).toBeGreaterThan(5);
    await removeForGood();
    await expect.poll(left).toEqual([]);
    await expect.poll(blobs).toBe(0);
  });

  it('there are no pixels and no engine of a backend that was changed', async () => {
    await begin(backend);
    await page.evaluate(
      (other) => {
        window.remembered.element.backend = other;
      },
      backend === 'cpu' ? ('webgl2' as const) : ('cpu' as const),
    );
    await expect.poll(() => lab.backendInUse()).not.toBe(backend);
    await lab.waitForResults(FILES);
    await expect.poll(left).not.toContain('pixels 0');
    if (backend === 'webgl2') {
      await expect.poll(async () => (await measureAlive(page, cdp)).gpu.Texture).toBe(0);
    } else {
      await expect.poll(() => page.workers().length).toBe(0);
    }
  });
});
