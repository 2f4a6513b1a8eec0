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
    expect([file.slices, file.whole]).toEqual([0, 1]);
    expect(heard.mock.calls.length).toBeGreaterThan(2);
    expect(new Set(heard.mock.calls.flat())).toEqual(new Set([true]));
  });

  it.each([
    ['has no such streams', () => Promise.reject(new TypeError('No such mode.'))],
    ['gives less than there is', () => Promise.resolve({ done: false, value: undefined })],
  ])('reads a large file in another way where its stream %s', async (_what, read) => {
    const bytes = Uint8Array.from({ length: 5 * 2 ** 20 }, (_, i) => i % 251);
    const file = new CountingFile([bytes], 'large.png');
    const reader = { read, cancel: () => Promise.resolve() };
    file.stream = () => ({ getReader: () => reader }) as unknown as ReturnType<File['stream']>;
    const heard = vi.fn();
    expect(Buffer.compare(await readBlob(file, heard), bytes)).toBe(0);
    expect(file.slices).toBe(3);
  });

  it('refuses a large file whose stream is longer or fails, as its other way does', async () => {
    const file = new File([new Uint8Array(5 * 2 ** 20)], 'large.png');
    file.stream = () => new Blob([new Uint8Array(5 * 2 ** 20 + 1)]).stream();
    file.slice = () => {
      const piece = new Blob(['a']);
      piece.arrayBuffer = () => Promise.reject(new DOMException('It is gone.', 'NotReadableError'));
      return piece;
    };
    await expect(readBlob(file)).rejects.toMatchObject({ code: 'decode-failed', reason: 'file-changed' });
  });

  it('waits no longer for a stream than it is wanted', async () => {
    const file = new File([new Uint8Array(5 * 2 ** 20)], 'large.png');
    const reader = { read: () => new Promise(() => undefined), cancel: vi.fn(() => Promise.resolve()) };
    file.stream = () => ({ getReader: () => reader }) as unknown as ReturnType<File['stream']>;
    const ending = new AbortController();
    const reading = readBlob(file, undefined, ending.signal);
    ending.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(reader.cancel).toHaveBeenCalled();
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
