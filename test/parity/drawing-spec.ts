import { expect } from '@open-wc/testing';
import type { Raster16, Raster8, RasterImage } from '../../src/image/raster-image.ts';
import type { Engine, ImagePipeline } from '../../src/pipeline/engine.ts';
import { STAGE_IDS } from '../../src/pipeline/standard-graph.ts';
import { linesOf, opaque, pictureOf, pixelsOf } from '../support/canvas-pixels.ts';
import { expectSameImage } from '../support/expect-same-image.ts';
import { noise, paint, radiograph, rgbNoise } from '../support/images.ts';
import { PICTURE_SIZES } from './parity-cases.ts';
import { afterTurns, outcome } from './turns.ts';

/** What every engine must show on a canvas, which a browser has: the bytes that it reads, in any size. */
export function describeDrawing(name: string, createEngine: () => Promise<Engine>): void {
  describe(`${name} engine, drawing`, () => {
    let engine: Engine;

    before(async () => {
      engine = await createEngine();
    });
    after(() => engine.dispose());

    /** Opens the image, hands it to `body` and frees it, whatever happens. */
    const withImage = async (image: RasterImage, body: (pipeline: ImagePipeline) => Promise<void>): Promise<void> => {
      const pipeline = await engine.open(image);
      try {
        await body(pipeline);
      } finally {
        pipeline.dispose();
      }
    };

    it('shows exactly the bytes of each stage at the image’s own size', async () => {
      const [width, height] = [33, 29];
      const data = Uint16Array.from(noise(width, height, 19).data, (value) => 16 * value + 7);
      const film: Raster16 = { width, height, channels: 1, bitDepth: 16, data };
      for (const image of [rgbNoise(43, 30, 20), noise(30, 43, 21), film]) {
        await withImage(image, async (pipeline) => {
          const canvas = document.createElement('canvas');
          for (const stage of STAGE_IDS) {
            await pipeline.draw(stage, canvas);
            const expected = opaque(await pipeline.read(stage));
            expectSameImage(pixelsOf(canvas), expected, { image: 'canvas', stage });
          }
        });
      }
    });

    it('shows an image smaller and larger than it is', async () => {
      const image = paint(64, 48, (x) => (x < 32 ? 0 : 255));
      await withImage(image, async (pipeline) => {
        const canvas = document.createElement('canvas');
        for (const [width, height] of [
          [16, 12],
          [20, 30],
          [64, 10],
          [128, 96],
          [1, 1],
        ]) {
          await pipeline.draw('grayscale', canvas, { width, height });
          expect([canvas.width, canvas.height]).to.deep.equal([width, height]);
          const { data } = pixelsOf(canvas);
          if (width === 1) continue;
          expect([data[0], data[data.length - 1]], `${width} × ${height}`).to.deep.equal([0, 255]);
        }
      });
    });

    it('averages what a smaller pixel covers', async () => {
      const image = noise(64, 64, 22);
      await withImage(image, async (pipeline) => {
        const canvas = document.createElement('canvas');
        await pipeline.draw('original', canvas, { width: 16, height: 16 });
        const { data } = pixelsOf(canvas);
        let worst = 0;
        for (let y = 0; y < 16; y++) {
          for (let x = 0; x < 16; x++) {
            let sum = 0;
            for (let i = 0; i < 16; i++) sum += image.data[(4 * y + (i >> 2)) * 64 + 4 * x + (i & 3)];
            worst = Math.max(worst, Math.abs(sum / 16 - data[3 * (16 * y + x)]));
          }
        }
        expect(worst, 'distance from the mean').to.be.below(2);
      });
    });

    it('shows a part of the picture as it is in the whole', async () => {
      await withImage(rgbNoise(61, 47, 24), async (pipeline) => {
        const whole = document.createElement('canvas');
        const canvas = document.createElement('canvas');
        for (const size of [
          { width: 61, height: 47 },
          { width: 30, height: 20 },
          { width: 122, height: 94 },
        ]) {
          for (const stage of ['original', 'blurred'] as const) {
            await pipeline.draw(stage, whole, size);
            const part = { x: 7, y: 5, width: 19, height: 13 };
            await pipeline.draw(stage, canvas, { ...size, part });
            const expected = whole.getContext('2d')?.getImageData(7, 5, 19, 13).data ?? [];
            const shown = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
            expect([canvas.width, canvas.height]).to.deep.equal([19, 13]);
            expect(shown.findIndex((value, i) => value !== expected[i])).to.equal(-1);
          }
        }
        const outside = { part: { x: 50, y: 0, width: 12, height: 1 } };
        const error: unknown = await pipeline.draw('original', canvas, outside).catch((e: unknown) => e);
        expect(error).to.be.instanceOf(RangeError);
      });
    });

    for (const image of [rgbNoise(61, 47, 26), noise(61, 47, 27)]) {
      it(`shows ${image.channels === 3 ? 'colours' : 'gray'} in any size as the rule says`, async () => {
        await withImage(image, async (pipeline) => {
          const canvas = document.createElement('canvas');
          for (const [width, height] of PICTURE_SIZES) {
            for (const stage of ['original', 'blurred'] as const) {
              await pipeline.draw(stage, canvas, { width, height });
              const expected = pictureOf(await pipeline.read(stage), width, height);
              expectSameImage(pixelsOf(canvas), expected, { image: `noise on ${width} × ${height}`, stage });
            }
          }
        });
      });
    }

    it('keeps lines white and as thin as they are in smaller pictures', async () => {
      await withImage(noise(161, 147, 32), async (pipeline) => {
        await pipeline.update({ canny: { lowThreshold: 40, highThreshold: 400 } });
        const edges = await pipeline.read('edges');
        const canvas = document.createElement('canvas');
        const part = { x: 0, y: 0 };
        for (const [width, height] of [
          [160, 146],
          [81, 73],
          [64, 147],
          [161, 20],
          [33, 1],
          [7, 5],
          [1, 1],
        ]) {
          await pipeline.draw('edges', canvas, { width, height });
          const expected = linesOf(edges, width, height);
          expectSameImage(pixelsOf(canvas), expected, { image: `lines on ${width} × ${height}`, stage: 'edges' });
          const below = { ...part, y: height >> 1, width, height: height - (height >> 1) };
          await pipeline.draw('edges', canvas, { width, height, part: below });
          const rest: Raster8 = { ...expected, height: below.height, data: expected.data.slice(3 * width * below.y) };
          expectSameImage(pixelsOf(canvas), rest, { image: `part of lines on ${width} × ${height}`, stage: 'edges' });
        }
        await pipeline.draw('edges', canvas, { width: 322, height: 441 });
        expectSameImage(pixelsOf(canvas), pictureOf(edges, 322, 441), { image: 'enlarged', stage: 'edges' });
      });
    });

    it('shows long images, and images that are enlarged much, to their ends', async () => {
      for (const { image, width, height } of [
        { image: noise(50_000, 10, 28), width: 50_000, height: 10 },
        { image: noise(10, 50_000, 29), width: 10, height: 50_000 },
        { image: noise(10_000, 12, 30), width: 220_000, height: 264 },
      ]) {
        await withImage(image, async (pipeline) => {
          const canvas = document.createElement('canvas');
          const size = { width: Math.min(60, width), height: Math.min(60, height) };
          const part = { x: width - size.width, y: height - size.height, ...size };
          for (const stage of ['original', 'grayscale'] as const) {
            await pipeline.draw(stage, canvas, { width, height, part });
            const expected = pictureOf(image, width, height, part);
            expectSameImage(pixelsOf(canvas), expected, { image: `end of ${width} × ${height}`, stage });
          }
        });
      }
    });

    it('serves a canvas for bitmaps too, and says which it cannot draw on', async () => {
      const image = rgbNoise(31, 17, 31);
      await withImage(image, async (pipeline) => {
        const canvas = document.createElement('canvas');
        canvas.getContext('bitmaprenderer');
        await pipeline.draw('original', canvas);
        expectSameImage(pixelsOf(canvas), image, { image: 'canvas for bitmaps', stage: 'original' });
        const other = document.createElement('canvas');
        if (!other.getContext('webgl2')) return;
        const error: unknown = await pipeline.draw('original', other).catch((e: unknown) => e);
        expect(error).to.be.instanceOf(TypeError);
        expect((error as TypeError).message).to.contain('"2d" or "bitmaprenderer"');
      });
    });

    it('refuses a canvas without pixels', async () => {
      await withImage(noise(8, 8, 23), async (pipeline) => {
        const canvas = document.createElement('canvas');
        const error: unknown = await pipeline
          .draw('original', canvas, { width: 0, height: 5 })
          .catch((e: unknown) => e);
        expect(error).to.be.instanceOf(RangeError);
        expect((error as RangeError).message).to.contain('0 × 5');
      });
    });

    it('and all that is pending is rejected in the same way, at whatever moment after an update it is disposed of', async () => {
      const image = radiograph(60, 50);
      for (let turns = 0; turns < 12; turns++) {
        const pipeline = await engine.open(image);
        const update = pipeline.update();
        const pending = [
          pipeline.read('edges'),
          pipeline.histogram('blurred'),
          pipeline.draw('enhanced', document.createElement('canvas')),
        ].map(outcome);
        await update;
        if (turns > 0) await afterTurns(turns);
        pipeline.dispose();
        for (const ended of await Promise.all(pending)) {
          expect(ended, `${turns} turns after the update`).to.be.oneOf(['AbortError', 'done']);
        }
      }
    });
  });
}
