import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { releaseDecoder } from '../../../src/decode/decode-client.ts';
import { decodeFile } from '../../../src/decode/decode-image.ts';
import { openSource } from '../../../src/decode/open-source.ts';
import { CountingFile } from '../../support/counting-file.ts';
import { scannedJpeg } from '../../support/jpeg-segments.ts';
import { makePng } from '../../support/png-maker.ts';

const png = makePng({
  width: 60,
  height: 40,
  colorType: 2,
  bitDepth: 16,
  pixel: (x, y) => [x * 211, y * 307, x * y],
});
const open = (): CountingFile => new CountingFile([png], 'a.png');

afterEach(() => releaseDecoder());

describe('a file is read', () => {
  it('once for pixels and digest, and a piece of it for the header', async () => {
    const file = open();
    const { source } = await decodeFile(file, { digest: true });
    expect(source.sha256).toBe(createHash('sha256').update(png).digest('hex'));
    expect([file.slices, file.whole]).toEqual([1, 1]);
  });

  it('not at all beyond its header when it is opened', async () => {
    const file = open();
    const { header } = await openSource(file);
    expect(header).toEqual({ format: 'png', width: 60, height: 40, bitDepth: 16, colorType: 'rgb' });
    expect([file.slices, file.whole]).toEqual([1, 0]);
  });

  it('without its header when it is decoded, also again', async () => {
    const file = open();
    const opened = await openSource(file);
    const first = await opened.decode();
    expect([file.slices, file.whole]).toEqual([1, 1]);
    expect(await opened.decode()).toEqual(first);
    expect([file.slices, file.whole]).toEqual([1, 2]);
  });

  it('not before an engine asks, of formats that engines decode, whatever the rest may begin with', async () => {
    const begin = new AbortController();
    for (const file of [new CountingFile([scannedJpeg(1)], 'a.jpg'), open()]) {
      const image = (await openSource(file)).inFile({ begin: begin.signal });
      expect([image.decodeThere !== null, file.whole]).toEqual([true, 0]);
      expect(await image.decode()).toMatchObject({ width: image.width, height: image.height });
      expect(file.whole).toBe(1);
    }
  });

  it('not for limits that have changed since', async () => {
    const file = open();
    const opened = await openSource(file, { maxPixels: 2400, maxFileSize: png.length });
    expect(() => opened.check({ maxPixels: 2400, maxFileSize: png.length })).not.toThrow();
    expect(() => opened.check({ maxPixels: 2399 })).toThrow(
      expect.objectContaining({
        code: 'image-too-large',
        message: 'a.png: 60 × 40 pixels is too large. The maximum is 2399 pixels.',
      }),
    );
    expect(() => opened.check({ maxFileSize: 10 })).toThrow(expect.objectContaining({ code: 'file-too-large' }));
    expect([file.slices, file.whole]).toEqual([1, 0]);
  });

  it('no longer than it is wanted', async () => {
    const opened = await openSource(open());
    const controller = new AbortController();
    const decoding = opened.decode({ signal: controller.signal, digest: true });
    controller.abort();
    await expect(decoding).rejects.toMatchObject({ name: 'AbortError' });
    const file = open();
    await expect(openSource(file, { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect([file.slices, file.whole]).toEqual([0, 0]);
  });
});

describe('the depth of decoded samples', () => {
  it('is 8 bits unless told, and what the file has where that is asked for', async () => {
    const opened = await openSource(open());
    const { image } = await opened.decode();
    const { image: stored, source } = await opened.decode({ depth: 'stored' });
    expect(image).toMatchObject({ bitDepth: 8, channels: 3 });
    expect(stored).toMatchObject({ width: 60, height: 40, bitDepth: 16, channels: 3 });
    expect(image.data).toEqual(Uint8Array.from(stored.data, (value) => value >> 8));
    expect(source).toMatchObject({ bitDepth: 16, fidelity: 'exact' });
  });
});

it('names a file that vanished after it was opened', async () => {
  const file = open();
  const opened = await openSource(file);
  file.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  await expect(opened.decode()).rejects.toMatchObject({
    code: 'decode-failed',
    reason: 'file-changed',
    message: 'a.png: the file is no longer as it was chosen: it was changed, moved or deleted.',
  });
});
