import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { XrayLab } from '../../src/components/lab/xray-lab.ts';
import type { Raster8 } from '../../src/image/raster-image.ts';
import { chunk, ihdr, pngOf } from '../support/png-maker.ts';
import { expectOpencvStages } from './support/expect-opencv-stages.ts';
import { LabPage } from './support/lab-page.ts';
import { mostMemoryDuring } from './support/memory-of-children.ts';
import { radiograph } from './support/radiograph.ts';
import { openArchive } from './support/results-archive.ts';
import { servePage } from './support/served-page.ts';

/** `XRAY_LONG=1` takes the largest image that is taken by default: 100 megapixels. */
const SIDE = process.env.XRAY_LONG ? 10_000 : 2048;
const PIXELS = SIDE * SIDE;
const GIB = 2 ** 30;
/**
 * What all processes of the browser may take together while the CPU engine works, in bytes: 3 GB for 100 megapixels. The
 * browser alone takes 0.2 GB; on more than two cores more images are saved at a time.
 */
const MOST_BYTES = Math.max(1.3e9, PIXELS * 30) + PIXELS * 5 * Math.max(0, Math.min(4, cpus().length) - 2);

const served = servePage();
let folder: string;
/** By channels: the most memory while the CPU engine worked; null where the system does not tell. */
const peaks = new Map<1 | 3, number | null>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'large-'));
  await writeFile(join(folder, 'gray.png'), png(tiled(SIDE, SIDE, 1)));
  await writeFile(join(folder, 'rgb.png'), png(tiled(SIDE, SIDE, 3)));
  await writeFile(join(folder, 'one-row-more.png'), png(tiled(SIDE, SIDE + 1, 1)));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

it.each([
  ['cpu', 1],
  ['cpu', 3],
  ['webgl2', 1],
  ['webgl2', 3],
] as const)(
  'takes an image of the largest size to its ZIP, and none that is larger (%s, channels: %i)',
  async (backend, channels) => {
    const name = channels === 1 ? 'gray' : 'rgb';
    const lab = await LabPage.open(served.browser, `${served.url}?backend=${backend}`);
    await lab.page.locator('xray-lab').evaluate(
      (element: XrayLab, limits) => {
        Object.assign(element, limits);
      },
      { maxPixels: PIXELS, maxFileSize: GIB },
    );
    const input = lab.page.locator('input[type="file"]');

    await input.setInputFiles(join(folder, 'one-row-more.png'));
    await expect.poll(() => lab.reportedErrors()).toMatchObject([{ code: 'image-too-large' }]);

    const times = [performance.now()];
    let bytes: Buffer = Buffer.alloc(0);
    const peak = await mostMemoryDuring(async () => {
      await input.setInputFiles(join(folder, `${name}.png`));
      await lab.waitForResults(1);
      times.push(performance.now());
      ({ bytes } = await lab.downloadZip());
      times.push(performance.now());
    });
    const [shown, saved] = [1, 2].map((i) => ((times[i] - times[i - 1]) / 1000).toFixed(1));
    console.log(
      `${backend}, ${PIXELS / 1e6} megapixels, ${name}: results after ${shown} s, ` +
        `ZIP of ${Math.round(bytes.length / 1e6)} MB after ${saved} s more; ` +
        `at most ${peak === null ? 'unknown' : (peak / 1e9).toFixed(2)} GB in all processes of the browser`,
    );

    expect(await lab.backendInUse()).toBe(backend);
    expect(lab.problems).toEqual([]);
    await lab.close();
    if (backend === 'cpu') peaks.set(channels, peak);
    const archive = await openArchive(bytes);
    expect(archive.names).toHaveLength(6);
    await expectOpencvStages(archive, name, tiled(SIDE, SIDE, channels));
  },
  1_200_000,
);

it.for([1, 3] as const)('needs no more memory for it than is promised (channels: %i)', (channels, context) => {
  const peak = peaks.get(channels);
  // Skipped, not passed: Linux alone tells the memory of processes.
  if (peak === null) context.skip('This system does not tell the memory of processes.');
  expect(peak).toBeLessThan(MOST_BYTES);
});

/** A radiograph repeated: as fine in detail as a small one, and made in a second. */
function tiled(width: number, height: number, channels: 1 | 3): Raster8 {
  const tile = radiograph(1000, 1000, channels);
  const rowBytes = width * channels;
  const tileBytes = tile.width * channels;
  const data = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const start = (y % tile.height) * tileBytes;
    const row = tile.data.subarray(start, start + tileBytes);
    for (let x = 0; x < rowBytes; x += tileBytes) data.set(row.subarray(0, rowBytes - x), y * rowBytes + x);
  }
  return { width, height, channels, bitDepth: 8, data };
}

function png({ width, height, channels, data }: Raster8): Uint8Array {
  const rowBytes = width * channels;
  // Each row after the number of its filter: none.
  const rows = new Uint8Array((1 + rowBytes) * height);
  for (let y = 0; y < height; y++) {
    rows.set(data.subarray(y * rowBytes, (y + 1) * rowBytes), y * (1 + rowBytes) + 1);
  }
  const header = ihdr({ width, height, colorType: channels === 1 ? 0 : 2, bitDepth: 8 });
  return pngOf(header, chunk('IDAT', deflateSync(rows, { level: 1 })), chunk('IEND'));
}
