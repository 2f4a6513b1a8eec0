import { describe, expect, it, vi } from 'vitest';
import { readDropped } from '../../../../src/components/intake/dropped-files.ts';
import { HandClock } from '../../../support/hand-clock.ts';
import { until } from '../../session/support/open-session.ts';

type Answer = (callback: (answer: unknown) => void) => void;

let asked = false;
const never: Answer = () => {
  asked = true;
};

function entryOf(name: string, answer: Answer = (callback) => callback(new File(['x'], name))): object {
  return { isDirectory: false, name, file: answer };
}

/** A folder that gives all of its entries at once. */
function folderOf(name: string, entries: readonly object[], answers = true): object {
  let given = false;
  const readEntries: Answer = (callback) => {
    if (!answers) return never(callback);
    callback(given ? [] : [...entries]);
    given = true;
  };
  return { isDirectory: true, name, createReader: () => ({ readEntries }) };
}

function dropped(...folders: readonly object[]): DataTransfer {
  const items = folders.map((folder) => ({ kind: 'file', webkitGetAsEntry: () => folder, getAsFile: () => null }));
  return { items, files: [] } as unknown as DataTransfer;
}

describe('a folder that was dropped and does not answer', () => {
  it.each([
    [
      'in the middle of its files',
      folderOf('f', [entryOf('1.png'), entryOf('2.png', never), entryOf('3.png')]),
      'f/2.png',
    ],
    ['at all', folderOf('f', [], false), 'f'],
    ['in a folder of its own', folderOf('f', [folderOf('g', [], false), entryOf('h.png', never)]), 'f/g'],
  ] as const)('%s is told of once, and the others are taken', async (_where, folder, unreadable) => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const clock = new HandClock();
    asked = false;
    const reading = readDropped(dropped(folder, folderOf('good', [entryOf('a.png')])), clock.after);
    await until(() => asked);
    clock.pass(10_000);
    const brought = await reading;
    expect(brought.unreadable).toEqual([unreadable]);
    expect(brought.files.at(-1)?.path).toBe('good/a.png');
    expect(clock.waiting).toBe(0);
  });
});
