import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { XrayLab } from '../../src/components/lab/xray-lab.ts';
import { LabPage } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { servePage } from './support/served-page.ts';
import { ANY_FORMAT } from '../support/format-names.ts';

const served = servePage();
let folder: string;
let lab: LabPage;

const IMAGES = ['10.png', '2.png', 'left/1.png', 'left/deep/3.png'];

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'batch-')), 'series');
  await mkdir(join(folder, 'left', 'deep'), { recursive: true });
  const { buffer } = pngFile('any.png', radiograph(90, 60, 1));
  for (const name of IMAGES) await writeFile(join(folder, name), buffer);
  for (const name of ['.DS_Store', 'left/notes.txt']) await writeFile(join(folder, name), 'text');
});
afterEach(async () => {
  await lab.close();
});
afterAll(async () => {
  await rm(join(folder, '..'), { recursive: true });
});

const names = (): Promise<string[]> =>
  lab.page.locator('xray-lab').evaluate((element: XrayLab) => element.results.map(({ name }) => name));

it('takes a folder by the browser’s own dialog', async () => {
  lab = await LabPage.open(served.browser, `${served.url}?backend=cpu`);
  const dialog = lab.page.waitForEvent('filechooser');
  await lab.button('Choose folder').click();
  await (await dialog).setFiles(folder);
  await lab.waitForResults(IMAGES.length);
  expect(await names()).toEqual(['2.png', '10.png', '1.png', '3.png']);
  expect(await lab.reportedErrors()).toEqual([]);
  await lab.page.getByText(`2 files that are not ${ANY_FORMAT} were skipped`).waitFor();
  expect(lab.problems).toEqual([]);
});

it('takes a folder that is dropped from outside the browser', async () => {
  lab = await LabPage.open(served.browser, `${served.url}?backend=cpu`);
  const cdp = await lab.page.context().newCDPSession(lab.page);
  const box = await lab.page.locator('xray-lab').boundingBox();
  const at = { x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 40 };
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, ...at, data });
  }
  await lab.waitForResults(IMAGES.length);
  expect(await names()).toEqual(['2.png', '10.png', '1.png', '3.png']);
  await lab.page.getByText(`2 files that are not ${ANY_FORMAT} were skipped`).waitFor();
  expect(lab.problems).toEqual([]);
});

it('asks before unsaved results are left, and does not once they are saved', async () => {
  lab = await LabPage.open(served.browser, `${served.url}?backend=cpu`);
  await lab.choose(pngFile('a.png', radiograph(90, 60, 1)));
  await lab.waitForResults(1);
  const asked = lab.page.waitForEvent('dialog');
  await lab.page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  await lab.downloadZip();
  const closed = lab.page.waitForEvent('close');
  lab.page.on('dialog', (dialog) => lab.problems.push(dialog.type()));
  await lab.page.close({ runBeforeUnload: true });
  await closed;
  expect(lab.problems).toEqual([]);
});

it('copies an image to the clipboard', async () => {
  lab = await LabPage.open(served.browser, `${served.url}?backend=cpu`);
  await lab.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await lab.choose(pngFile('a.png', radiograph(90, 60, 1)));
  await lab.waitForResults(1);
  await lab.button('Copy Grayscale').click();
  await expect
    .poll(() => lab.page.locator('xray-lab').getByRole('status').first().textContent())
    .toBe('Grayscale: copied');
  const size = await lab.page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const { width, height } = await createImageBitmap(await item.getType('image/png'));
    return [width, height];
  });
  expect(size).toEqual([90, 60]);
  expect(lab.problems).toEqual([]);
});
