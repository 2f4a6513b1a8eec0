import { describe, expect, it } from 'vitest';
import { XrayError } from '../../../src/base/xray-error.ts';
import { DEFAULT_PARAMS } from '../../../src/pipeline/params.ts';
import { stepPixels } from '../../support/stepped-engines.ts';
import {
  blur,
  errorsTold,
  follow,
  idle,
  idOf,
  namesOf,
  openSession,
  pixelsOf,
  png,
  pngs,
  resultsTold,
  shownName,
  sizesOf,
  statesOf,
  told,
  torn,
  until,
} from './support/open-session.ts';

describe('files of a session', () => {
  it('are let go; another takes its place on show', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    await session.process(pngs(3));
    session.removeFile(idOf(opened, 'c.png'));
    expect([namesOf(session), shownName(session)]).toEqual([['a.png', 'b.png'], 'a.png']);
    session.removeFile(idOf(opened, 'a.png'));
    await idle(opened);
    expect([namesOf(session), shownName(session), session.live?.complete]).toEqual([['b.png'], 'b.png', true]);
    expect(engines.open).toEqual([2]);
  });

  it('that are removed stop; the next goes on', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    engines.hold();
    const work = session.process(pngs(3));
    await until(() => engines.working.includes(1));
    for (const name of ['a.png', 'c.png']) session.removeFile(idOf(opened, name));
    engines.release();
    await work;
    await idle(opened);
    expect([resultsTold(opened), shownName(session), engines.open]).toEqual([['b.png'], 'b.png', [2]]);
  });

  it('are given up all at once; what is done is kept, and the rest made on demand', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    await session.process([png('a.png')]);
    engines.hold();
    const work = session.process(pngs(4).slice(1));
    await until(() => engines.working.includes(2));
    expect(session.files.all[1].state).toEqual({ kind: 'working', ready: 1 });
    session.cancel();
    engines.release();
    await work;
    await idle(opened);
    expect([statesOf(session), shownName(session)]).toEqual([['done', 'cancelled', 'cancelled', 'cancelled'], 'a.png']);
    expect([session.busy, errorsTold(opened), resultsTold(opened)]).toEqual([false, [], ['a.png']]);
    await session.redo();
    expect(namesOf(session)).toEqual(['a.png', 'b.png', 'c.png', 'd.png']);
    expect(shownName(session)).toBe('a.png');
  });

  it('are cancelled one by one, the one at work too; again they are made when asked for', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    engines.hold();
    const work = session.process(pngs(3));
    await until(() => engines.working.includes(1));
    for (const name of ['a.png', 'c.png']) session.cancel(idOf(opened, name));
    engines.release();
    await work;
    await idle(opened);
    expect([resultsTold(opened), shownName(session)]).toEqual([['b.png'], 'b.png']);
    // It has nothing to show.
    await session.select(idOf(opened, 'a.png'));
    expect(shownName(session)).toBe('b.png');
    await session.redo(idOf(opened, 'a.png'));
    expect([namesOf(session), statesOf(session)]).toEqual([
      ['a.png', 'b.png'],
      ['done', 'done', 'cancelled'],
    ]);
  });

  it('are processed again that were cancelled a moment ago', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    engines.hold();
    const work = session.process(pngs(2));
    await until(() => engines.working.includes(1));
    session.cancel(idOf(opened, 'a.png'));
    const again = session.redo(idOf(opened, 'a.png'));
    engines.release();
    await Promise.all([work, again]);
    await idle(opened);
    expect([namesOf(session), errorsTold(opened)]).toEqual([['a.png', 'b.png'], []]);
    expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(1, 'edges', DEFAULT_PARAMS));
  });

  it('are left as cancelled when that is all; nothing is on show', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    engines.hold();
    const work = session.process(pngs(2));
    await until(() => engines.atWork === 1);
    session.cancel();
    engines.release();
    await work;
    expect([namesOf(session), statesOf(session), session.selected, engines.open]).toEqual([
      [],
      ['cancelled', 'cancelled'],
      null,
      [],
    ]);
  });

  it('keep their results when making them again is given up', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    await session.process(pngs(4));
    await follow(opened, blur(9));
    engines.hold();
    const again = session.redo();
    await until(() => engines.working.includes(2));
    session.cancel();
    engines.release();
    await again;
    await idle(opened);
    expect([namesOf(session), sizesOf(session)]).toEqual([
      ['a.png', 'b.png', 'c.png', 'd.png'],
      [9, 5, 5, 5],
    ]);
  });

  it('that wait for a word are not computed before it, and are not made to wait by the caller', async () => {
    const opened = openSession({ settings: { manual: true } });
    const { session, engines } = opened;
    await session.intake.take(pngs(2));
    expect([statesOf(session), engines.made, shownName(session)]).toEqual([['waiting', 'waiting'], [], 'a.png']);
    expect(session.selected?.facts).toMatchObject({ width: 4, height: 1, bitDepth: 8 });
    await session.processWaiting();
    await session.process([png('c.png', 3)]);
    expect(namesOf(session)).toEqual(['a.png', 'b.png', 'c.png']);
  });

  it('fail one by one, and stop no other', async () => {
    const opened = openSession();
    const { session } = opened;
    const bad = [new File(['Not an image.'], 'notes.txt'), torn('torn.png'), new File([], 'empty.png')];
    await session.process([png('first.png'), ...bad, png('last.png', 2)]);
    expect(namesOf(session)).toEqual(['first.png', 'last.png']);
    expect(told(opened, 'failed').map(({ error, file }) => [error.code, file])).toEqual([
      ['unsupported-type', bad[0]],
      ['decode-failed', bad[1]],
      ['file-empty', bad[2]],
    ]);
    expect(shownName(session)).toBe('first.png');
    session.removeFile(idOf(opened, 'torn.png'));
    expect(statesOf(session)).toEqual(['done', 'failed', 'failed', 'done']);
  });

  it('are refused by the limits of the moment', async () => {
    const opened = openSession();
    const { session, settings } = opened;
    settings.limits = { ...settings.limits, maxPixels: 3 };
    await session.process([png('large.png')]);
    settings.limits = { ...settings.limits, maxPixels: 4, accept: 'image/jpeg' };
    await session.process([png('type.png')]);
    settings.limits = { ...settings.limits, maxFileSize: 10, accept: 'image/png' };
    await session.process([png('heavy.png')]);
    expect(errorsTold(opened)).toEqual(['image-too-large', 'unsupported-type', 'file-too-large']);
  });

  it('are all let go by a reset, with all that was said; the parameters stay', async () => {
    const opened = openSession();
    const { session } = opened;
    await session.process([png('a.png'), new File([], 'empty.png')]);
    await follow(opened, blur(9));
    session.notices.add(new XrayError('export-failed', 'No.'));
    session.reset();
    expect([session.files.all, session.notices.all, session.selected, session.busy]).toEqual([[], [], null, false]);
    await session.process([png('b.png')]);
    expect(sizesOf(session)).toEqual([9]);
  });
});

describe('a session that nobody looks at', () => {
  it('gives its engines back when the work is done, keeps the results, and shows them when somebody comes', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    await session.process(pngs(2));
    await session.rest(() => false);
    await until(() => engines.disposed.length === 1);
    expect([engines.open, session.live, namesOf(session)]).toEqual([[], null, ['a.png', 'b.png']]);
    expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(1, 'edges', DEFAULT_PARAMS));
    expect(engines.made).toHaveLength(1);
    session.showFirst();
    await idle(opened);
    expect([shownName(session), engines.open]).toEqual(['a.png', [1]]);
  });

  it('keeps them while there is work, and where somebody came meanwhile', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    engines.hold();
    const work = session.process(pngs(1));
    await until(() => engines.atWork === 1);
    await session.rest(() => false);
    engines.release();
    await work;
    await session.rest(() => true);
    expect([engines.disposed, engines.open]).toEqual([[], [1]]);
  });
});
