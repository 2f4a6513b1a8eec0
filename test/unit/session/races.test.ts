import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMS } from '../../../src/pipeline/params.ts';
import { STAGE_IDS } from '../../../src/pipeline/standard-graph.ts';
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
  told,
  torn,
  until,
  zipOf,
} from './support/open-session.ts';
import { readZip } from './support/read-zip.ts';

const aborted = expect.objectContaining({ name: 'AbortError' }) as unknown;

describe('an export', () => {
  it('holds one set of parameters when they change before and meanwhile, at whatever moment', async () => {
    for (const steps of [0, 1, 2, 3, 4, 5]) {
      const opened = openSession();
      const { session, engines } = opened;
      await session.process([png('a.png')]);
      engines.hold();
      session.setParams(blur(31));
      const exporting = session.exports.zip();
      for (let i = 0; i < steps; i++) {
        if (i < 4) await until(() => engines.atWork > 0);
        engines.step();
        await Promise.resolve();
      }
      session.setParams(blur(3));
      engines.release();
      const { manifest, pixels } = await readZip((await exporting).blob);
      expect(manifest.images[0].parameters.blur.kernelSize).toBe(31);
      for (const stage of STAGE_IDS.slice(1)) {
        expect(await pixels('a', stage), `${stage} after ${steps}`).toEqual(stepPixels(1, stage, blur(31)));
      }
      await idle(opened);
      expect(await pixelsOf(opened, 0, 'blurred')).toEqual(stepPixels(1, 'blurred', blur(3)));
    }
  });

  it('goes on when other files are put on show', async () => {
    const opened = openSession();
    const { session } = opened;
    await session.process(pngs(3));
    const exporting = zipOf(opened);
    for (const name of ['b.png', 'a.png', 'c.png']) {
      void session.select(idOf(opened, name));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const { pixels } = await exporting;
    for (const [i, stem] of ['a', 'b', 'c'].entries()) {
      expect(await pixels(stem, 'edges')).toEqual(stepPixels(i + 1, 'edges', DEFAULT_PARAMS));
    }
    await idle(opened);
    expect(shownName(session)).toBe('c.png');
    expect(opened.engines.open).toEqual([3]);
  });

  it('goes on when another engine is asked for', async () => {
    const opened = openSession({ settings: { backend: 'webgl2' } });
    const { session, settings, engines } = opened;
    await session.process(pngs(2));
    const exporting = zipOf(opened);
    settings.backend = 'cpu';
    await session.backendChanged();
    const { pixels } = await exporting;
    expect(await pixels('a', 'edges')).toEqual(stepPixels(1, 'edges', DEFAULT_PARAMS));
    expect(await pixels('b', 'edges')).toEqual(stepPixels(2, 'edges', DEFAULT_PARAMS));
    await idle(opened);
    expect([engines.made, engines.disposed, session.live?.computed.backend]).toEqual([
      ['webgl2', 'cpu'],
      ['webgl2'],
      'cpu',
    ]);
  });

  it('ends with a reset', async () => {
    const { session } = openSession();
    await session.process([png('a.png')]);
    const exporting = session.exports.zip().catch((error: unknown) => error);
    session.reset();
    expect(await exporting).toEqual(aborted);
    expect(session.busy).toBe(false);
  });
});

describe('a file that cannot be opened again while it is being kept', () => {
  it('is told of when it is kept, and not after a reset', async () => {
    const opened = openSession();
    const { session, engines, settings } = opened;
    await session.process(pngs(2));
    const goOn = engines.holdReads();
    await follow(opened, blur(9));
    void session.select(idOf(opened, 'b.png'));
    settings.limits = { ...settings.limits, maxPixels: 3 };
    const selecting = session.select(idOf(opened, 'a.png'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    session.reset();
    await selecting;
    goOn();
    await idle(opened);
    // What was being kept is no work any more, and ends by itself.
    await new Promise((resolve) => setTimeout(resolve));
    expect([errorsTold(opened), engines.open]).toEqual([[], []]);
  });
});

describe('a result', () => {
  it('answers for the parameters it names, whatever they are by now', async () => {
    const opened = openSession();
    const { session } = opened;
    await session.process([png('a.png')]);
    const [result] = session.access.results;
    await follow(opened, blur(9));
    expect([...(await result.read('edges')).data]).toEqual(stepPixels(1, 'edges', DEFAULT_PARAMS));
    expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(1, 'edges', blur(9)));
    // What was computed once more for it is freed.
    expect(opened.engines.open).toEqual([1]);
  });

  it('is not mixed up with a change while it is read', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    await session.process([png('a.png')]);
    const goOn = engines.holdReads();
    const reading = session.access.results[0].read('blurred');
    await new Promise((resolve) => setTimeout(resolve));
    session.setParams(blur(9));
    await until(() => session.live?.wanted?.blur.kernelSize === 9);
    await session.live?.settled();
    goOn();
    expect([...(await reading).data]).toEqual(stepPixels(1, 'blurred', DEFAULT_PARAMS));
    await idle(opened);
    expect(engines.open).toEqual([1]);
  });

  it('is not mixed up with a change while it is computed', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    await session.process([png('a.png')]);
    engines.hold();
    session.setParams(blur(31));
    const reading = session.access.results[0].read('blurred');
    await until(() => engines.atWork === 1);
    session.setParams(blur(3));
    engines.release();
    expect([...(await reading).data]).toEqual(stepPixels(1, 'blurred', blur(31)));
    await idle(opened);
  });

  it('is of the parameters of the moment when it is read at once after a change', async () => {
    const opened = openSession();
    const { session } = opened;
    await session.process([png('a.png')]);
    session.setParams(blur(9));
    expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(1, 'edges', blur(9)));
  });

  it('is void after a reset', async () => {
    const { session } = openSession();
    await session.process([png('a.png')]);
    const [result] = session.access.results;
    session.reset();
    await expect(result.read('edges')).rejects.toEqual(aborted);
  });
});

describe('a session at work', () => {
  it('shows a file that was computed behind another with the newest parameters', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    await session.process([png('a.png', 1)]);
    engines.hold();
    const work = session.process([png('b.png', 2)]);
    await until(() => engines.working.includes(2));
    // The second was put on show; the reader goes back to the first, changes a parameter, and returns.
    expect(shownName(session)).toBe('b.png');
    void session.select(idOf(opened, 'a.png'));
    session.setParams(blur(9));
    await session.select(idOf(opened, 'b.png'));
    engines.release();
    await work;
    await until(() => session.live?.wanted?.blur.kernelSize === 9);
    await idle(opened);
    expect([shownName(session), session.live?.computed.params]).toEqual(['b.png', blur(9)]);
    expect([...((await session.live?.pipeline.read('edges'))?.data ?? [])]).toEqual(stepPixels(2, 'edges', blur(9)));
    expect(engines.open).toEqual([2]);
  });

  it('tells of one failure once, also of a file that was listed first', async () => {
    const opened = openSession({ settings: { manual: true } });
    const { session } = opened;
    await session.intake.take([png('a.png'), new File([], 'empty.png')]);
    expect([session.selected?.name, session.live]).toEqual(['a.png', null]);
    await session.processWaiting();
    expect([errorsTold(opened), namesOf(session)]).toEqual([['file-empty'], ['a.png']]);
  });

  it('says nothing more of a file after a reset', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    engines.hold();
    const work = session.process(pngs(2));
    await until(() => engines.atWork === 1);
    session.reset();
    const { length } = opened.reports;
    engines.release();
    await work;
    const later = opened.reports.slice(length).map(({ kind }) => kind);
    expect(later.filter((kind) => kind !== 'changed' && kind !== 'idle')).toEqual([]);
    expect([session.busy, namesOf(session), engines.open]).toEqual([false, [], []]);
    await session.process([png('d.png', 4)]);
    expect(namesOf(session)).toEqual(['d.png']);
  });

  it('takes files while it works, and others while one fails', async () => {
    const opened = openSession();
    const { session } = opened;
    await Promise.all([
      session.process([png('a.png'), torn('torn.png')]),
      session.process([png('b.png', 2)]),
      session.process([]),
    ]);
    expect(resultsTold(opened)).toEqual(['a.png', 'b.png']);
    expect(session.busy).toBe(false);
  });

  it('tells how far it is: each image once, over all files at work, and the end of the work once', async () => {
    const opened = openSession();
    const files = pngs(2);
    await opened.session.process(files);
    const steps = told(opened, 'progress');
    expect(steps.map(({ done, total }) => [done, total])).toEqual(Array.from({ length: 10 }, (_, i) => [i + 1, 10]));
    expect(steps.map(({ file }) => files.indexOf(file as File))).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    expect(told(opened, 'processed')).toHaveLength(1);
    expect(opened.session.processing).toBe(false);
  });

  it('survives choosing files while they are computed', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    engines.hold();
    const work = session.process(pngs(4));
    for (const name of ['d.png', 'a.png', 'c.png', 'b.png', 'd.png', 'b.png']) {
      await until(() => engines.atWork > 0);
      void session.select(idOf(opened, name));
      engines.step();
    }
    engines.release();
    await work;
    await idle(opened);
    expect([namesOf(session), shownName(session)]).toEqual([['a.png', 'b.png', 'c.png', 'd.png'], 'b.png']);
    expect(engines.open).toEqual([2]);
    for (const i of [0, 1, 2, 3]) {
      expect(await pixelsOf(opened, i, 'edges')).toEqual(stepPixels(i + 1, 'edges', DEFAULT_PARAMS));
    }
  });
});
