import { describe, expect, it } from 'vitest';
import {
  blur,
  follow,
  idle,
  openSession,
  png,
  pngs,
  shownName,
  torn,
  until,
  type OpenedSession,
} from '../support/open-session.ts';

/** A session that gives out each batch, and the files of what was given out. */
function autoSaving(autoSave = true, save?: () => Promise<void>): OpenedSession & { readonly saved: string[][] } {
  const saved: string[][] = [];
  const opened = openSession({
    settings: { autoSave },
    hooks: {
      save: async (entries) => {
        await save?.();
        saved.push(entries.map(({ name }) => name));
      },
    },
  });
  return { ...opened, saved };
}

describe('auto-save', () => {
  it('gives out what a batch made, once it is finished; a parameter is no batch', async () => {
    const opened = autoSaving();
    const { session, saved } = opened;
    await session.process([png('a.png'), torn('torn.png'), png('b.png', 2)]);
    await idle(opened);
    expect(saved).toEqual([['a.png', 'b.png']]);
    await session.process([png('c.png', 3)]);
    await idle(opened);
    await follow(opened, blur(9));
    expect([saved, shownName(session)]).toEqual([[['a.png', 'b.png'], ['c.png']], 'c.png']);
  });

  it('gives out every one of two batches that overlap, one at a time and in order', async () => {
    const going: (() => void)[] = [];
    const opened = autoSaving(true, () => new Promise((resolve) => going.push(resolve)));
    const { session, saved } = opened;
    await Promise.all([session.process([png('a.png')]), session.process(pngs(3).slice(1))]);
    await until(() => going.length === 1);
    // As busy as by any other work.
    expect([saved, session.busy]).toEqual([[], true]);
    going[0]();
    await until(() => going.length === 2);
    going[1]();
    await idle(opened);
    expect(saved).toEqual([['a.png'], ['b.png', 'c.png']]);
  });

  it('gives out nothing when nothing succeeded, nor what was cancelled or reset', async () => {
    const opened = autoSaving();
    const { session, engines, saved } = opened;
    await session.process([torn('torn.png')]);
    for (const end of [() => session.cancel(), () => session.reset()]) {
      engines.hold();
      const work = session.process(pngs(2));
      await until(() => engines.atWork > 0);
      end();
      engines.release();
      await work;
      await idle(opened);
    }
    expect(saved).toEqual([]);
  });

  it('is off unless it is asked for', async () => {
    const opened = autoSaving(false);
    await opened.session.process(pngs(1));
    await idle(opened);
    expect(opened.saved).toEqual([]);
  });
});
