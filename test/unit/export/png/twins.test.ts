import { crc32 } from 'node:zlib';
import { createHash } from 'node:crypto';
import { decode } from 'fast-png';
import { beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../../src/image/row-source.ts';
import type { RasterImage } from '../../../../src/image/raster-image.ts';
import { PlainKernels } from '../../../../src/export/png/plain-kernels.ts';
import { chooseFilter, encodePngBytes, encodePngPaced } from '../../../../src/export/png/png-encoder.ts';
import { FILTER, type PngKernels, type RowFilter } from '../../../../src/export/png/png-kernels.ts';
import { createWasmKernels } from '../../../../src/export/png/wasm-kernels.ts';
import { Pacer } from '../../../../src/worker/pacer.ts';
import { drawing, filledRaster, flat, noisyGradient } from '../rasters.ts';

const plain = new PlainKernels();
let wasm: PngKernels;

beforeAll(async () => {
  const kernels = await createWasmKernels();
  if (!kernels) throw new Error('There is no WebAssembly with SIMD.');
  wasm = kernels;
});

function expectTwins(image: RasterImage, name: string): void {
  const filter = chooseFilter(image, plain);
  expect(chooseFilter(image, wasm), name).toBe(filter);
  const files = [plain, wasm].map((kernels) => Buffer.from(encodePngBytes(image, filter, kernels)));
  expect(files[0].equals(files[1]), name).toBe(true);
}

const filters = Object.keys(FILTER) as RowFilter[];
const kinds = [
  [1, 8],
  [3, 8],
  [1, 16],
  [3, 16],
] as const;

describe('kernels in WebAssembly write the same file as those in TypeScript', () => {
  it.each(kinds)('of %d channels with %d bits, of every size from 1 to 70', (channels, bitDepth) => {
    for (let side = 1; side <= 70; side++) {
      const other = ((side * 37) % 70) + 1;
      const most = [0, 1, 3, 255, 65535][side % 5];
      expectTwins(filledRaster(side, other, channels, bitDepth, side, most), `${side} × ${other}`);
    }
  });

  it.each(filters)('with filter %s', (filter) => {
    for (const [channels, bitDepth] of kinds) {
      const image = filledRaster(61, 37, channels, bitDepth, 5, 65535);
      expect(encodePngBytes(image, filter, wasm)).toEqual(encodePngBytes(image, filter, plain));
    }
  });

  it('of noise, soft shades, lines, and one value', () => {
    for (const [name, image] of Object.entries({
      noise: filledRaster(700, 600, 3, 8, 1, 255),
      levels: filledRaster(900, 800, 1, 8, 2, 6),
      shades: noisyGradient(1500, 1100),
      lines: drawing(1300, 900),
      flat: flat(2000, 1700),
      deep: filledRaster(500, 400, 3, 16, 3, 65535),
      wide: filledRaster(100_000, 3, 3, 16, 9, 65535),
      tall: filledRaster(1, 300_000, 1, 8, 4, 40),
    })) {
      expectTwins(image, name);
    }
  });

  it('with runs of every length, over the ends of vectors and of blocks', () => {
    for (let longest = 1; longest < 600; longest += 7) {
      const data = new Uint8Array(150_000 + longest);
      for (let at = 0, value = 0; at < data.length; value++) {
        const end = at + 1 + ((value * 7919) % longest);
        data.fill(value * 31, at, end);
        at = end;
      }
      const image: RasterImage = { width: data.length, height: 1, channels: 1, bitDepth: 8, data };
      const files = [plain, wasm].map((kernels) => encodePngBytes(image, 'none', kernels));
      expect(Buffer.from(files[0]).equals(files[1]), `runs up to ${longest}`).toBe(true);
    }
  });
});

describe('an encoder of bands', () => {
  it('asks for each row once but for the sample, and gives pieces of less than a megabyte with their checksums', async () => {
    const image = filledRaster(2100, 1500, 3, 8, 8, 255);
    for (const kernels of [plain, wasm]) {
      const pieces: Buffer[] = [];
      const asked: string[] = [];
      const source = rowsOf(image);
      const read: typeof source.read = (request) => {
        if (request.ranges.length === 1) asked.push(request.ranges[0].join());
        expect(request.memory.byteLength).toBeLessThanOrEqual(2 ** 20);
        return source.read(request);
      };
      const take = (piece: Uint8Array): void => void pieces.push(Buffer.from(piece));
      const checks = await encodePngPaced({ ...source, read }, kernels, new Pacer(), { digest: true, take });
      const file = Buffer.concat(pieces);
      expect(file.equals(encodePngBytes(image, undefined, kernels))).toBe(true);
      expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(2 ** 20);
      expect(pieces.length).toBeGreaterThan(8);
      expect(checks.crc32).toBe(crc32(file));
      expect(checks.sha256).toBe(kernels.hash ? createHash('sha256').update(file).digest('hex') : null);
      expect(asked.map((range) => range.split(',')[0])).toEqual([
        '0',
        ...asked.slice(0, -1).map((range) => range.split(',')[1]),
      ]);
      expect(decode(file, { checkCrc: true }).data.length).toBe(image.data.length);
    }
  });

  it('uses memory for rows again', async () => {
    const image = noisyGradient(900, 700);
    await encodePngPaced(rowsOf(image), wasm, new Pacer(), { digest: false, take: () => undefined });
    const spare = [...wasm.spare];
    expect(spare.length).toBeGreaterThan(0);
    await encodePngPaced(rowsOf(image), wasm, new Pacer(), { digest: false, take: () => undefined });
    expect(new Set(wasm.spare)).toEqual(new Set(spare));
  });
});
