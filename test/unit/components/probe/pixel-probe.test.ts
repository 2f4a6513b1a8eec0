import { expect, it } from 'vitest';
import { PixelProbe } from '../../../../src/components/probe/pixel-probe.ts';
import type { StageSource } from '../../../../src/session/processing/stage-source.ts';
import type { RasterImage } from '../../../../src/image/raster-image.ts';
import { DEFAULT_PARAMS } from '../../../../src/pipeline/params.ts';

const VERSIONS = { original: 1, grayscale: 1, enhanced: 1, blurred: 1, edges: 1 };

function imageOf(value: number): RasterImage {
  return { width: 1, height: 1, channels: 1, bitDepth: 8, data: new Uint8Array([value]) };
}

/** An image whose stages come when they are let. */
function heldSource(): { source: StageSource; give: (value: number) => void } {
  const waiting: ((image: RasterImage) => void)[] = [];
  const source: StageSource = {
    paint: () => Promise.resolve(true),
    histogram: () => Promise.resolve(null),
    values: () => null,
    sample: () => Promise.resolve(null),
    found: () => Promise.resolve(null),
    read: () => new Promise<RasterImage>((resolve) => waiting.push(resolve)),
  };
  return { source, give: (value) => waiting.splice(0).forEach((resolve) => resolve(imageOf(value))) };
}

it('reads another image that comes while one is read, and tells when it is there', async () => {
  let told = 0;
  const probe = new PixelProbe(() => told++);
  const valueOf = (): readonly number[] | null => probe.at({ x: 0, y: 0 }, DEFAULT_PARAMS.canny).stages.grayscale;
  const [first, second] = [heldSource(), heldSource()];
  for (const { source } of [first, second]) {
    probe.follow(source, VERSIONS);
    expect(valueOf()).toBe(null);
  }
  first.give(1);
  second.give(2);
  await new Promise((resolve) => setTimeout(resolve));
  // Nobody asks again before.
  expect(told).toBeGreaterThan(0);
  expect(valueOf()).toEqual([2]);
});
