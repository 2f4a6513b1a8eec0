import { afterEach, expect, it, vi } from 'vitest';
import { createZip } from '../../../../src/export/zip/create-zip.ts';
import { encodePng } from '../../../../src/export/encode/encode-png.ts';
import { releaseExporters } from '../../../../src/export/encode/export-client.ts';
import { storedBlob } from '../../../../src/export/encode/stored-blob.ts';
import { drawing } from '../rasters.ts';

const image = drawing(12, 8);

afterEach(() => {
  vi.restoreAllMocks();
  releaseExporters();
});

/** As of a blob that the browser has no room for. */
const gone = (): Promise<never> => Promise.reject(new DOMException('gone', 'NotReadableError'));

/** Blobs of a type look like any others, and cannot be read. */
function noRoomFor(type: string): void {
  const { arrayBuffer } = Blob.prototype;
  vi.spyOn(Blob.prototype, 'arrayBuffer').mockImplementation(function (this: Blob) {
    return this.type === type ? gone() : arrayBuffer.call(this);
  });
}

/** A blob that cannot be read as a whole at once, and of which one end is missing or none. */
function large(missing: 'first' | 'last' | 'none'): Blob {
  const blob = new Blob([new Uint8Array(2 ** 15 + 1)]);
  const { slice } = blob;
  blob.arrayBuffer = gone;
  blob.slice = (from = 0, ...rest) => {
    const piece = slice.call(blob, from, ...rest);
    if (missing === (from < 0 ? 'last' : 'first')) piece.arrayBuffer = gone;
    return piece;
  };
  return blob;
}

const noRoom = { code: 'export-failed', reason: 'no-room', message: 'The browser has no room left for the file.' };

it('is the blob, also an empty one, when it can be read', async () => {
  for (const blob of [new Blob(['text']), new Blob([])]) expect(await storedBlob(blob)).toBe(blob);
});

it('is a large blob of which both ends can be read, whose content is left alone', async () => {
  const blob = large('none');
  expect(await storedBlob(blob)).toBe(blob);
});

it.each(['first', 'last'] as const)('is an error where the %s byte of a large blob cannot be had', async (end) => {
  await expect(storedBlob(large(end))).rejects.toMatchObject(noRoom);
});

it('asks once of a small one', async () => {
  const slices = vi.spyOn(Blob.prototype, 'slice');
  const reads = vi.spyOn(Blob.prototype, 'arrayBuffer');
  await storedBlob(new Blob([new Uint8Array(2 ** 15)]));
  expect([slices.mock.calls.length, reads.mock.calls.length]).toEqual([0, 1]);
});

it('is an error for an image that the browser could not keep', async () => {
  noRoomFor('image/png');
  await expect(encodePng(image)).rejects.toMatchObject(noRoom);
});

it('is an error for an archive that the browser could not keep', async () => {
  noRoomFor('application/zip');
  await expect(createZip([{ name: 'a.png', image }])).rejects.toMatchObject(noRoom);
});
