import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { plainValues } from '../../src/image/given-samples.ts';
import type { Raster16, RasterImage } from '../../src/image/raster-image.ts';
import type { SampleValues } from '../../src/image/sample-values.ts';
import { windowTable } from '../../src/image/window-table.ts';
import type { Engine, OpenOptions } from '../../src/pipeline/engine.ts';
import { resolveParams, type DeepPartial, type PipelineParams } from '../../src/pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../../src/pipeline/standard-graph.ts';
import { expectSameImage } from '../support/expect-same-image.ts';
import { noise, radiograph, rgbNoise } from '../support/images.ts';
import { loadOpenCv, oracleChain, shownBy, type OpenCv } from '../support/opencv.ts';

type Window = PipelineParams['window'];

/** Fixed, so that a failure can be repeated. */
const SEED = 20261129;

/** Each of the 65,536 samples once, and every fourth pixel of the last row beyond: no side is a multiple of four. */
function everySample(): Raster16 {
  const [width, height] = [257, 256];
  const data = Uint16Array.from({ length: width * height }, (_, i) => i * 40503);
  return { width, height, channels: 1, bitDepth: 16, data };
}

/** A film of 12 bits in 16. */
function film(width: number, height: number): Raster16 {
  const { data } = radiograph(width, height);
  return { width, height, channels: 1, bitDepth: 16, data: Uint16Array.from(data, (v, i) => 90 + v * 15 + (i % 13)) };
}

/** Signed, rescaled, inverted and padded, with presets of the file. */
const TOLD: SampleValues = {
  bitsStored: 12,
  bias: 2048,
  slope: 0.25,
  intercept: -1024,
  unit: 'HU',
  inverted: true,
  padding: { from: -2000, to: -1900 },
  presets: [
    { kind: 'window', label: 'BONE', center: -900.5, width: 300, function: 'sigmoid' },
    { kind: 'lut', label: 'TABLE', table: { first: -1500, bits: 10, entries: Uint16Array.of(1023, 512, 7, 0, 900) } },
    { kind: 'extent', label: '', from: -1500, to: -600 },
  ],
  frames: 1,
  frame: 0,
};

const anyWindow: fc.Arbitrary<Window> = fc.record({
  source: fc.constantFrom<Window['source'][]>('auto', 'preset', 'full', 'extent', 'manual', 'manual', 'manual'),
  preset: fc.integer({ min: 0, max: 4 }),
  center: fc.oneof(fc.integer({ min: -100, max: 66_000 }), fc.double({ min: -3000, max: 66_000, noNaN: true })),
  width: fc.oneof(fc.integer({ min: 0, max: 70_000 }), fc.double({ min: 0, max: 5000, noNaN: true })),
  function: fc.constantFrom<Window['function'][]>('linear', 'linear-exact', 'sigmoid'),
  invert: fc.boolean(),
});

/** Each stage by what it is not made by at the beginning. */
const METHODS: readonly DeepPartial<PipelineParams>[] = [
  { enhance: { method: 'clahe' }, canny: { thresholds: 'auto' } },
  {
    enhance: { method: 'clahe', clipLimit: 40, tileColumns: 3, tileRows: 16 },
    blur: { method: 'median', kernelSize: 7 },
  },
  { blur: { method: 'median', kernelSize: 3 }, canny: { thresholds: 'auto', edgeShare: 0.02, apertureSize: 7 } },
  { canny: { thresholds: 'auto', edgeShare: 0.3, apertureSize: 5, l2Gradient: true } },
];

/** What every engine must make of samples: what {@link windowTable} says, which a test of its own holds against rational numbers. */
export function describeWindows(name: string, createEngine: () => Promise<Engine>): void {
  describe(`${name} engine, windows`, () => {
    let cv: OpenCv;
    let engine: Engine;

    before(async () => {
      [cv, engine] = await Promise.all([loadOpenCv(), createEngine()]);
    });
    after(() => engine.dispose());

    /** Goes through `windows` on one open image. */
    const expectWindows = async (
      image: RasterImage,
      windows: readonly DeepPartial<Window>[],
      { values }: OpenOptions = {},
      stages: readonly StageId[] = STAGE_IDS,
    ): Promise<void> => {
      const pipeline = await engine.open(image, { values });
      try {
        for (const window of windows) {
          const params = resolveParams({ window });
          await pipeline.update(params);
          const shown = shownBy(params.window, image, values);
          const expected = oracleChain(cv, shown, resolveParams());
          for (const stage of stages) {
            expectSameImage(await pipeline.read(stage), expected[stage], { image: 'samples', stage, params });
          }
        }
      } finally {
        pipeline.dispose();
      }
    };

    it('look every one of 65,536 samples up in the table', async () => {
      const image = everySample();
      const { values } = await withImage(engine, image);
      expect(values).to.deep.equal(plainValues(16, { from: 0, to: 65535 }));
      const windows = fc.sample(anyWindow, { seed: SEED, numRuns: 60 });
      await expectWindows(image, windows, {}, ['original']);
      const table = windowTable(plainValues(16, { from: 0, to: 65535 }), windows[0]);
      expect(new Set(table).size).to.be.above(0);
    });

    it('tell how often each sample is there, whatever is shown', async () => {
      const image = film(61, 47);
      const pipeline = await engine.open(image, { values: TOLD });
      const expected = new Uint32Array(65536);
      for (const sample of image.data) expected[sample]++;
      await pipeline.update({ window: { source: 'manual', center: 900, width: 30 } });
      expect(await pipeline.sampleCounts?.()).to.deep.equal(expected);
      pipeline.dispose();
      const dull = await engine.open(noise(7, 5, 1));
      await dull.update({ window: { source: 'manual', center: 100, width: 30 } });
      const counts = await dull.sampleCounts?.();
      expect([counts?.length, counts?.reduce((sum, count) => sum + count, 0)]).to.deep.equal([256, 35]);
      dull.dispose();
      const coloured = await engine.open(rgbNoise(4, 3, 1));
      expect(await coloured.sampleCounts?.()).to.equal(null);
      coloured.dispose();
    });

    it('do so by what a file says of its values', async () => {
      await expectWindows(everySample(), fc.sample(anyWindow, { seed: SEED + 1, numRuns: 40 }), { values: TOLD }, [
        'original',
        'grayscale',
      ]);
    });

    it('show a film of 12 bits from its lowest to its highest value, and by its high byte when that is asked for', async () => {
      const image = film(61, 47);
      await expectWindows(image, [{}, { source: 'full' }, { source: 'extent' }, { source: 'preset', preset: 1 }, {}]);
      const pipeline = await engine.open(image);
      await pipeline.update({ window: { source: 'full' } });
      const { data } = await pipeline.read('original');
      expect([...data]).to.deep.equal(Array.from(image.data, (sample) => sample >> 8));
      pipeline.dispose();
    });

    it('are followed by all stages, as OpenCV computes them of the picture that they show', async () => {
      const manual = { source: 'manual', center: 1800, width: 900 } as const;
      await expectWindows(film(83, 59), [
        {},
        manual,
        { ...manual, invert: true },
        { ...manual, function: 'sigmoid' },
        { invert: true },
        { source: 'full' },
      ]);
    });

    it('may be laid over 8 bits, and taken off again', async () => {
      const manual = { source: 'manual', center: 100, width: 57 } as const;
      for (const image of [noise(43, 30, 5), radiograph(64, 31), noise(5, 3, 6)]) {
        await expectWindows(image, [
          {},
          manual,
          {},
          { invert: true },
          { source: 'extent' },
          manual,
          { source: 'full' },
        ]);
        await expectWindows(image, [{ source: 'preset', preset: 1 }, manual, {}]);
      }
      await expectWindows(noise(31, 17, 7, 16), [{}, { source: 'extent' }, {}], { values: { ...TOLD, bias: 0 } });
    });

    it('leave colours alone, of 16 bits too', async () => {
      const { data, ...shape } = rgbNoise(31, 23, 8);
      const deep: Raster16 = { ...shape, bitDepth: 16, data: Uint16Array.from(data, (v, i) => (v << 8) | (i & 255)) };
      for (const image of [{ ...shape, data }, deep]) {
        await expectWindows(image, [{}, { source: 'manual', center: 3, width: 1, invert: true }]);
        const { values } = await withImage(engine, image);
        expect(values).to.equal(null);
      }
    });

    it('compute nothing where they change nothing', async () => {
      const reported = async (image: RasterImage, ...windows: DeepPartial<Window>[]): Promise<StageId[][]> => {
        const pipeline = await engine.open(image);
        const all: StageId[][] = [];
        for (const window of windows) {
          const stages: StageId[] = [];
          await pipeline.update({ window }, { onStage: (stage) => stages.push(stage) });
          all.push(stages);
        }
        pipeline.dispose();
        return all;
      };
      const computed = STAGE_IDS.slice(1);
      expect(await reported(rgbNoise(9, 9, 1), {}, { invert: true })).to.deep.equal([computed, []]);
      const gray = await reported(noise(9, 9, 1), {}, { source: 'full' }, { invert: true }, { center: 3 });
      expect(gray).to.deep.equal([computed, [], STAGE_IDS, STAGE_IDS]);
      expect(await reported(film(9, 9), {}, {}, { source: 'full' })).to.deep.equal([STAGE_IDS, [], STAGE_IDS]);
    });

    it('show the given image before any update, and whatever is asked for first', async () => {
      const image = film(40, 30);
      for (const stages of [['original'], ['edges', 'original'], ['grayscale']] as StageId[][]) {
        const pipeline = await engine.open(image);
        const expected = oracleChain(cv, shownBy(resolveParams().window, image), resolveParams());
        for (const stage of stages) {
          expectSameImage(await pipeline.read(stage), expected[stage], { image: 'film', stage });
        }
        const counts = await pipeline.histogram('original');
        expect(counts.reduce((sum, count) => sum + count)).to.equal(1200);
        pipeline.dispose();
      }
    });

    it('feed CLAHE, the median and thresholds that the image decides on', async () => {
      for (const image of [film(1, 1), film(9, 1), film(97, 71), everySample()]) {
        const pipeline = await engine.open(image);
        for (const window of [{}, ...fc.sample(anyWindow, { seed: SEED + 3, numRuns: 3 })]) {
          for (const methods of METHODS) {
            const params = resolveParams({ ...methods, window });
            await pipeline.update(params);
            const expected = oracleChain(cv, image, params);
            for (const stage of STAGE_IDS) {
              const told = { image: `samples, ${image.width} × ${image.height}`, stage, params };
              expectSameImage(await pipeline.read(stage), expected[stage], told);
            }
          }
        }
        pipeline.dispose();
      }
    });

    it('leave what is stored to be told, pixel by pixel, whatever is seen', async () => {
      const [all, gray] = [everySample(), noise(43, 30, 5)];
      const { width, height } = all;
      const told = await engine.open(all, { values: TOLD });
      const pixels = fc.sample(fc.record({ x: fc.nat(width - 1), y: fc.nat(height - 1) }), { seed: SEED, numRuns: 50 });
      for (const { x, y } of [...pixels, { x: 0, y: 0 }, { x: width - 1, y: height - 1 }]) {
        expect(await told.sample?.(x, y)).to.equal(all.data[y * width + x]);
      }
      told.dispose();
      const picture = await engine.open(gray);
      for (const window of [{}, { invert: true }, {}]) {
        await picture.update({ window });
        expect(await picture.sample?.(42, 29)).to.equal(gray.data[29 * 43 + 42]);
      }
      picture.dispose();
      const colours = await engine.open(rgbNoise(5, 4, 8));
      expect(await colours.sample?.(1, 1)).to.equal(null);
      colours.dispose();
    });

    it('may follow each other faster than they are computed', async () => {
      for (const image of [film(64, 48), noise(64, 48, 9)]) {
        const pipeline = await engine.open(image);
        const windows = fc.sample(anyWindow, { seed: SEED + 2, numRuns: 12 });
        const updates = windows.map((window) => pipeline.update({ window }).catch((error: unknown) => error));
        await Promise.all(updates);
        const last = resolveParams({ window: windows[windows.length - 1] });
        const expected = oracleChain(cv, shownBy(last.window, image), resolveParams());
        for (const stage of STAGE_IDS) {
          expectSameImage(await pipeline.read(stage), expected[stage], { image: 'the last', stage, params: last });
        }
        pipeline.dispose();
      }
    });
  });
}

async function withImage(engine: Engine, image: RasterImage): Promise<{ values: SampleValues | null | undefined }> {
  const pipeline = await engine.open(image);
  const { values } = pipeline;
  pipeline.dispose();
  return { values };
}
