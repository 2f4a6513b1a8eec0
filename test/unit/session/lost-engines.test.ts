import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { XrayError } from '../../../src/base/xray-error.ts';
import { MOST_REOPENINGS } from '../../../src/engines/retries.ts';
import { DEFAULT_PARAMS } from '../../../src/pipeline/params.ts';
import { stepPixels } from '../../support/stepped-engines.ts';
import {
  blur,
  errorsTold,
  follow,
  idle,
  namesOf,
  openSession,
  pixelsOf,
  png,
  pngs,
  told,
  until,
  zipOf,
  type OpenedSession,
} from './support/open-session.ts';

const warn = vi.spyOn(console, 'warn');
beforeAll(() => {
  warn.mockImplementation(() => undefined);
  // For ten seconds a GPU rests and images are opened again: no test takes that long, whatever holds it up.
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterAll(() => {
  vi.useRealTimers();
  warn.mockRestore();
});

for (const [backend, successor] of [
  ['webgl2', 'webgl2'],
  ['auto', 'cpu'],
] as const) {
  describe(`when the GPU is lost, backend ${backend}`, () => {
    /** `work` loses the GPU as often as `losses` says. */
    const test = (name: string, work: (opened: OpenedSession) => Promise<void>, losses = 1): void => {
      it(name, async () => {
        const opened = openSession({ settings: { backend } });
        await work(opened);
        await idle(opened);
        // Told once a loss; no person has to do anything.
        expect([told(opened, 'engine-lost').length, errorsTold(opened)]).toEqual([losses, []]);
        expect(opened.session.notices.all).toEqual([]);
        expect(opened.session.live?.computed.backend).toBe(successor);
        expect(opened.session.live?.computed.fallback).toBe(backend === 'auto' ? 'gpu-lost' : null);
        opened.session.release();
        await until(() => opened.engines.open.length === 0);
        expect([...opened.engines.disposed].sort()).toEqual([...opened.engines.made].sort());
      });
    };

    test('a changed parameter is computed all the same, and its results are told', async (opened) => {
      await opened.session.process([png('a.png')]);
      opened.engines.lose();
      await follow(opened, blur(9));
      expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(1, 'edges', blur(9)));
    });

    test('what is drawn is drawn again', async (opened) => {
      const { session, engines } = opened;
      await session.process([png('a.png')]);
      const { live } = session;
      engines.lose();
      const canvas = {} as HTMLCanvasElement;
      expect(live && (await session.shown.draw(live, 'edges', canvas, {}))).toBe(false);
      await idle(opened);
      expect([session.live === live, session.live?.complete]).toEqual([false, true]);
      expect(session.live && (await session.shown.draw(session.live, 'edges', canvas, {}))).toBe(true);
    });

    test('the next file is taken', async (opened) => {
      const { session, engines } = opened;
      await session.process([png('a.png', 1)]);
      engines.lose();
      await session.process([png('b.png', 2)]);
      expect(namesOf(session)).toEqual(['a.png', 'b.png']);
      expect(await pixelsOf(opened, 1, 'edges')).toEqual(stepPixels(2, 'edges', DEFAULT_PARAMS));
    });

    test(
      'what is on show is read and exported, twice',
      async (opened) => {
        await opened.session.process([png('a.png')]);
        opened.engines.lose();
        expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(1, 'edges', DEFAULT_PARAMS));
        await idle(opened);
        opened.engines.lose();
        const { names, pixels } = await zipOf(opened);
        expect(names).toHaveLength(6);
        expect(await pixels('a', 'blurred')).toEqual(stepPixels(1, 'blurred', DEFAULT_PARAMS));
      },
      // The second time the CPU has taken over, where it does.
      successor === 'webgl2' ? 2 : 1,
    );

    test('the file at work is finished, and the rest of the batch, whenever it is', async (opened) => {
      const { session, engines } = opened;
      engines.hold();
      const work = session.process(pngs(3));
      // In the middle of the second file.
      for (let steps = 0; steps < 6; steps++) {
        await until(() => engines.atWork > 0);
        engines.step();
        await Promise.resolve();
      }
      await until(() => engines.working.includes(2));
      engines.lose();
      engines.release();
      await work;
      await idle(opened);
      // The first one was on show, on the engine that is gone, of which nothing hears before it is needed.
      expect(namesOf(session)).toEqual(['a.png', 'b.png', 'c.png']);
      for (const [i] of namesOf(session).entries()) {
        expect(await pixelsOf(opened, i, 'edges')).toEqual(stepPixels(i + 1, 'edges', DEFAULT_PARAMS));
      }
    });

    test('the file at work that is on show is finished', async (opened) => {
      const { session, engines } = opened;
      engines.hold();
      const work = session.process([png('a.png')]);
      await until(() => engines.atWork === 1);
      expect(session.live).not.toBe(null);
      engines.lose();
      engines.release();
      await work;
      expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(1, 'edges', DEFAULT_PARAMS));
    });
  });
}

describe('developers', () => {
  it('are warned once of all the losses above', () => {
    const losses = warn.mock.calls.filter(
      ([warning]) => warning instanceof XrayError && warning.code === 'engine-lost',
    );
    expect(losses).toHaveLength(1);
  });
});

describe('when nothing can be read back any more', () => {
  it('that is said, it is not tried for ever, and the next file is taken when it is over', async () => {
    const opened = openSession({ settings: { backend: 'webgl2' } });
    const { session, engines } = opened;
    await session.process([png('a.png')]);
    engines.unreadable.add('edges');
    for (let i = 0; i <= MOST_REOPENINGS; i++) {
      const { live } = session;
      if (live) await session.shown.use(live, (pipeline) => pipeline.read('edges'));
      await idle(opened);
    }
    expect(engines.made).toHaveLength(MOST_REOPENINGS + 1);
    expect([errorsTold(opened), session.notices.all.length]).toEqual([['engine-lost'], 1]);
    engines.unreadable.clear();
    await session.process([png('b.png', 2)]);
    expect(namesOf(session)).toContain('b.png');
    expect(session.live?.computed.backend).toBe('webgl2');
  });

  it('a file whose engines are lost under it each time fails, once', async () => {
    const opened = openSession({
      settings: { backend: 'webgl2' },
      hooks: { lookAt: () => Promise.reject(new XrayError('engine-lost', 'Gone.')) },
    });
    await opened.session.process([png('a.png'), png('b.png', 2)]);
    expect(told(opened, 'failed').map(({ error, file }) => [error.code, (file as File).name])).toEqual([
      ['engine-lost', 'a.png'],
      ['engine-lost', 'b.png'],
    ]);
    expect(opened.engines.open).toEqual([]);
  });
});

describe('a look at what was computed', () => {
  it('that finds the GPU lost has the file begun again, by the CPU', async () => {
    let looks = 0;
    const opened: OpenedSession = openSession({
      settings: { backend: 'auto' },
      hooks: {
        lookAt: async (_id, pipeline) => {
          if (++looks === 1) opened.engines.lose();
          await pipeline.draw('original', {} as HTMLCanvasElement);
        },
      },
    });
    await opened.session.process([png('a.png')]);
    expect([looks, errorsTold(opened), told(opened, 'engine-lost').length]).toEqual([2, [], 1]);
    expect(opened.session.access.results.map(({ backend }) => backend)).toEqual(['cpu']);
  });

  it('comes before the file is done, and stops nothing where it fails', async () => {
    const looks: [number, string][] = [];
    const opened = openSession({
      hooks: {
        lookAt: (id, pipeline) => {
          looks.push([id, opened.session.files.get(id)?.state.kind ?? '']);
          return pipeline.width === 4 ? Promise.reject(new Error('No canvas.')) : Promise.resolve();
        },
      },
    });
    await opened.session.process(pngs(2));
    expect(looks).toEqual([
      [1, 'working'],
      [2, 'working'],
    ]);
    expect([namesOf(opened.session), errorsTold(opened)]).toEqual([['a.png', 'b.png'], []]);
  });
});

describe('when no engine can run', () => {
  it('that is told once for all files, which leave the list, and can be tried again', async () => {
    const opened = openSession({ settings: { backend: 'webgl2' } });
    const { session, engines } = opened;
    engines.missing.add('webgl2');
    await session.process(pngs(2));
    expect([new Set(errorsTold(opened)), session.notices.all.length]).toEqual([new Set(['engine-unavailable']), 1]);
    expect([session.files.all, told(opened, 'left').length, session.selected]).toEqual([[], 2, null]);
    engines.missing.clear();
    await session.process([png('a.png')]);
    expect(namesOf(session)).toEqual(['a.png']);
  });
});
