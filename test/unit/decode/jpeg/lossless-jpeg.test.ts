import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLosslessJpeg } from '../../../../src/decode/jpeg/lossless/lossless-jpeg.ts';
import { Pacer } from '../../../../src/worker/pacer.ts';
import { losslessJpeg, type LosslessJpegOptions } from '../../../support/lossless-jpeg-maker.ts';

async function decoded(options: LosslessJpegOptions, bytes = losslessJpeg(options)): Promise<number[]> {
  const { width, height, components = 1 } = options;
  const { data } = await decodeLosslessJpeg(bytes, { width, height, components, mostBits: 16 }, new Pacer());
  return [...data];
}

/** Smooth where it is small, and everything where it is not: short and long codes, and differences of 32768. */
const picture = fc
  .record({
    width: fc.integer({ min: 1, max: 24 }),
    height: fc.integer({ min: 1, max: 18 }),
    components: fc.integer({ min: 1, max: 4 }),
    precision: fc.integer({ min: 2, max: 16 }),
    predictor: fc.integer({ min: 1, max: 7 }),
    shift: fc.nat(5),
    restart: fc.nat(5),
    apart: fc.boolean(),
    spread: fc.constantFrom(1, 3, 300, 65535),
    seed: fc.nat(1e6),
    edges: fc.boolean(),
  })
  .map(({ spread, seed, edges, ...options }): LosslessJpegOptions => {
    const { width, height, components, precision } = options;
    const most = 2 ** precision - 1;
    const shift = Math.min(options.shift, precision - 1);
    let state = seed;
    const samples = Array.from({ length: width * height * components }, (_, i) => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      const value = edges && i % 3 === 0 ? (i % 2) * 2 ** (precision - 1) : i * 3 + (state % (spread + 1));
      return ((value & most) >> shift) << shift;
    });
    return { ...options, shift, samples };
  });

describe('a lossless JPEG', () => {
  it('is what was coded, in any way', async () => {
    await fc.assert(
      fc.asyncProperty(picture, fc.boolean(), async (options, longCodes) => {
        expect(await decoded(options, losslessJpeg(options, longCodes))).toEqual([...Array.from(options.samples)]);
      }),
      { seed: 5, numRuns: 600 },
    );
  });

  it('may tell its height behind the scan', async () => {
    const options = { width: 3, height: 2, precision: 8, samples: [1, 2, 3, 250, 5, 6], heightBehind: true };
    expect(await decoded(options)).toEqual(options.samples);
  });

  const good = { width: 5, height: 4, precision: 12, samples: Array.from({ length: 20 }, (_, i) => i * 200) };
  const bytes = losslessJpeg(good);
  const changed = (from: readonly number[], to: readonly number[]): Uint8Array => {
    const at = bytes.findIndex((_, i) => from.every((byte, k) => bytes[i + k] === byte));
    const copy = bytes.slice();
    copy.set(to, at);
    return copy;
  };

  it.each<[string, Uint8Array, Partial<LosslessJpegOptions>]>([
    ['of another width', bytes, { width: 6 }],
    ['of another height', bytes, { height: 5 }],
    ['of other components', bytes, { components: 3 }],
    ['cut short', new Uint8Array([...bytes.slice(0, -12), 0xff, 0xd9]), {}],
    ['without an end', bytes.slice(0, -2), {}],
    ['of predictor 0', changed([0xff, 0xda, 0, 8, 1, 1, 0, 1], [0xff, 0xda, 0, 8, 1, 1, 0, 0]), {}],
    ['of predictor 8', changed([0xff, 0xda, 0, 8, 1, 1, 0, 1], [0xff, 0xda, 0, 8, 1, 1, 0, 8]), {}],
    ['of 17 bits', changed([0xff, 0xc3, 0, 11, 12], [0xff, 0xc3, 0, 11, 17]), {}],
    ['of 1 bit', changed([0xff, 0xc3, 0, 11, 12], [0xff, 0xc3, 0, 11, 1]), {}],
    ['whose table is missing', changed([0xff, 0xda, 0, 8, 1, 1, 0], [0xff, 0xda, 0, 8, 1, 1, 0x10]), {}],
    ['of a component that there is not', changed([0xff, 0xda, 0, 8, 1, 1], [0xff, 0xda, 0, 8, 1, 2]), {}],
    ['of a category that there is not', changed([15, 16, 0xff, 0xc3], [15, 17, 0xff, 0xc3]), {}],
    ['with a scan before the frame', changed([0xff, 0xc3], [0xff, 0xfe]), {}],
    ['coded arithmetically', changed([0xff, 0xc3], [0xff, 0xcb]), {}],
  ])('%s is refused', async (_, file, expected) => {
    const wanted = { width: 5, height: 4, components: 1, mostBits: 16, ...expected };
    await expect(decodeLosslessJpeg(file, wanted, new Pacer())).rejects.toHaveProperty('code', 'decode-failed');
  });

  it('with restart intervals that end within a row is refused', async () => {
    const options = { ...good, restart: 2 };
    const odd = losslessJpeg(options);
    const at = odd.findIndex((byte, i) => byte === 0xff && odd[i + 1] === 0xdd);
    odd[at + 5] = 7;
    await expect(decoded(options, odd)).rejects.toHaveProperty('code', 'decode-failed');
  });

  it('of more bits than cells have is refused', async () => {
    const wanted = { width: 5, height: 4, components: 1, mostBits: 8 };
    await expect(decodeLosslessJpeg(bytes, wanted, new Pacer())).rejects.toHaveProperty('code', 'decode-failed');
  });

  it('takes no memory for what cannot be in it', async () => {
    const claims = changed([0xff, 0xc3, 0, 11, 12, 0, 4, 0, 5], [0xff, 0xc3, 0, 11, 12, 0xff, 0xff, 0xff, 0xff]);
    const wanted = { width: 65535, height: 65535, components: 1, mostBits: 16 };
    await expect(decodeLosslessJpeg(claims, wanted, new Pacer())).rejects.toHaveProperty('code', 'decode-failed');
  });
});
