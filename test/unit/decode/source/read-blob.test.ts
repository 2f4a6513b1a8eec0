import { describe, expect, it, vi } from 'vitest';
import { readBlob } from '../../../../src/decode/source/read-blob.ts';
import { CountingFile } from '../../../support/counting-file.ts';
import { SilentFile } from '../../../support/silent-file.ts';

describe('readBlob', () => {
  it('reads a large file in pieces, each of them a sign of life', async () => {
    const bytes = Uint8Array.from({ length: 5 * 2 ** 20 }, (_, i) => i % 251);
    const file = new CountingFile([bytes], 'large.png');
    const heard = vi.fn();
    expect(Buffer.compare(await readBlob(file, heard), bytes)).toBe(0);
    expect([file.slices, file.whole]).toEqual([3, 0]);
    expect(heard.mock.calls).toEqual([[true], [true], [true]]);
  });

  it('refuses what is shorter or longer than it was', async () => {
    for (const length of [2, 4]) {
      const file = new File(['abc'], 'a.png');
      file.arrayBuffer = () => Promise.resolve(new ArrayBuffer(length));
      await expect(readBlob(file)).rejects.toMatchObject({ code: 'decode-failed', reason: 'file-changed' });
    }
  });

  it('waits no longer than it is wanted', async () => {
    const ending = new AbortController();
    const reading = readBlob(new SilentFile(['abc'], 'a.png'), undefined, ending.signal);
    ending.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});
