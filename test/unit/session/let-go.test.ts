import { afterAll, beforeAll, expect, it } from 'vitest';
import { TURN_MS } from '../../../src/session/patience.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { collect } from '../../support/peak-memory.ts';
import { SilentFile } from '../../support/silent-file.ts';
import { WeakRefs } from '../../support/weak-refs.ts';
import { idle, idOf, openSession, png, told, until } from './support/open-session.ts';

// No spy, which would hold on to what it is told.
const { warn } = console;
beforeAll(() => void (console.warn = () => undefined));
afterAll(() => void (console.warn = warn));

it('a notice of what an archive could not have does not hold the results that are in it', async () => {
  const clock = new HandClock();
  const opened = openSession({ settings: { backend: 'webgl2' }, hooks: { after: clock.after } });
  const { session, engines, reports } = opened;
  const file = new SilentFile([png('a.png')], 'a.png');
  file.comeBack();
  await session.process([file, png('b.png', 2)]);
  file.goAway();
  engines.lose();
  const zip = session.exports.zip();
  await until(() => file.asked > 0);
  session.cancel();
  await until(() => {
    clock.pass(TURN_MS);
    return told(opened, 'archived').length > 0;
  });
  await zip;
  file.comeBack();
  await idle(opened);
  const removed = new WeakRefs();
  removed.add(session.files.get(idOf(opened, 'b.png')));
  session.removeFile(idOf(opened, 'b.png'));
  reports.length = 0;
  for (let tries = 0; removed.held > 0 && tries < 10; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    collect();
  }
  expect([session.notices.all.length, removed.held]).toEqual([1, 0]);
});
