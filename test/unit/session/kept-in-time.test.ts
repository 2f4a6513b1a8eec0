import { describe, expect, it } from 'vitest';
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
  takeAway,
  until,
} from './support/open-session.ts';

/** Found by walks of random steps: see session-walk.test.ts. */
describe('what leaves the show, or its engine', () => {
  it('is kept before the engine is given back, when another is asked for meanwhile', async () => {
    const opened = openSession({ settings: { backend: 'webgl2' } });
    const { session, settings } = opened;
    const files = pngs(2);
    await session.process(files);
    files.forEach(takeAway);
    void session.select(idOf(opened, 'b.png'));
    settings.backend = 'cpu';
    await session.backendChanged();
    await idle(opened);
    expect([namesOf(session), errorsTold(opened), opened.engines.open]).toEqual([['a.png', 'b.png'], [], [2]]);
    expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(1, 'edges', DEFAULT_PARAMS));
  });

  it('is kept before all engines are given back because nobody is there', async () => {
    const opened = openSession();
    const { session } = opened;
    const files = pngs(2);
    await session.process(files);
    await session.select(idOf(opened, 'b.png'));
    await session.rest(() => false);
    files.forEach(takeAway);
    expect(opened.engines.open).toEqual([]);
    expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(1, 'edges', DEFAULT_PARAMS));
  });

  it('stays on show when it was processed while engines were about to be given back', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    await session.process(pngs(1));
    const goOn = engines.holdReads();
    const resting = session.rest(() => false);
    await session.process([png('b.png', 2)]);
    goOn();
    await resting;
    expect([shownName(session), session.live?.freed, engines.open]).toEqual(['b.png', false, [2]]);
    await session.rest(() => false);
    expect([engines.open, namesOf(session)]).toEqual([[], ['a.png', 'b.png']]);
  });

  it('is kept when it was done while another was being kept for a change of engines', async () => {
    const opened = openSession({ settings: { backend: 'webgl2' } });
    const { session, settings, engines } = opened;
    const files = pngs(2);
    await session.process([files[0]]);
    engines.hold();
    // Before the first leaves the show: nothing of it is read before the engine changes.
    const goOn = engines.holdReads();
    const work = session.process([files[1]]);
    await until(() => engines.working.includes(2));
    files.forEach(takeAway);
    settings.backend = 'cpu';
    const changed = session.backendChanged();
    await new Promise((resolve) => setTimeout(resolve, 5));
    engines.release();
    await work;
    goOn();
    await changed;
    await idle(opened);
    expect([namesOf(session), shownName(session), errorsTold(opened)]).toEqual([['a.png', 'b.png'], 'b.png', []]);
    expect(session.live?.computed.backend).toBe('cpu');
  });

  it.each([
    ['can no longer be read', ({ files }) => files.forEach(takeAway), []],
    [
      'is refused by now',
      ({ settings }) => (settings.limits = { ...settings.limits, maxPixels: 3 }),
      ['image-too-large'],
    ],
  ] as [
    string,
    (about: { files: File[]; settings: ReturnType<typeof openSession>['settings'] }) => unknown,
    string[],
  ][])('stays when another engine is asked for and its file %s', async (_what, change, errors) => {
    const opened = openSession({ settings: { backend: 'webgl2' } });
    const { session, settings } = opened;
    const files = pngs(1);
    await session.process(files);
    change({ files, settings });
    settings.backend = 'cpu';
    const changed = session.backendChanged();
    // While it is being kept, parameters change.
    session.setParams(blur(9));
    await changed;
    await idle(opened);
    expect([namesOf(session), errorsTold(opened)]).toEqual([['a.png'], errors]);
    const [{ params }] = session.access.results;
    expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(1, 'edges', params));
  });

  it('is kept with the parameters that it is being computed with', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    const files = pngs(2);
    await session.process(files);
    files.forEach(takeAway);
    engines.hold();
    session.setParams(blur(9));
    await until(() => engines.atWork === 1);
    const selecting = session.select(idOf(opened, 'b.png'));
    engines.release();
    await selecting;
    await idle(opened);
    await until(() => session.files.get(1)?.kept !== null);
    expect([namesOf(session), sizesOf(session), errorsTold(opened)]).toEqual([['a.png', 'b.png'], [9, 9], []]);
    expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(1, 'edges', blur(9)));
    expect(resultsTold(opened)).toEqual(['a.png', 'b.png', 'b.png', 'a.png']);
  });

  it('has the parameters it was made with, also where it could not be kept', async () => {
    const opened = openSession({ settings: { backend: 'webgl2' } });
    const { session, engines } = opened;
    await session.process(pngs(2));
    await follow(opened, blur(7));
    engines.lose();
    await session.select(idOf(opened, 'b.png'));
    await idle(opened);
    await follow(opened, blur(9));
    expect([sizesOf(session), session.access.outdated.map(({ name }) => name)]).toEqual([[7, 9], ['a.png']]);
    expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(1, 'edges', blur(7)));
  });

  it('is told of with the parameters it leaves with, which an archive had asked for before a frame did', async () => {
    const opened = openSession({ hooks: { soon: () => ({ request: () => undefined, cancel: () => undefined }) } });
    const { session } = opened;
    await session.process(pngs(2));
    session.setParams(blur(9));
    await session.exports.zip();
    await session.select(idOf(opened, 'b.png'));
    await until(() => resultsTold(opened).length === 4);
    expect(resultsTold(opened)).toEqual(['a.png', 'b.png', 'b.png', 'a.png']);
    expect(session.files.get(1)?.state).toMatchObject({ computed: { params: blur(9) } });
  });
});

describe('a file whose engine is given back when all of it is done but saying so', () => {
  it('is made again by the next one', async () => {
    const opened = openSession({
      hooks: {
        lookAt: async () => {
          if (settings.backend === 'webgl2') return;
          settings.backend = 'webgl2';
          await session.backendChanged();
        },
      },
    });
    const { session, settings, engines } = opened;
    await session.process(pngs(1));
    await idle(opened);
    expect([session.live?.computed.backend, session.live?.freed, engines.open]).toEqual(['webgl2', false, [1]]);
    expect(await session.live?.pipeline.histogram('edges')).toHaveLength(256);
  });
});

describe('a file that is cancelled before its header is read', () => {
  it('is not put on show', async () => {
    const { session } = openSession({ settings: { manual: true } });
    const listing = session.list([png('a.png')]);
    session.cancel();
    await listing;
    expect([statesOf(session), shownName(session)]).toEqual([['cancelled'], null]);
  });
});
