import { expect, it } from 'vitest';
import { changedError } from '../../../src/decode/source/decode-errors.ts';
import { withFileName } from '../../../src/base/xray-error.ts';
import { stepPixels } from '../../support/stepped-engines.ts';
import {
  blur,
  errorsTold,
  idle,
  idOf,
  openSession,
  pixelsOf,
  png,
  pngs,
  shownName,
  statesOf,
  takeAway,
  told,
  until,
  type OpenedSession,
} from './support/open-session.ts';

/** A worker stops while a new parameter is computed, and the samples cannot be decoded from their file again. */
async function loseSamples({ session, engines }: OpenedSession, name: string): Promise<void> {
  engines.hold();
  session.setParams(blur(9));
  await until(() => engines.atWork > 0);
  engines.stop('cpu', withFileName(changedError(), name));
  engines.release();
}

it('what is kept of a file that is gone when its samples are is put on show, with the parameters of now', async () => {
  const opened = openSession();
  const { session } = opened;
  const files = pngs(2);
  await session.process(files);
  await session.select(idOf(opened, 'b.png'));
  takeAway(files[1]);
  await loseSamples(opened, 'b.png');
  await idle(opened);
  expect([shownName(session), errorsTold(opened), session.notices.all]).toEqual(['b.png', [], []]);
  expect(statesOf(session)).toEqual(['done', 'done']);
  expect(await pixelsOf(opened, 1, 'blurred')).toEqual(stepPixels(2, 'blurred', blur(9)));
});

it('a file of which nothing is kept is told of as what it is', async () => {
  const opened = openSession();
  const { session } = opened;
  const file = png('a.png');
  await session.process([file]);
  takeAway(file);
  await loseSamples(opened, 'a.png');
  await idle(opened);
  expect(told(opened, 'failed').map(({ error: { code, reason, message } }) => [code, reason, message])).toEqual([
    [
      'decode-failed',
      'file-changed',
      'a.png: the file is no longer as it was chosen: it was changed, moved or deleted.',
    ],
  ]);
  expect([statesOf(session), shownName(session)]).toEqual([['failed'], null]);
});

it('a file that is there is decoded again', async () => {
  const opened = openSession();
  const { session } = opened;
  await session.process([png('a.png')]);
  await loseSamples(opened, 'a.png');
  await idle(opened);
  expect([errorsTold(opened), statesOf(session), shownName(session)]).toEqual([[], ['done'], 'a.png']);
  expect(await pixelsOf(opened, 0, 'blurred')).toEqual(stepPixels(1, 'blurred', blur(9)));
});
