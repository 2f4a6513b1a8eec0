import { describe, expect, it } from 'vitest';
import { isMeasured, PixelProbe, type PixelValues } from '../../../../src/components/probe/pixel-probe.ts';
import type { StageSource } from '../../../../src/session/processing/stage-source.ts';
import type { RasterImage } from '../../../../src/image/raster-image.ts';
import type { SampleValues } from '../../../../src/image/sample-values.ts';
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
    size: { width: 1, height: 1 },
    values: () => null,
    sampleCounts: () => Promise.resolve(null),
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

/** An image of one film, whose samples come when they are let. */
function filmSource(values: SampleValues | null): {
  source: StageSource;
  asked: string[];
  give: (sample: number | null) => void;
} {
  const waiting: ((sample: number | null) => void)[] = [];
  const asked: string[] = [];
  const source: StageSource = {
    ...heldSource().source,
    values: () => values,
    sample: (x, y) => {
      asked.push(`${x}, ${y}`);
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
  return { source, asked, give: (sample) => waiting.shift()?.(sample) };
}

const film: SampleValues = {
  bitsStored: 12,
  bias: 2048,
  slope: 2,
  intercept: -24,
  unit: 'HU',
  inverted: true,
  presets: [],
  frames: 1,
  frame: 0,
};
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('what is stored at a pixel', () => {
  it('is told as the file has it, signed, with what it stands for', async () => {
    const { source, give } = filmSource(film);
    const probe = new PixelProbe(() => undefined);
    probe.follow(source, VERSIONS);
    const at = (): PixelValues => probe.at({ x: 3, y: 4 }, DEFAULT_PARAMS.canny);
    expect(at()).toMatchObject({ stored: null, modality: null });
    give(2000);
    await settled();
    expect(at()).toMatchObject({ stored: -48, modality: -120 });
  });

  it('is that of a table, where the file has one', async () => {
    const { source, give } = filmSource({ ...film, modality: { first: 0, entries: Uint16Array.of(7, 9), bits: 8 } });
    const probe = new PixelProbe(() => undefined);
    probe.follow(source, VERSIONS);
    probe.at({ x: 0, y: 0 }, DEFAULT_PARAMS.canny);
    give(2049);
    await settled();
    expect(probe.at({ x: 0, y: 0 }, DEFAULT_PARAMS.canny)).toMatchObject({ stored: 1, modality: 9 });
  });

  it('is asked for one pixel at a time, the newest next, and is never another pixel’s', async () => {
    let told = 0;
    const { source, asked, give } = filmSource(film);
    const probe = new PixelProbe(() => told++);
    probe.follow(source, VERSIONS);
    const stored = (x: number): number | null => probe.at({ x, y: 0 }, DEFAULT_PARAMS.canny).stored;
    for (const x of [0, 1, 2, 3]) expect(stored(x)).toBe(null);
    expect(asked).toEqual(['0, 0']);
    give(2048);
    await settled();
    expect([told, stored(3)]).toEqual([1, null]);
    expect(asked).toEqual(['0, 0', '3, 0']);
    give(2051);
    await settled();
    expect(stored(3)).toBe(3);
    probe.release();
    expect(stored(3)).toBe(null);
  });

  it('is not told of another image that came meanwhile, nor asked again and again where it is gone', async () => {
    let told = 0;
    const [first, second] = [filmSource(film), filmSource(film)];
    const probe = new PixelProbe(() => told++);
    const stored = (): number | null => probe.at({ x: 0, y: 0 }, DEFAULT_PARAMS.canny).stored;
    probe.follow(first.source, VERSIONS);
    stored();
    probe.follow(second.source, VERSIONS);
    expect(stored()).toBe(null);
    first.give(1);
    await settled();
    expect([told, stored()]).toEqual([0, null]);
    second.give(null);
    await settled();
    expect([told, second.asked.length]).toEqual([0, 1]);
  });

  it('is not told of pictures of 8 bits, nor of colours; a value only where it says more', async () => {
    for (const values of [null, { ...film, bitsStored: 8 }]) {
      const { source, asked } = filmSource(values);
      const probe = new PixelProbe(() => undefined);
      probe.follow(source, VERSIONS);
      expect(probe.at({ x: 0, y: 0 }, DEFAULT_PARAMS.canny)).toMatchObject({ stored: null, modality: null });
      expect([probe.deep, asked]).toEqual([null, []]);
    }
    const plain = { ...film, slope: 1, intercept: 0, unit: undefined };
    expect([isMeasured(film), isMeasured(plain), isMeasured({ ...plain, unit: 'HU' })]).toEqual([true, false, true]);
  });
});
