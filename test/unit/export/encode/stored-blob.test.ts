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

/** Blobs of a type are as browsers make them that have no room left: their content cannot be read, first or last. */
function noRoomFor(type: string, end: 'first' | 'last'): void {
  const { slice } = Blob.prototype;
  vi.spyOn(Blob.prototype, 'slice').mockImplementation(function (this: Blob, from = 0, ...rest) {
    const piece = slice.call(this, from, ...rest);
    const broken = this.type === type && from < 0 === (end === 'last');
    const reading = { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) };
    return broken ? (reading as unknown as Blob) : piece;
  });
}

const noRoom = { code: 'export-failed', reason: 'no-room', message: 'The browser has no room left for the file.' };

it('is the blob, also an empty one, when it can be read', async () => {
  for (const blob of [new Blob(['text']), new Blob([])]) expect(await storedBlob(blob)).toBe(blob);
});

it.each(['first', 'last'] as const)('is an error where the %s byte cannot be had', async (end) => {
  noRoomFor('image/png', end);
  await expect(encodePng(image)).rejects.toMatchObject(noRoom);
});

it('is an error for an archive that the browser could not keep', async () => {
  noRoomFor('application/zip', 'first');
  await expect(createZip([{ name: 'a.png', image }])).rejects.toMatchObject(noRoom);
});
