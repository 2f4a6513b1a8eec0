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
