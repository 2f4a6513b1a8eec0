import { expect, it } from 'vitest';
import { STAGE_IDS } from '../../../src/pipeline/standard-graph.ts';
import { idOf, openSession, png, told, until, type OpenedSession } from './support/open-session.ts';

/** More than are taken in in two tasks, of which the first is over when what took them returns. */
const MANY = 1010;
const FIRST = 500;

const names = (count: number): string[] => [...Array(count).keys()].map((index) => `film ${index + 1}.png`);
const good = png('good.png');
/** Images that are all the same. */
const films = (count: number): File[] => names(count).map((name) => new File([good], name, { type: 'image/png' }));
/** Files that are no images: all fail as soon as they have their turn. */
const empty = (count: number): File[] => names(count).map((name) => new File([], name, { type: 'image/png' }));
const listed = ({ session }: OpenedSession): string[] => session.files.all.map(({ name }) => name);

it('lists thousands in their order, and counts all of them from the first', async () => {
  const opened = openSession();
  const { session, engines } = opened;
  engines.hold();
  const work = session.process(films(MANY));
  const total = MANY * STAGE_IDS.length;
  expect([session.files.size, session.progress.total, session.busy]).toEqual([FIRST, total, true]);
  await until(() => session.files.size === MANY);
  expect(listed(opened)).toEqual(names(MANY));
  await until(() => engines.atWork > 0);
  expect([session.progress.total, session.shown.entry?.name]).toEqual([total, 'film 1.png']);
  session.cancel();
  engines.release();
  await work;
  expect([session.files.count('cancelled'), session.busy, session.progress.total]).toEqual([MANY, false, 0]);
});

it('is one batch, also when all that is listed leaves before the others come', async () => {
  const opened = openSession();
  const { session } = opened;
  let settled = false;
  const work = session.process(empty(MANY)).then(() => (settled = true));
  for (const { id } of session.files.all) session.removeFile(id);
  await Promise.resolve();
  expect([session.files.size, session.processing, settled]).toEqual([0, true, false]);
  await work;
  expect(listed(opened)).toEqual(names(MANY).slice(FIRST));
  expect(session.files.count('failed')).toBe(MANY - FIRST);
  expect([told(opened, 'processed').length, told(opened, 'idle').length, session.busy]).toEqual([1, 1, false]);
});

it('keeps of a cancelled batch what was listed, which can be processed again, and lists no more', async () => {
  const opened = openSession();
  const { session } = opened;
  const work = session.process(empty(MANY));
  session.cancel();
  await work;
  expect([session.files.size, session.files.count('cancelled'), session.busy]).toEqual([FIRST, FIRST, false]);
  expect([session.processing, told(opened, 'began').length, told(opened, 'processed').length]).toEqual([false, 0, 1]);
  await session.redo(idOf(opened, 'film 500.png'));
  expect(session.files.count('failed')).toBe(1);
});

it('lists nothing of a batch that was reset, and what comes then', async () => {
  const opened = openSession();
  const { session } = opened;
  const work = session.process(empty(MANY));
  session.reset();
  const next = session.process([good]);
  expect(session.progress.total).toBe(STAGE_IDS.length);
  await work;
  await next;
  expect(listed(opened)).toEqual(['good.png']);
  expect([session.files.count('done'), told(opened, 'began').length, session.busy]).toEqual([1, 1, false]);
});

it('stops in the middle of a slice when it is reset by who hears of it', async () => {
  const opened = openSession();
  const { session } = opened;
  let resets = 0;
  session.reports.listen(() => {
    if (session.files.size === 40 && resets++ === 0) session.reset();
  });
  await session.process(empty(MANY));
  expect([session.files.size, told(opened, 'began').length, session.busy]).toEqual([0, 0, false]);
});

it('lists what is brought meanwhile after what was brought before', async () => {
  const opened = openSession();
  const { session } = opened;
  const all = [session.process(empty(MANY)), session.list([good])];
  await until(() => session.files.size > MANY);
  session.cancel();
  await Promise.all(all);
  expect(listed(opened)).toEqual([...names(MANY), 'good.png']);
});

it('processes what was listed in as many tasks, and not what is cancelled or removed before its turn to be queued', async () => {
  const opened = openSession();
  const { session, engines } = opened;
  await session.list(films(MANY));
  expect([session.files.count('waiting'), session.busy]).toEqual([MANY, false]);
  engines.hold();
  const work = session.processWaiting();
  const [cancelled, again] = [idOf(opened, 'film 1008.png'), idOf(opened, 'film 1009.png')];
  session.removeFile(idOf(opened, 'film 1010.png'));
  session.cancel(cancelled);
  session.cancel(again);
  const redone = session.redo(again);
  for (const { id } of session.files.all.slice(0, -2)) session.cancel(id);
  engines.release();
  await Promise.all([work, redone]);
  expect([session.files.count('cancelled'), session.files.count('done')]).toEqual([MANY - 2, 1]);
  expect([session.files.get(again)?.state.kind, session.busy]).toEqual(['done', false]);
  expect(told(opened, 'processed')).toHaveLength(1);
});
