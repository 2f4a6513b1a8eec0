import { afterEach, expect, it, vi } from 'vitest';
import { storeZip } from '../../../../src/export/zip/store-zip.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('puts an archive together in small pieces, each in a task of its own: the page’s thread does it', async () => {
  const files = [1, 2, 3].map((fill) => ({ name: `${fill}.png`, bytes: new Uint8Array(2 ** 20).fill(fill) }));
  const { setImmediate: own } = globalThis;
  let tasks = 0;
  vi.spyOn(globalThis, 'setImmediate').mockImplementation(((run: () => void) => {
    tasks++;
    return own(run);
  }) as typeof setImmediate);
  const zip = await storeZip(files);
  expect(zip.size).toBeGreaterThan(3 * 2 ** 20);
  // 16 kB in each, of which the checksum is made.
  expect(tasks).toBeGreaterThanOrEqual((3 * 2 ** 20) / 2 ** 15);
});
