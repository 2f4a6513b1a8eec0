import { crc32 } from 'node:zlib';
import JSZip from 'jszip';
import { afterEach, expect, it, vi } from 'vitest';
import { FILES_A_TASK } from '../../../../src/export/zip/stored-sources.ts';
import { storeZip } from '../../../../src/export/zip/store-zip.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const filesOf = (count: number) =>
  Array.from({ length: count }, (_, i) => {
    const bytes = Buffer.from(`file ${i}`);
    return { name: `${i}-ä.png`, file: new Blob([bytes]), crc32: crc32(bytes) };
  });

it('reads no byte of the files', async () => {
  const files = filesOf(3);
  const reads = ['arrayBuffer', 'stream', 'text', 'bytes'].flatMap((name) =>
    name in Blob.prototype ? [vi.spyOn(Blob.prototype, name as 'arrayBuffer')] : [],
  );
  const zip = await storeZip(files);
  expect(reads.length).toBeGreaterThan(2);
  for (const read of reads) expect(read).not.toHaveBeenCalled();
  expect(zip.size).toBeGreaterThan(3 * 6);
});

/** Calls `count` for each task that the work goes on in. */
function countTasks(count: () => void): void {
  vi.stubGlobal(
    'MessageChannel',
    class extends MessageChannel {
      constructor() {
        super();
        count();
      }
    },
  );
}

it('lays out so many files a task: the page’s thread does it', async () => {
  const count = 5 * FILES_A_TASK + 7;
  const files = filesOf(count);
  let tasks = 0;
  countTasks(() => tasks++);
  const zip = await storeZip(files);
  vi.unstubAllGlobals();
  expect(tasks).toBe(5);
  const read = await JSZip.loadAsync(await zip.arrayBuffer(), { checkCRC32: true });
  const names = Object.keys(read.files);
  expect(names).toEqual(files.map(({ name }) => name));
  for (const i of [0, FILES_A_TASK, count - 1]) expect(await read.file(names[i])?.async('text')).toBe(`file ${i}`);
});

it('ends between two tasks when it is not wanted any more', async () => {
  const controller = new AbortController();
  const files = filesOf(3 * FILES_A_TASK);
  let tasks = 0;
  countTasks(() => {
    if (++tasks === 2) controller.abort();
  });
  await expect(storeZip(files, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  expect(tasks).toBe(2);
});
