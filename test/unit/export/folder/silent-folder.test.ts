import { describe, expect, it } from 'vitest';
import { ResultFolder } from '../../../../src/export/folder/write-to-folder.ts';
import { SILENCE_MS } from '../../../../src/base/listen-to.ts';
import { HandClock } from '../../../support/hand-clock.ts';
import { idle, openSession, pngs, until } from '../../session/support/open-session.ts';
import { grayRaster } from '../../../../src/image/raster-image.ts';
import { FakeFolder } from './fake-folder.ts';

const STEPS = ['getFileHandle', 'createWritable', 'write', 'close'] as const;
const entry = { name: 'a.png', image: grayRaster(2, 1, Uint8Array.from([1, 2])) };

describe('a folder that does not answer', () => {
  it.each(STEPS)('is given up when that is asked for: %s', async (step) => {
    const clock = new HandClock();
    const folder = new FakeFolder();
    folder.silent = step;
    const ending = new AbortController();
    const writing = new ResultFolder(folder.handle, clock.after).write([entry], { signal: ending.signal });
    await until(() => folder.asked === 1);
    // As long as it is wanted it may take as long as it takes.
    clock.pass(100 * SILENCE_MS);
    ending.abort();
    clock.pass(SILENCE_MS);
    await expect(writing).rejects.toMatchObject({
      code: 'export-failed',
      message: 'a.png: the file could not be written; the folder does not answer.',
    });
    expect(clock.waiting).toBe(0);
  });

  it('lets the file be finished that is being written when no more is wanted', async () => {
    const clock = new HandClock();
    const folder = new FakeFolder();
    const ending = new AbortController();
    const writing = new ResultFolder(folder.handle, clock.after).write([entry], { signal: ending.signal });
    await until(() => folder.files.has('a.png'));
    ending.abort();
    await writing.catch(() => undefined);
    expect(folder.files.get('a.png')?.length).toBeGreaterThan(0);
  });

  it('ends its manifest by itself', async () => {
    const clock = new HandClock();
    const folder = new FakeFolder();
    folder.silent = 'close';
    const writing = new ResultFolder(folder.handle, clock.after).finish();
    await until(() => folder.asked === 1);
    clock.pass(SILENCE_MS);
    await expect(writing).rejects.toMatchObject({ code: 'export-failed', reason: 'not-written' });
  });

  it.each(['stop', 'reset'] as const)('holds up a session no longer than a %s', async (how) => {
    const clock = new HandClock();
    const folder = new FakeFolder();
    const opened = openSession({ hooks: { after: clock.after } });
    const { session } = opened;
    await session.process(pngs(2));
    folder.silent = 'write';
    session.folder.open(folder.handle);
    await until(() => folder.asked > 0);
    // Results go out in other ways meanwhile.
    expect((await session.exports.zip()).name).toContain('.zip');
    if (how === 'stop') session.folder.stop();
    else session.reset();
    clock.pass(SILENCE_MS);
    await until(() => !session.folder.writing);
    await idle(opened);
    expect(session.notices.all).toHaveLength(1);
  });
});
