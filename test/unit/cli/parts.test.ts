import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  AtomicFile,
  isUnwritable,
  removeUnfinished,
  writeAtomically,
  writeFailure,
} from '../../../src/cli/film/atomic-file.ts';
import { bytesNeeded } from '../../../src/cli/film/bytes-needed.ts';
import { DiskFile } from '../../../src/cli/film/disk-file.ts';
import { MemoryBudget, usualBudget } from '../../../src/cli/memory-budget.ts';
import { leftOutLine, progressFor } from '../../../src/cli/progress.ts';
import type { Outcome } from '../../../src/cli/run-events.ts';
import { isBlob } from '../../../src/base/kinds.ts';
import { XrayError } from '../../../src/base/xray-error.ts';
import { readBlob } from '../../../src/decode/source/read-blob.ts';
import { filesIn, temporaryFolder } from './in-a-folder.ts';

describe('a file that is written', () => {
  it('has its name when it is whole, and takes the place of what had it', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.png');
    writeFileSync(path, 'before');
    const file = new AtomicFile(path);
    file.write(Uint8Array.of(1, 2));
    file.write(Uint8Array.of(3));
    expect(readFileSync(path, 'utf8')).toBe('before');
    file.commit();
    expect([...readFileSync(path)]).toEqual([1, 2, 3]);
    expect(filesIn(folder)).toEqual(['a.png']);
  });

  it('leaves nothing where it is given up, or its program was killed', () => {
    const folder = temporaryFolder();
    new AtomicFile(join(folder, 'a.png')).discard();
    expect(filesIn(folder)).toEqual([]);
    new AtomicFile(join(folder, 'b.png')).close();
    expect(filesIn(folder)).toEqual([expect.stringMatching(/^\.xray-lab-unfinished-/)]);
    removeUnfinished(folder);
    expect(filesIn(folder)).toEqual([]);
  });

  it('tells in words why it cannot be', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a.png'));
    const failures = [
      () => writeAtomically(join(folder, 'a.png'), new Uint8Array(1)),
      () => new AtomicFile(join(folder, 'none', 'b.png')),
    ].map((work) => {
      try {
        work();
        return null;
      } catch (error) {
        return [(error as Error).message, isUnwritable(error)];
      }
    });
    expect(failures).toEqual([
      ['a.png: could not be written; there is a folder of that name.', true],
      ['b.png: could not be written; the folder is no longer there.', true],
    ]);
    expect(filesIn(folder)).toEqual([]);
    const full = writeFailure('c.png', Object.assign(new Error(), { code: 'ENOSPC' })) as XrayError;
    expect([full.message, full.hint, full.reason]).toEqual([
      'c.png: could not be written; there is no room left on the disk.',
      'Make room, then continue with --resume.',
      'no-room',
    ]);
  });
});

describe('a file on the disk', () => {
  const folder = temporaryFolder();
  const bytes = Uint8Array.from({ length: 5 * 2 ** 20 }, (_, i) => (i * i) >> 8);
  const path = join(folder, 'a.bin');
  writeFileSync(path, bytes);

  it('is a Blob that is read in pieces', async () => {
    const file = DiskFile.open(path, 'a.bin');
    expect(isBlob(file)).toBe(true);
    expect([file.size, file.name]).toEqual([bytes.length, 'a.bin']);
    expect(Buffer.from(await readBlob(file)).equals(bytes)).toBe(true);
    const part = file.slice(1000, 2000).slice(-10, -2);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.subarray(1990, 1998));
    expect(file.slice(2 ** 23).size).toBe(0);
    file.close();
  });

  it('that has changed is refused', async () => {
    const file = DiskFile.open(path, 'a.bin');
    file.assertUnchanged();
    writeFileSync(path, bytes.subarray(0, 100));
    expect(() => file.assertUnchanged()).toThrow('a.bin: the file is no longer as it was chosen');
    await expect(readBlob(file)).rejects.toMatchObject({ reason: 'file-changed' });
    expect(() => file.sha256()).toThrow('a.bin: the file is no longer as it was chosen');
    file.close();
  });

  it('that is a folder is refused', () => {
    expect(() => DiskFile.open(folder, 'folder')).toThrow('folder: the file could not be read; it is a folder.');
  });
});

describe('memory', () => {
  it('is given out up to the budget, in order', async () => {
    const { signal } = new AbortController();
    const budget = new MemoryBudget(100);
    const order: string[] = [];
    const take = async (name: string, bytes: number): Promise<() => void> => {
      const giveBack = await budget.take(bytes, signal);
      order.push(name);
      return giveBack;
    };
    const first = await take('a', 60);
    const large = take('large', 1000);
    const small = take('small', 10);
    await Promise.resolve();
    expect(order).toEqual(['a']);
    first();
    first();
    const giveBack = await large;
    expect(order).toEqual(['a', 'large']);
    giveBack();
    await small;
    expect(order).toEqual(['a', 'large', 'small']);
  });

  it('that nobody waits for any more goes to the next', async () => {
    const budget = new MemoryBudget(100);
    const { signal } = new AbortController();
    const giveBack = await budget.take(100, signal);
    const ending = new AbortController();
    const aborted = budget.take(100, ending.signal);
    const next = budget.take(100, signal);
    ending.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    giveBack();
    (await next)();
  });

  it('is what films of their size take', () => {
    const header = { format: 'png', width: 1e4, height: 1e4, bitDepth: 8, colorType: 'gray' } as const;
    const gray = bytesNeeded(header, 1e7);
    expect(gray / 1e8).toBeGreaterThan(4.6);
    expect(bytesNeeded({ ...header, colorType: 'rgb' }, 1e7)).toBeGreaterThan(1.5 * gray);
    expect(bytesNeeded({ ...header, format: 'dicom', bitDepth: 16 }, 2e8)).toBeGreaterThan(1.5 * gray);
    expect(bytesNeeded({ ...header, width: 10, height: 10 }, 100)).toBeLessThan(2 ** 27);
    expect(usualBudget()).toBeGreaterThan(2 ** 28);
  });
});

describe('progress', () => {
  const outcome: Outcome = { done: 3, kept: 0, failed: 1, left: 0, stopped: null, output: 'out' };
  const error = new XrayError('file-empty', 'a.png: the file is empty.', { values: { file: 'a.png' } });
  const told = (isTerminal: boolean, quiet: boolean, columns = 80): string => {
    let text = '';
    let time = 0;
    const listen = progressFor({ isTerminal, columns, write: (part) => void (text += part) }, quiet, () => time);
    listen({ kind: 'start', films: 6, of: 6, leftOut: { count: 5, names: ['b.txt', 'c/d\n.txt', 'x.zip'] } });
    for (let film = 0; film < 3; film++) {
      time += 20_000;
      listen({ kind: 'done', shown: 'x.png', images: [] });
    }
    listen({ kind: 'failed', shown: 'in/a.png', error });
    listen({ kind: 'end', outcome });
    return text.replace(/\r\x1b\[K/g, '⌫');
  };

  it('on a terminal is a line with rate and time left', () => {
    expect(told(true, false)).toBe(
      'Left out, as they do not look like image files: b.txt, c/d\\u000a.txt, x.zip and 2 others.\n' +
        '0 of 6⌫1 of 6⌫2 of 6⌫3 of 6, 0.1 a second, 1 min left⌫' +
        'in/a.png: the file is empty. [file-empty]\n' +
        '4 of 6, 1 failed, 0.1 a second, 30 s left⌫3 files done, 1 failed: out\n',
    );
    expect(told(true, false, 10)).toContain('⌫3 of 6, 0⌫');
  });

  it('elsewhere is a line now and then', () => {
    expect(told(false, false)).toBe(
      'Left out, as they do not look like image files: b.txt, c/d\\u000a.txt, x.zip and 2 others.\n' +
        '2 of 6\n' +
        'in/a.png: the file is empty. [file-empty]\n' +
        '3 files done, 1 failed: out\n',
    );
  });

  it('is failures only where it is to be quiet', () => {
    expect(told(true, true)).toBe('in/a.png: the file is empty. [file-empty]\n');
  });

  it('names what is left out, as far as a sentence can', () => {
    const line = (count: number, ...names: string[]): string => leftOutLine({ count, names });
    expect(line(1, 'a.txt')).toBe('Left out, as it does not look like an image file: a.txt.');
    expect(line(2, 'a.txt', 'b')).toBe('Left out, as they do not look like image files: a.txt and b.');
    expect(line(3, 'a', 'b', 'c')).toMatch(/: a, b and c\.$/);
    expect(line(4, 'a', 'b', 'c')).toMatch(/: a, b, c and 1 other\.$/);
  });
});
