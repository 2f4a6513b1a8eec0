import { describe, expect, it } from 'vitest';
import { UNDO_MS } from '../../../src/session/processing/removal.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { collect } from '../../support/peak-memory.ts';
import { WeakRefs } from '../../support/weak-refs.ts';
import {
  blur,
  follow,
  idle,
  namesOf,
  openSession,
  pixelsOf,
  png,
  pngs,
  shownName,
  sizesOf,
  statesOf,
  takeAway,
  told,
  torn,
  until,
  zipOf,
} from './support/open-session.ts';

/** A session with a clock of the test's. */
function openRemoving(options: Parameters<typeof openSession>[0] = {}) {
  const clock = new HandClock();
  return { ...openSession({ ...options, hooks: { after: clock.after, ...options.hooks } }), clock };
}

describe('a removal of all files', () => {
  it('is taken back as if nothing had been, also of files that are gone', async () => {
    const opened = openRemoving();
    const { session, engines } = opened;
    const files = pngs(3);
    await session.process([...files, torn('d.png')]);
    await session.select(session.files.all[1].id);
    const before = [namesOf(session), statesOf(session), shownName(session)];
    const pixels = await pixelsOf(opened, 1, 'edges');
    const results = told(opened, 'results').length;
    await until(() => engines.open.length === 1);
    files.forEach(takeAway);
    const open = [...engines.open];

    session.removal.begin();
    expect([session.files.size, session.access.results, session.live, session.removal.count]).toEqual([0, [], null, 4]);
    await session.removal.undo();
    await idle(opened);
    expect([namesOf(session), statesOf(session), shownName(session)]).toEqual(before);
    expect(await pixelsOf(opened, 1, 'edges')).toEqual(pixels);
    expect((await zipOf(opened)).names).toHaveLength(16);
    expect([session.removal.count, told(opened, 'results').length, engines.open]).toEqual([0, results, open]);
    expect(told(opened, 'left')).toEqual([]);
  });

  it('is final after ten seconds, when it is let go, and when anything comes in its place', async () => {
    const endings: ((opened: ReturnType<typeof openRemoving>) => unknown)[] = [
      ({ clock }) => clock.pass(UNDO_MS),
      ({ session }) => session.removal.letGo(),
      ({ session }) => session.reset(),
      ({ session }) => session.process([png('new.png', 9)]),
      ({ session }) => session.list([png('new.png', 9)]),
    ];
    for (const end of endings) {
      const opened = openRemoving();
      const { session, engines } = opened;
      await session.process(pngs(2));
      session.removal.begin();
      const open = engines.open.length;
      expect(told(opened, 'left')).toEqual([]);
      await end(opened);
      await idle(opened);
      expect(told(opened, 'left').map(({ id }) => id)).toEqual([1, 2]);
      expect(session.removal.count).toBe(0);
      await session.removal.undo();
      expect(namesOf(session).includes('a.png')).toBe(false);
      expect(open).toBe(1);
    }
  });

  it('keeps nothing of the files afterwards', async () => {
    const opened = openRemoving();
    const { session, reports, clock } = opened;
    await session.process(pngs(3));
    const removed = new WeakRefs();
    session.files.all.forEach((entry) => removed.add(entry));
    session.removal.begin();
    clock.pass(UNDO_MS - 1);
    expect(session.removal.count).toBe(3);
    clock.pass(1);
    reports.length = 0;
    for (let tries = 0; removed.held > 0 && tries < 10; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      collect();
    }
    expect(removed.held).toBe(0);
  });

  it('ends the work, which goes on when it is taken back', async () => {
    const opened = openRemoving();
    const { session, engines } = opened;
    engines.hold();
    const work = session.process(pngs(3));
    await until(() => statesOf(session).includes('working'));
    session.removal.begin();
    await work;
    expect([session.processing, session.busy]).toEqual([false, false]);
    engines.release();
    await session.removal.undo();
    await idle(opened);
    expect([namesOf(session), shownName(session)]).toEqual([['a.png', 'b.png', 'c.png'], 'a.png']);
  });

  it('leaves files waiting that waited for a press', async () => {
    const opened = openRemoving({ settings: { manual: true } });
    const { session } = opened;
    await session.list(pngs(2));
    session.removal.begin();
    await session.removal.undo();
    expect([statesOf(session), session.processing]).toEqual([['waiting', 'waiting'], false]);
    await session.processWaiting();
    expect(namesOf(session)).toEqual(['a.png', 'b.png']);
  });

  it('follows parameters and engines that were changed meanwhile', async () => {
    const opened = openRemoving({ settings: { backend: 'webgl2' } });
    const { session, settings } = opened;
    await session.process(pngs(2));
    session.removal.begin();
    session.setParams(blur(9));
    await session.removal.undo();
    await until(() => sizesOf(session)[0] === 9 && !session.busy);

    session.removal.begin();
    settings.backend = 'cpu';
    await session.backendChanged();
    await session.removal.undo();
    await idle(opened);
    expect([session.live?.computed.backend, shownName(session)]).toEqual(['cpu', 'a.png']);
    await follow(opened, blur(11));
  });

  it('brings back what was said', async () => {
    const { session } = openRemoving();
    await session.process(pngs(1));
    await session.loader.bring(['ftp://example.test/a.png'], () => Promise.resolve());
    const before = session.notices.all;
    expect(before).toHaveLength(1);
    session.removal.begin();
    expect(session.notices.all).toEqual([]);
    await session.removal.undo();
    expect(session.notices.all).toEqual(before);
  });
});
