import { expect, it } from 'vitest';
import type { XrayLab } from '../../src/components/xray-lab.ts';
import { LabPage } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { servePage } from './support/served-page.ts';

const served = servePage();

it('the address sets parameters, follows them, and is not harmed by garbage', async () => {
  const lab = await LabPage.open(served.browser, `${served.url}?backend=cpu#blur-size=9&canny-low=oops&%E0%A4%A`);
  const { page } = lab;
  const parameters = (): Promise<unknown> =>
    page.locator('xray-lab').evaluate(({ blurSize, cannyLow, cannyL2 }: XrayLab) => [blurSize, cannyLow, cannyL2]);
  expect(await parameters()).toEqual([9, 100, false]);
  await lab.choose(pngFile('chest.png', radiograph(100, 80, 1)));
  await lab.waitForResults(1);
  await page.getByLabel('L2 gradient norm').check();
  expect(new URL(page.url()).hash).toBe('#blur-size=9&canny-l2=true');
  expect(new URL(page.url()).search).toBe('?backend=cpu');
  await page.evaluate(() => (location.hash = '#canny-low=50'));
  await expect.poll(parameters).toEqual([5, 50, false]);
  await lab.button('Reset parameters').click();
  expect(new URL(page.url()).hash).toBe('');
  expect(lab.problems).toEqual([]);
  await lab.close();
});
