import { constants, deflateSync } from 'node:zlib';
import { decode as referenceDecode } from 'fast-png';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodePng } from '../../../../src/decode/png/decode-png.ts';
import { Inflater } from '../../../../src/decode/png/inflation/inflate.ts';
import { Pacer } from '../../../../src/worker/pacer.ts';
import { peakMemory, WatchfulPacer } from '../../../support/peak-memory.ts';
import { chunk, concat, ihdr, pngOf } from '../../../support/png-maker.ts';
import { seededRandom } from '../../../support/images.ts';

const decode = (bytes: Uint8Array): ReturnType<typeof decodePng> => decodePng(bytes, new Pacer());
const DAMAGED = expect.objectContaining({ code: 'decode-failed' }) as unknown;
const END = chunk('IEND');

/** Large enough for the browser's streams: noise does not compress. */
const WIDTH = 1100;
const HEIGHT = 1000;

type Kind = readonly [colorType: 0 | 2 | 4 | 6, bitDepth: 8 | 16, samples: number];

/** Noise in rows of every filter. */
function noiseRows([, bitDepth, samples]: Kind): Uint8Array {
  const random = seededRandom(5);
  const length = 1 + (WIDTH * samples * bitDepth) / 8;
  return Uint8Array.from({ length: length * HEIGHT }, (_, i) =>
    i % length === 0 ? Math.floor(i / length) % 5 : Math.floor(random() * 256),
  );
}

const GRAY: Kind = [0, 8, 1];
const rows = noiseRows(GRAY);
const data = deflateSync(rows, { level: 1 });

function png(...pieces: Uint8Array[]): Uint8Array {
  return pngOf(
    ihdr({ width: WIDTH, height: HEIGHT, colorType: 0, bitDepth: 8 }),
    ...pieces.map((p) => chunk('IDAT', p)),
    END,
  );
}

function withDamage(bytes: Uint8Array, at: number): Uint8Array {
  const damaged = Uint8Array.from(bytes);
  damaged[at < 0 ? damaged.length + at : at] ^= 1;
  return damaged;
}

let ownInflation: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  // Where there is WebAssembly, it inflates.
  vi.stubGlobal('WebAssembly', undefined);
  ownInflation = vi.spyOn(Inflater.prototype, 'next');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('a large PNG, inflated by the browser', () => {
  it.each<Kind>([GRAY, [0, 16, 1], [2, 8, 3], [2, 16, 3], [4, 8, 2], [6, 8, 4]])(
    'gives the same pixels as by own code: type %d, %d bits',
    async (...kind) => {
      const [colorType, bitDepth, samples] = kind;
      const bytes = pngOf(
        ihdr({ width: WIDTH, height: HEIGHT, colorType, bitDepth }),
        chunk('IDAT', deflateSync(noiseRows(kind), { level: 1 })),
        END,
      );
      const native = await decode(bytes);
      expect(ownInflation).not.toHaveBeenCalled();
      vi.stubGlobal('DecompressionStream', undefined);
      const own = await decode(bytes);
      expect(ownInflation).toHaveBeenCalled();
      expect(Buffer.compare(native.data, own.data)).toBe(0);

      const reference = referenceDecode(bytes).data;
      const isColor = samples > 2;
      const expected = Uint8Array.from({ length: native.data.length }, (_, i) => {
        const sample = isColor ? Math.floor(i / 3) * samples + (i % 3) : i * samples;
        return reference[sample] >> (bitDepth - 8);
      });
      expect(Buffer.compare(native.data, expected)).toBe(0);
    },
  );

  it('comes in pieces of any size', async () => {
    const whole = await decode(png(data));
    const pieces = [data.subarray(0, 1), new Uint8Array(0), data.subarray(1, 40_000), data.subarray(40_000)];
    expect(Buffer.compare((await decode(png(...pieces))).data, whole.data)).toBe(0);
    expect(ownInflation).not.toHaveBeenCalled();
  });

  it('is left to own code where it is small', async () => {
    const small = pngOf(
      ihdr({ width: 100, height: 100, colorType: 0, bitDepth: 8 }),
      chunk('IDAT', deflateSync(new Uint8Array(101 * 100))),
      END,
    );
    const open = vi.fn();
    vi.stubGlobal('DecompressionStream', open);
    await decode(small);
    expect(open).not.toHaveBeenCalled();
  });

  it('stops when it is no longer wanted', async () => {
    const controller = new AbortController();
    const pacer = new Pacer(controller.signal);
    Object.defineProperty(pacer, 'due', { value: true });
    const rest = pacer.rest.bind(pacer);
    let rests = 0;
    pacer.rest = () => {
      if (++rests === 3) controller.abort();
      return rest();
    };
    const decoding = decodePng(png(data), pacer);
    await expect(decoding).rejects.toMatchObject({ name: 'AbortError' });
    expect(ownInflation).not.toHaveBeenCalled();
  });
});

describe('own code decides, whatever the browser says,', () => {
  it.each([
    ['data that end early', png(deflateSync(rows.subarray(0, -1), { level: 1 }))],
    ['data cut in the middle', png(data.subarray(0, data.length >> 1))],
    ['data without their checksum', png(data.subarray(0, -4))],
    ['a wrong checksum', png(withDamage(data, -1))],
    ['a damaged header', png(withDamage(data, 1))],
    ['a filter that does not exist', png(deflateSync(withDamage(rows, 1101 * 4), { level: 1 }))],
  ])('to refuse %s', async (_, bytes) => {
    await expect(decode(bytes)).rejects.toEqual(DAMAGED);
  });

  it.each([
    ['bytes behind the stream', () => png(data, new Uint8Array(10))],
    ['more rows than the header says', () => png(deflateSync(concat([rows, rows]), { level: 1 }))],
    [
      'a wrong checksum far behind the last row',
      () => png(withDamage(deflateSync(concat([rows, rows]), { level: 1 }), -1)),
    ],
  ])('to take %s', async (_, bytes) => {
    const whole = await decode(png(data));
    expect(Buffer.compare((await decode(bytes())).data, whole.data)).toBe(0);
  });

  /** A stream of the browser's that gives `given`, whatever it gets, and then fails or ends. */
  function stubStream(given: readonly Uint8Array[], failure?: Error): void {
    class FakeStream {
      readonly writable = new WritableStream();
      readonly readable = new ReadableStream<Uint8Array>({
        start(controller) {
          for (const piece of given) controller.enqueue(piece);
          if (failure) controller.error(failure);
          else controller.close();
        },
      });
    }
    vi.stubGlobal('DecompressionStream', FakeStream);
  }

  it.each([
    ['gives nothing', [], undefined],
    ['gives too little', [rows.subarray(0, -1)], undefined],
    ['gives too much', [rows, Uint8Array.of(0)], undefined],
    ['gives too much in one piece', [concat([rows, Uint8Array.of(0)])], undefined],
    ['fails at once', [], new TypeError('no')],
    ['fails behind the last row', [rows], new TypeError('junk')],
    ['gives a filter that does not exist', [new Uint8Array(rows.length).fill(9)], undefined],
  ])('when the stream %s', async (_, given, failure) => {
    vi.stubGlobal('DecompressionStream', undefined);
    const own = await decode(png(data));
    ownInflation.mockClear();
    stubStream(given, failure);
    expect(Buffer.compare((await decode(png(data))).data, own.data)).toBe(0);
    expect(ownInflation).toHaveBeenCalled();
  });

  it('and takes empty pieces for nothing', async () => {
    const own = await decode(png(data));
    stubStream([new Uint8Array(0), rows.subarray(0, 5000), new Uint8Array(0), rows.subarray(5000)]);
    ownInflation.mockClear();
    expect(Buffer.compare((await decode(png(data))).data, own.data)).toBe(0);
    expect(ownInflation).not.toHaveBeenCalled();
  });

  it('gives the stream all the data in small slices, and lets go of it', async () => {
    const written: Uint8Array[] = [];
    const cancel = vi.fn();
    class EndlessStream {
      readonly writable = new WritableStream<Uint8Array>({ write: (slice) => void written.push(slice) });
      readonly readable = new ReadableStream<Uint8Array>({
        pull: async (controller) => {
          // Once everything has come: more than the picture takes, and no end.
          while (written.reduce((sum, { length }) => sum + length, 0) < data.length) {
            await new Promise((resolve) => setTimeout(resolve));
          }
          controller.enqueue(new Uint8Array(rows.length + 1));
        },
        cancel,
      });
    }
    vi.stubGlobal('DecompressionStream', EndlessStream);
    await decode(png(data.subarray(0, 50_000), data.subarray(50_000)));
    expect(Buffer.compare(concat(written), data)).toBe(0);
    // What a slice may inflate to waits in memory.
    expect(Math.max(...written.map(({ length }) => length))).toBeLessThanOrEqual(16384);
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  it('where the stream does not know the format', async () => {
    vi.stubGlobal('DecompressionStream', function refuse() {
      throw new TypeError('Unsupported format');
    });
    await expect(decode(png(data))).resolves.toMatchObject({ width: WIDTH });
    expect(ownInflation).toHaveBeenCalled();
  });
});

it('a large file that inflates to far more than its picture takes little memory', async () => {
  const bomb = deflateSync(concat([rows, new Uint8Array(200_000_000)]), { level: 6, strategy: constants.Z_RLE });
  const small = pngOf(ihdr({ width: 16, height: 16, colorType: 0, bitDepth: 8 }), chunk('IDAT', bomb), END);
  const peak = await peakMemory(async (look) => {
    // The stream's own buffers come and go between the rows.
    const watch = setInterval(look, 1);
    await decodePng(small, new WatchfulPacer(look)).catch(() => undefined);
    clearInterval(watch);
  });
  expect(peak).toBeLessThan(20_000_000);
});
