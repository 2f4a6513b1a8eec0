import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { crc32 } from '../../../src/base/checksums/crc32.ts';
import { FileReading } from '../../../src/decode/file-reading.ts';
import { decodePng } from '../../../src/decode/png/decode-png.ts';
import { PIECE_BYTES } from '../../../src/decode/source/blob-pieces.ts';
import { Pacer } from '../../../src/worker/pacer.ts';
import { CountingFile } from '../../support/counting-file.ts';
import { DECODER_KINDS, useDecoder } from '../../support/decoder-kinds.ts';
import { seededRandom } from '../../support/images.ts';
import { chunk, concat, ihdr, pngOf } from '../../support/png-maker.ts';
import { SilentFile } from '../../support/silent-file.ts';

const WIDTH = 1500;
const HEIGHT = 1000;
const random = seededRandom(3);
const rows = Uint8Array.from({ length: (1 + WIDTH) * HEIGHT }, (_, i) =>
  i % (1 + WIDTH) === 0 ? i % 5 : Math.floor(random() * 256),
);
const data = deflateSync(rows, { level: 1 });
const pieces: Uint8Array[] = [];
for (let at = 0; at < data.length; at += 8192) pieces.push(chunk('IDAT', data.subarray(at, at + 8192)));
/** Noise in chunks as libpng cuts them, and something behind its end: three pieces. */
const png = concat([
  pngOf(ihdr({ width: WIDTH, height: HEIGHT, colorType: 0, bitDepth: 8 }), ...pieces, chunk('IEND')),
  new Uint8Array(50).fill(3),
]);
const sha256 = createHash('sha256').update(png).digest('hex');
const PIECES = Math.ceil(png.length / PIECE_BYTES);

const input = (source: Blob, head?: { length: number; crc: number }): ConstructorParameters<typeof FileReading>[0] => ({
  source,
  digest: true,
  head,
});

describe.each(DECODER_KINDS)('FileReading, decoder in %s', (kind) => {
  useDecoder(kind);

  it('reads each byte of a file once, for pixels and digest', async () => {
    const expected = await decodePng(png, new Pacer());
    const file = new CountingFile([png], 'large.png');
    const reading = new FileReading(input(file));
    expect(Buffer.compare((await decodePng(reading, new Pacer())).data, expected.data)).toBe(0);
    expect(await reading.sha256(new Pacer())).toBe(sha256);
    reading.close();
    expect([file.whole, file.slices]).toEqual(kind === 'WebAssembly' ? [0, PIECES] : [1, 0]);
  });

  it('keeps what a decoder wants to have whole: of small windows', async () => {
    const small = deflateSync(rows, { level: 1, windowBits: 9 });
    const chunks = [chunk('IDAT', small.subarray(0, 1)), chunk('IDAT', small.subarray(1))];
    const layout = ihdr({ width: WIDTH, height: HEIGHT, colorType: 0, bitDepth: 8 });
    const file = pngOf(layout, ...chunks, chunk('IEND'));
    const expected = await decodePng(file, new Pacer());
    const { data: pixels } = await decodePng(new FileReading(input(new Blob([file]))), new Pacer());
    expect(Buffer.compare(pixels, expected.data)).toBe(0);
  });

  it('sums up what no decoder has asked for', async () => {
    const file = new FileReading(input(new Blob([png])));
    expect(await file.sha256(new Pacer())).toBe(sha256);
  });

  it('gives the whole where that is asked for', async () => {
    const file = new FileReading(input(new Blob([png])));
    expect(Buffer.compare(await file.whole(), png)).toBe(0);
    expect(await file.whole()).toBe(await file.whole());
    expect(await file.sha256(new Pacer())).toBe(sha256);
  });

  it('tells what it waits for, and that the rest is its own work', async () => {
    const heard = vi.fn();
    const reading = new FileReading(input(new Blob([png])), heard);
    await decodePng(reading, new Pacer());
    const calls = heard.mock.calls.map(([more]: unknown[]) => more);
    expect(calls.pop()).toBe(false);
    expect(calls.filter((more) => more === true)).toHaveLength(kind === 'WebAssembly' ? PIECES : 1);
  });

  it('finds that the file was replaced since its header was read', async () => {
    const head = { length: 100, crc: crc32(png.subarray(0, 100)) };
    await expect(decodePng(new FileReading(input(new Blob([png]), head)), new Pacer())).resolves.toBeDefined();
    const other = { ...head, crc: head.crc ^ 1 };
    await expect(decodePng(new FileReading(input(new Blob([png]), other)), new Pacer())).rejects.toMatchObject({
      code: 'decode-failed',
      reason: 'file-changed',
    });
  });

  it('finds that the file is shorter than it was, wherever that shows', async () => {
    const file = new File([png], 'a.png');
    const slice = file.slice.bind(file);
    file.slice = (start = 0, end = 0) => {
      const part = slice(start, end);
      if (end === png.length) part.arrayBuffer = () => Promise.resolve(new ArrayBuffer(part.size - 1));
      return part;
    };
    file.arrayBuffer = () => Promise.resolve(new ArrayBuffer(png.length - 1));
    const reading = new FileReading(input(file));
    const decoding = decodePng(reading, new Pacer()).then(() => reading.sha256(new Pacer()));
    await expect(decoding).rejects.toMatchObject({ code: 'decode-failed', reason: 'file-changed' });
  });

  it('waits no longer than it is wanted', async () => {
    const ending = new AbortController();
    const reading = decodePng(
      new FileReading(input(new SilentFile([png], 'a.png')), undefined, ending.signal),
      new Pacer(),
    );
    ending.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});

it('two files can be read at a time', async () => {
  const other = png.slice();
  other[png.length - 1] ^= 1;
  const [first, second] = [new FileReading(input(new Blob([png]))), new FileReading(input(new Blob([other])))];
  const images = await Promise.all([decodePng(first, new Pacer()), decodePng(second, new Pacer())]);
  expect(Buffer.compare(images[0].data, images[1].data)).toBe(0);
  expect(await first.sha256(new Pacer())).toBe(sha256);
  expect(await second.sha256(new Pacer())).toBe(createHash('sha256').update(other).digest('hex'));
});
