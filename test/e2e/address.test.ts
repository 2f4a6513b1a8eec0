import { expect, it } from 'vitest';
import type { XrayLab } from '../../src/components/lab/xray-lab.ts';
import { LabPage } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { servePage } from './support/served-page.ts';

const served = servePage();

it('the address sets parameters, follows them, and is not harmed by garbage', async () => {
  const lab = await LabPage.open(served.browser, `${served.url}?backend=cpu#blur-size=9&canny-low=oops&%E0%A4%A`);
  const { page } = lab;
  const parameters = (): Promise<unknown> =>
    page.locator('xray-lab').evaluate(({ blurSize, cannyLow, cannyL2 }: XrayLab) => [blurSize, cannyLow, cannyL2]);
  const hash = (): string => new URL(page.url()).hash;
  expect(await parameters()).toEqual([9, 100, false]);
  await lab.choose(pngFile('chest.png', radiograph(100, 80, 1)));
  await lab.waitForResults(1);
  await page.getByLabel('L2 gradient norm').check();
  await expect.poll(hash).toBe('#blur-size=9&canny-l2=true');
  expect(new URL(page.url()).search).toBe('?backend=cpu');
  await page.evaluate(() => (location.hash = '#canny-low=50'));
  await expect.poll(parameters).toEqual([5, 50, false]);
  // What the reader has set there is taken back at once.
  await lab.button('Undo').click();
  expect(await parameters()).toEqual([9, 100, true]);
  await expect.poll(hash).toBe('#blur-size=9&canny-l2=true');
  await lab.button('Reset parameters').click();
  await expect.poll(hash).toBe('');
  expect(lab.problems).toEqual([]);
  await lab.close();
});

it('the address has the last of many changes, and those made just before the page is left', async () => {
  const lab = await LabPage.open(served.browser, `${served.url}?backend=cpu`);
  const { page } = lab;
  await lab.choose(pngFile('chest.png', radiograph(100, 80, 1)));
  await lab.waitForResults(1);
  // More than a browser lets a page write in so short a time.
  const { writes, hash } = await page.evaluate(() => {
    let count = 0;
    const { replaceState } = history;
    history.replaceState = (...state: Parameters<History['replaceState']>) => {
      count++;
      replaceState.apply(history, state);
    };
    const controls = document.querySelector('xray-lab')?.shadowRoot?.querySelector('xray-parameter-controls');
    const sigma = controls?.shadowRoot?.querySelector<HTMLInputElement>('#blur-sigma');
    if (!sigma) throw new Error('There is no slider.');
    for (let i = 0; i <= 400; i++) {
      sigma.value = String((i % 90) / 10 + 1);
      sigma.dispatchEvent(new Event('input', { bubbles: true }));
    }
    sigma.value = '7.5';
    sigma.dispatchEvent(new Event('input', { bubbles: true }));
    dispatchEvent(new PageTransitionEvent('pagehide'));
    return { writes: count, hash: location.hash };
  });
  expect(writes).toBe(1);
  // As it is at that moment, before any timer.
  expect(hash).toBe('#blur-sigma=7.5');
  expect(lab.problems).toEqual([]);
  await lab.close();
});
