import { constants, deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { chooseFilter, encodePngBytes } from '../../../../src/export/png/png-encoder.ts';
import { FILTER, type RowFilter } from '../../../../src/export/png/png-kernels.ts';
import type { RasterImage } from '../../../../src/image/raster-image.ts';
import { drawing, filledRaster, flat, noisyGradient, random } from '../rasters.ts';

/** The chunks' types and data, from a parser that shares no code with the encoder. */
function readChunks(png: Uint8Array): { type: string; data: Buffer }[] {
  const bytes = Buffer.from(png);
  const chunks = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    chunks.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      data: bytes.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
}

function expectSamePixels(png: Uint8Array, image: RasterImage): void {
  const decoded = decode(png, { checkCrc: true });
  const { width, height, channels, depth } = decoded;
  expect({ width, height, channels, depth }).toEqual({
    width: image.width,
    height: image.height,
    channels: image.channels,
    depth: image.bitDepth,
  });
  const wrong = decoded.data.findIndex((sample, i) => sample !== image.data[i]);
  expect(wrong, `first wrong sample at index ${wrong}`).toBe(-1);
  expect(decoded.data.length).toBe(image.data.length);
}

const shapes = fc.record({
  width: fc.integer({ min: 1, max: 70 }),
  height: fc.integer({ min: 1, max: 70 }),
  channels: fc.constantFrom(1 as const, 3 as const),
  bitDepth: fc.constantFrom(8 as const, 16 as const),
  seed: fc.integer(),
  most: fc.constantFrom(0, 1, 5, 255, 65535),
});

const filters = Object.keys(FILTER) as RowFilter[];

describe('PNG encoder', () => {
  it('decodes to exactly the image, for any size, channels and depth', () => {
    fc.assert(
      fc.property(shapes, ({ width, height, channels, bitDepth, seed, most }) => {
        const image = filledRaster(width, height, channels, bitDepth, seed, most);
        expectSamePixels(encodePngBytes(image), image);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it.each(filters)('decodes to exactly the image with filter %s', (filter) => {
    for (const [channels, bitDepth] of [
      [1, 8],
      [3, 8],
      [1, 16],
      [3, 16],
    ] as const) {
      const image = filledRaster(37, 23, channels, bitDepth, 5, 65535);
      expectSamePixels(encodePngBytes(image, filter), image);
    }
  });

  it('decodes to exactly a large image', () => {
    const image = noisyGradient(1500, 1100);
    expectSamePixels(encodePngBytes(image), image);
  });

  it('takes very wide rows', () => {
    const image = filledRaster(100_000, 3, 3, 16, 9, 65535);
    expectSamePixels(encodePngBytes(image), image);
  });

  it('encodes a view into a larger buffer', () => {
    const whole = noisyGradient(40, 40);
    const image: RasterImage = { ...whole, height: 20, data: whole.data.subarray(400, 1200) };
    expectSamePixels(encodePngBytes(image), image);
  });

  it('holds nothing but IHDR, IDAT and IEND, and says gray or RGB', () => {
    for (const [channels, colourType] of [
      [1, 0],
      [3, 2],
    ] as const) {
      const chunks = readChunks(encodePngBytes(filledRaster(9, 7, channels, 16, 1, 65535)));
      expect(new Set(chunks.map(({ type }) => type))).toEqual(new Set(['IHDR', 'IDAT', 'IEND']));
      const { data } = chunks[0];
      expect([data.readUInt32BE(0), data.readUInt32BE(4), ...data.subarray(8)]).toEqual([
        9,
        7,
        16,
        colourType,
        0,
        0,
        0,
      ]);
    }
  });

  it('writes a zlib stream of exactly the filtered rows', () => {
    const image = drawing(300, 200);
    const idat = readChunks(encodePngBytes(image)).filter(({ type }) => type === 'IDAT');
    expect(inflateSync(Buffer.concat(idat.map(({ data }) => data))).length).toBe(301 * 200);
  });
});

describe('choice of the filter', () => {
  it('follows the direction in which neighbours are alike', () => {
    const width = 128;
    const next = random(2);
    const values = Uint8Array.from({ length: width }, next);
    const columns = Uint8Array.from({ length: width * width }, (_, i) => values[i % width]);
    const rows = Uint8Array.from({ length: width * width }, (_, i) => values[Math.floor(i / width)] + (i % width));
    const raster = (data: Uint8Array): RasterImage => ({ width, height: width, channels: 1, bitDepth: 8, data });
    expect(chooseFilter(raster(columns))).toBe('up');
    expect(chooseFilter(raster(rows))).toBe('sub');
  });

  it('takes none where neighbours say nothing of each other', () => {
    const fewLevels = filledRaster(200, 200, 1, 8, 3, 2);
    expect(chooseFilter(fewLevels)).toBe('none');
  });

  it('looks at rows from top to bottom', () => {
    const { data, ...size } = noisyGradient(256, 256);
    const border = Uint8Array.from(data, (value, i) => (i < 256 * 40 || i >= 256 * 216 ? 0 : value));
    expect(chooseFilter({ ...size, data: border })).not.toBe('none');
  });

  it('keeps files small: no larger than the least of the others by more than a fiftieth', () => {
    for (const image of [noisyGradient(400, 400), drawing(400, 400), flat(400, 400)]) {
      const chosen = encodePngBytes(image).length;
      const least = Math.min(...filters.map((filter) => encodePngBytes(image, filter).length));
      expect(chosen).toBeLessThanOrEqual(least * 1.02);
    }
  });

  it('writes no more than zlib does with the strategy that OpenCV uses', () => {
    for (const image of [noisyGradient(400, 400), drawing(400, 400)]) {
      const rows = Buffer.alloc(401 * 400);
      for (let y = 0; y < 400; y++) {
        rows[y * 401] = 1;
        for (let x = 0; x < 400; x++) {
          const left = x > 0 ? image.data[y * 400 + x - 1] : 0;
          rows[y * 401 + 1 + x] = (image.data[y * 400 + x] - left) & 0xff;
        }
      }
      const like = deflateSync(rows, { level: 1, strategy: constants.Z_RLE }).length;
      expect(encodePngBytes(image).length).toBeLessThanOrEqual(like * 1.02);
    }
  });
});
