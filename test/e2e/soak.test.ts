import type { CDPSession, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { XrayLab } from '../../src/components/lab/xray-lab.ts';
import type { Backend } from '../../src/pipeline/engine.ts';
import { IDLE_MS } from '../../src/worker/worker-pool.ts';
import {
  countResources,
  measureAlive,
  measureAtRest,
  measureObjects,
  restSooner,
  type Alive,
} from './support/alive.ts';
import { LabPage } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { servePage } from './support/served-page.ts';

interface Day {
  readonly rounds: number;
  readonly changes: number;
}

const FILES_A_ROUND = 5;

/** `XRAY_LONG=1` is a long day: 500 images and 2000 changed parameters on either engine. In software WebGL2 takes its time. */
const DAYS: Readonly<Record<'cpu' | 'webgl2', Day>> = process.env.XRAY_LONG
  ? { cpu: { rounds: 100, changes: 2000 }, webgl2: { rounds: 100, changes: 2000 } }
  : { cpu: { rounds: 4, changes: 90 }, webgl2: { rounds: 2, changes: 30 } };

const served = servePage();

const files = Array.from({ length: FILES_A_ROUND }, (_, i) =>
  pngFile(`${i}.png`, radiograph(200 + 40 * i, 300 - 30 * i, i % 2 ? 3 : 1)),
);

/** Moves a parameter `count` times, each when the last one's images are there, and the engine's choice of stages. */
function changeParameters(page: Page, count: number): Promise<void> {
  return page.locator('xray-lab').evaluate(async (lab: XrayLab, changes) => {
    for (let i = 0; i < changes; i++) {
      const ready = new Promise((resolve) => lab.addEventListener('xray-results', resolve, { once: true }));
      if (i % 3 === 0) lab.cannyLow = 20 + ((i * 7) % 150);
      else if (i % 3 === 1) lab.blurSigma = 0.5 + (i % 40) / 10;
      else lab.blurSize = 3 + 2 * (i % 5);
      await ready;
    }
  }, count);
}

async function oneRound(lab: LabPage): Promise<void> {
  await lab.choose(...files);
  await lab.waitForResults(FILES_A_ROUND);
  await lab.button('Reset').click();
  await lab.button('Choose X-ray Image').first().waitFor();
}

interface AtRest extends Alive {
  /** Bytes of the objects that scripts hold. */
  readonly objects: number;
}

/** What is alive once the page has rested; with no image on show, textures are not kept for long either. */
async function measureEmpty(page: Page, cdp: CDPSession, backend: Backend): Promise<AtRest> {
  await expect.poll(async () => (await measureAlive(page, cdp)).gpu.Texture, { interval: 250 }).toBe(0);
  return { ...(await measureAtRest(page, cdp, backend)), objects: await measureObjects(cdp) };
}

const shown = ({ heap, objects, buffers, workers, gpu, urls }: AtRest): string =>
  `heap ${heap}, objects ${objects}, buffers ${buffers}, workers ${workers}, GPU ${JSON.stringify(gpu)}, object URLs ${urls}`;

it.each(['cpu', 'webgl2'] as const)(
  'is after a long day what it was in the morning (%s)',
  async (backend) => {
    const lab = await LabPage.blank(served.browser);
    await lab.page.addInitScript(countResources);
    await lab.page.addInitScript(restSooner, IDLE_MS);
    await lab.visit(`${served.url}?backend=${backend}`);
    const cdp = await lab.page.context().newCDPSession(lab.page);
    const work = async ({ rounds, changes }: Day): Promise<void> => {
      for (let round = 0; round < rounds; round++) await oneRound(lab);
      await lab.choose(files[0]);
      await lab.waitForResults(1);
      await changeParameters(lab.page, changes);
      await lab.button('Reset').click();
      await lab.button('Remove for good').click();
    };
    // Once, so that every program is compiled, every worker has started and every table is made.
    await work({ rounds: 2, changes: 30 });
    const before = await measureEmpty(lab.page, cdp, backend);
    await work(DAYS[backend]);
    const after = await measureEmpty(lab.page, cdp, backend);
    const { changes } = DAYS[backend];
    const images = DAYS[backend].rounds * FILES_A_ROUND;
    console.log(`${backend}, ${images} images and ${changes} changes: ${shown(before)} → ${shown(after)}`);

    expect(after.workers).toBe(before.workers);
    expect(after.urls).toBe(before.urls);
    expect(after.gpu).toEqual(before.gpu);
    expect(after.buffers - before.buffers).toBeLessThan(2 ** 20);
    // Some 30 bytes an image or change would be a leak that a day does not notice.
    expect(after.objects - before.objects).toBeLessThan(20 * 1024 + (images + changes) * 32);
    expect(lab.problems).toEqual([]);
    await lab.close();
  },
  600_000 + (DAYS.cpu.rounds * FILES_A_ROUND + DAYS.cpu.changes) * 2_000,
);
