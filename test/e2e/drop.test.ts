import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LabPage } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { servePage } from './support/served-page.ts';

const served = servePage();
let lab: LabPage;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xray-lab-drop-'));
});
afterEach(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

it('takes files and folders that are dropped beside the element, as the browser gives them', async () => {
  const series = join(folder, 'series');
  mkdirSync(series);
  writeFileSync(join(folder, 'one.png'), pngFile('one.png', radiograph(60, 40, 1)).buffer);
  writeFileSync(join(series, 'two.png'), pngFile('two.png', radiograph(50, 40, 1)).buffer);

  lab = await LabPage.open(served.browser, `${served.url}?backend=cpu`);
  const address = lab.page.url();
  const devTools = await lab.page.context().newCDPSession(lab.page);
  const heading = await lab.page.locator('h1').boundingBox();
  if (!heading) throw new Error('The page has no heading.');
  const drop = async (file: string): Promise<void> => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      const data = { items: [], files: [file], dragOperationsMask: 1 };
      await devTools.send('Input.dispatchDragEvent', { type, x: heading.x + 5, y: heading.y + 5, data });
    }
  };
  await drop(join(folder, 'one.png'));
  await lab.waitForResults(1);
  await drop(series);
  await lab.waitForResults(2);
  expect(lab.page.url()).toBe(address);
  expect(lab.problems).toEqual([]);
});

it('stays where the address of a link or of an image is dropped, on the element and beside it, and says what to do', async () => {
  lab = await LabPage.open(served.browser, `${served.url}?backend=cpu`);
  await lab.choose(pngFile('one.png', radiograph(60, 40, 1)));
  await lab.waitForResults(1);
  const address = lab.page.url();
  const devTools = await lab.page.context().newCDPSession(lab.page);
  const said = lab.page.getByRole('alert').getByText('That is the address of something, not a file.');
  for (const place of [lab.page.locator('h1'), lab.figure('Grayscale')]) {
    const box = await place.boundingBox();
    if (!box) throw new Error('There is nowhere to drop it.');
    const link = { mimeType: 'text/uri-list', data: `${served.url}samples/chest.png`, title: '', baseURL: '' };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      const data = { items: [link], files: [], dragOperationsMask: 5 };
      await devTools.send('Input.dispatchDragEvent', { type, x: box.x + 5, y: box.y + 5, data });
    }
    await said.waitFor();
    await lab.button('Dismiss').click();
  }
  expect([lab.page.url(), await lab.state()]).toEqual([address, { results: 1, busy: false }]);
  expect(lab.problems).toEqual([]);
});
