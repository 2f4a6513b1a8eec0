import type { Page } from 'playwright-core';
import type { Raster8 } from '../../../src/image/raster-image.ts';
import { expectStages } from './expect-opencv-stages.ts';

/** What a page found out, in a form that survives the trip from the browser. */
export interface Found {
  readonly backend: string;
  readonly stages: Record<string, { width: number; height: number; channels: 1 | 3; data: number[] }>;
}

type Core = typeof import('../../../src/core.ts');

/** Runs processFile on a file's bytes in a page whose script left core's exports at `window.core`. */
export async function processIn(page: Page, backend: 'cpu' | 'webgl2', file: readonly number[]): Promise<Found> {
  await page.waitForFunction(() => 'core' in window);
  return page.evaluate(
    async ([engine, bytes]) => {
      const { processFile } = (window as unknown as { core: Core }).core;
      const result = await processFile(new Blob([new Uint8Array(bytes)]), { backend: engine });
      const stages: Found['stages'] = {};
      for (const [id, { width, height, channels, data }] of Object.entries(result.stages)) {
        stages[id] = { width, height, channels, data: [...data] };
      }
      return { backend: result.backend, stages };
    },
    [backend, [...file]] as const,
  );
}

/** Fails unless `found` is what OpenCV computes of `image`, by `backend`. */
export async function expectFound(found: Found, backend: string, image: Raster8): Promise<void> {
  if (found.backend !== backend) throw new Error(`Computed on ${found.backend}, not on ${backend}.`);
  await expectStages(
    (id) => ({ ...found.stages[id], bitDepth: 8, data: Uint8Array.from(found.stages[id].data) }),
    image,
  );
}
