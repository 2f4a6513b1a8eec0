import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { encodePngBytes } from '../../../src/export/png-encoder.ts';
import { chooseCompression, type Compression } from '../../../src/export/png-filter.ts';
import type { RasterImage } from '../../../src/image/raster-image.ts';
import { drawing, filledRaster, flat, noisyGradient } from './rasters.ts';

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

const compressions: Compression[] = [
  { filter: 'none', level: 6 },
  { filter: 'sub', level: 1 },
  { filter: 'up', level: 1 },
];

describe('PNG encoder', () => {
  it('decodes to exactly the image, for any size, channels and depth', () => {
    fc.assert(
      fc.property(shapes, ({ width, height, channels, bitDepth, seed, most }) => {
        const image = filledRaster(width, height, channels, bitDepth, seed, most);
        expectSamePixels(encodePngBytes(image), image);
      }),
      { numRuns: 150 },
    );
  });

  it.each(compressions)('decodes to exactly the image with filter $filter', (compression) => {
    for (const [channels, bitDepth] of [
      [1, 8],
      [3, 8],
      [1, 16],
      [3, 16],
    ] as const) {
      const image = filledRaster(37, 23, channels, bitDepth, 5, 65535);
      expectSamePixels(encodePngBytes(image, compression), image);
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

describe('choice of filter and level', () => {
  it('takes Up or Sub at level 1 for a radiograph, no filter at level 6 for edges and flat fields', () => {
    expect(chooseCompression(noisyGradient(512, 512))).toMatchObject({ level: 1 });
    expect(chooseCompression(drawing(512, 512))).toEqual({ filter: 'none', level: 6 });
    expect(chooseCompression(flat(512, 512))).toEqual({ filter: 'none', level: 6 });
  });

  it('follows the direction in which neighbours are alike', () => {
    const width = 128;
    const columns = Uint8Array.from({ length: width * width }, (_, i) => ((i % width) * 97) & 0xff);
    const rows = Uint8Array.from({ length: width * width }, (_, i) => (Math.floor(i / width) * 97) & 0xff);
    const raster = (data: Uint8Array): RasterImage => ({ width, height: width, channels: 1, bitDepth: 8, data });
    expect(chooseCompression(raster(columns)).filter).toBe('up');
    expect(chooseCompression(raster(rows)).filter).toBe('sub');
  });

  it('keeps files small: no larger than the least of the others by more than a tenth', () => {
    for (const image of [noisyGradient(400, 400), drawing(400, 400), flat(400, 400)]) {
      const chosen = encodePngBytes(image).length;
      const least = Math.min(...compressions.map((c) => encodePngBytes(image, c).length));
      expect(chosen).toBeLessThanOrEqual(least * 1.1);
    }
  });
});
