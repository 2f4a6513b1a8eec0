import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMS } from '../../../src/pipeline/params.ts';
import { SILENCE_MS } from '../../../src/base/listen-to.ts';
import { TURN_MS } from '../../../src/session/patience.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { SilentFile } from '../../support/silent-file.ts';
import { SteppedEngines, stepPixels } from '../../support/stepped-engines.ts';
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
  shownName,
  statesOf,
  told,
  until,
  zipOf,
} from './support/open-session.ts';

const silent = (name: string, seed = 1): SilentFile => new SilentFile([png(name, seed)], name, { type: 'image/png' });

/** A session with a clock of the test's. */
function openWaiting(options: Parameters<typeof openSession>[0] = {}) {
  const clock = new HandClock();
  return { ...openSession({ ...options, hooks: { after: clock.after, ...options.hooks } }), clock };
}

/** Three files, of which the second says nothing, and the others are done meanwhile. */
async function withSilent() {
  const opened = openWaiting();
  const file = silent('b.png', 2);
  const [a, , c] = pngs(3);
  let settled = false;
  const work = opened.session.process([a, file, c]).then(() => (settled = true));
  await until(() => file.asked === 1);
  opened.clock.pass(TURN_MS);
  await until(() => namesOf(opened.session).length === 2);
  return { ...opened, file, work, isSettled: () => settled };
}

describe('a file that does not answer', () => {
  it('holds up no other; nothing is at work but it, and what is there can be given out', async () => {
    const { session, isSettled, ...opened } = await withSilent();
    expect([namesOf(session), statesOf(session), isSettled()]).toEqual([
      ['a.png', 'c.png'],
      ['done', 'working', 'done'],
      false,
    ]);
    expect([session.busy, session.processing]).toEqual([true, false]);
    expect((await zipOf({ session, ...opened })).names).toHaveLength(11);
  });

  it('is told of after ten seconds, and the work ends', async () => {
    const { session, work, clock, ...opened } = await withSilent();
    clock.pass(SILENCE_MS);
    await work;
    expect([session.busy, statesOf(session)]).toEqual([false, ['done', 'failed', 'done']]);
    expect(told(opened, 'failed').map(({ error }) => [error.reason, error.message])).toEqual([
      ['no-answer', 'b.png: the file does not answer. Its drive or network may be away.'],
    ]);
    expect(clock.waiting).toBe(0);
  });

  it('is tried again, alone or with all, and is what it is when it is there', async () => {
    const opened = await withSilent();
    const { session, work, clock, file } = opened;
    clock.pass(SILENCE_MS);
    await work;
    const again = session.redo(idOf(opened, 'b.png'));
    await until(() => file.asked === 2);
    clock.pass(SILENCE_MS);
    await again;
    expect(statesOf(session)).toEqual(['done', 'failed', 'done']);
    file.comeBack();
    await session.redo();
    expect(namesOf(session)).toEqual(['a.png', 'b.png', 'c.png']);
    expect(await pixelsOf(opened, 1, 'edges')).toEqual(stepPixels(2, 'edges', DEFAULT_PARAMS));
  });

  it('goes on when it answers in time', async () => {
    const opened = await withSilent();
    const { session, file, work } = opened;
    file.comeBack();
    await work;
    expect([namesOf(session), errorsTold(opened)]).toEqual([['a.png', 'b.png', 'c.png'], []]);
  });

  it('is given up by a cancel, a removal, a reset and a release, and the next file is processed', async () => {
    for (const give of ['cancel', 'cancel all', 'remove', 'reset', 'release'] as const) {
      const opened = await withSilent();
      const { session, work, file } = opened;
      const id = idOf(opened, 'b.png');
      if (give === 'cancel') session.cancel(id);
      else if (give === 'cancel all') session.cancel();
      else if (give === 'remove') session.removeFile(id);
      else session[give]();
      await work;
      expect([give, session.busy]).toEqual([give, false]);
      await session.process([png('d.png', 4)]);
      expect([give, namesOf(session).at(-1), errorsTold(opened)]).toEqual([give, 'd.png', []]);
      // What comes of it now is nobody's.
      file.comeBack();
      await idle(opened);
      expect(opened.clock.waiting).toBe(0);
    }
  });

  it('holds up no other for long where its content does not come', async () => {
    const opened = openWaiting();
    const { session, clock } = opened;
    const file = silent('a.png').keepContent();
    const work = session.process([file, png('b.png', 2)]);
    await until(() => file.asked === 1);
    clock.pass(TURN_MS);
    await until(() => namesOf(session).length === 1 && file.asked === 2);
    clock.pass(SILENCE_MS);
    await work;
    expect([namesOf(session), statesOf(session)]).toEqual([['b.png'], ['failed', 'done']]);
  });

  it('of many, each takes the others less time than the first', async () => {
    const opened = openWaiting();
    const { session, clock } = opened;
    const files = Array.from({ length: 12 }, (_, i) => silent(`${i}.png`));
    const work = session.process([...files, png('last.png', 2)]);
    for (const [i, file] of files.entries()) {
      await until(() => file.asked === 1);
      clock.pass(i === 0 ? TURN_MS : TURN_MS / 10);
    }
    await until(() => namesOf(session).length === 1);
    clock.pass(SILENCE_MS);
    await work;
    expect(statesOf(session).filter((state) => state === 'failed')).toHaveLength(12);
  });

  it('is listed beside others that wait for a word, and tried again without being processed', async () => {
    const opened = openWaiting({ settings: { manual: true } });
    const { session, clock } = opened;
    const file = silent('a.png');
    const listing = session.intake.take([file, png('b.png', 2)]);
    await until(() => file.asked === 1);
    clock.pass(TURN_MS);
    await until(() => session.files.all[1].facts !== null);
    clock.pass(SILENCE_MS);
    await listing;
    expect(statesOf(session)).toEqual(['failed', 'waiting']);
    file.comeBack();
    await session.redo(idOf(opened, 'a.png'));
    expect([statesOf(session), session.files.all[0].facts?.width]).toEqual([['waiting', 'waiting'], 4]);
    await session.processWaiting();
    expect(namesOf(session)).toEqual(['a.png', 'b.png']);
  });

  it('is not processed twice when the button is pressed twice', async () => {
    const opened = openWaiting({ settings: { manual: true } });
    const { session } = opened;
    await session.intake.take(pngs(2));
    await Promise.all([session.processWaiting(), session.processWaiting()]);
    expect(told(opened, 'began').map(({ name }) => name)).toEqual(['a.png', 'b.png']);
  });
});

describe('a drive that goes away when its files are done', () => {
  it('is not asked for them: what is kept is shown, made anew and given out', async () => {
    const opened = openWaiting();
    const { session } = opened;
    const files = ['a.png', 'b.png', 'c.png'].map((name, i) => silent(name, i + 1));
    for (const file of files) file.comeBack();
    await session.process(files);
    for (const file of files) file.goAway();
    await session.select(idOf(opened, 'b.png'));
    expect([shownName(session), session.busy]).toEqual(['b.png', false]);
    await session.select(idOf(opened, 'c.png'));
    await follow(opened, blur(9));
    await session.redo();
    expect(await pixelsOf(opened, 0, 'blurred')).toEqual(stepPixels(1, 'blurred', blur(9)));
    expect((await zipOf(opened)).names).toHaveLength(16);
    expect(files.map(({ asked }) => asked)).toEqual([0, 0, 0]);
  });

  it('is waited for where nothing is kept, until another file is chosen', async () => {
    const opened = openWaiting({ settings: { backend: 'webgl2' } });
    const { session, engines } = opened;
    const file = silent('a.png');
    file.comeBack();
    await session.process([file, png('b.png', 2)]);
    file.goAway();
    engines.lose();
    const zip = session.exports.zip();
    // For the archive; to be shown it would be read then.
    await until(() => file.asked > 0);
    const selecting = session.select(idOf(opened, 'b.png'));
    opened.clock.pass(TURN_MS);
    await selecting;
    expect(shownName(session)).toBe('b.png');
    session.reset();
    await expect(zip).rejects.toMatchObject({ name: 'AbortError' });
    await idle(opened);
  });
});

/** Two files, and the one on show is lost with its GPU, so that nothing is kept of it, and says nothing by now. */
async function withUnkept() {
  const opened = openWaiting({ settings: { backend: 'webgl2' } });
  const file = silent('a.png');
  file.comeBack();
  await opened.session.process([file, png('b.png', 2)]);
  file.goAway();
  opened.engines.lose();
  return { ...opened, file };
}

describe('a file that has to be read again and does not answer', () => {
  it('is left out of an archive soon after all is given up; the others are in it', async () => {
    const opened = await withUnkept();
    const { session, clock, file } = opened;
    const zip = zipOf(opened);
    await until(() => file.asked === 1);
    session.cancel();
    clock.pass(TURN_MS);
    // For the archive, and to be shown.
    await until(() => file.asked === 2);
    clock.pass(TURN_MS);
    expect((await zip).names).toHaveLength(6);
    await idle(opened);
    expect(told(opened, 'failed').map(({ error }) => error.message)).toEqual([
      'a.png: the file does not answer. Its drive or network may be away.',
    ]);
    // Whoever asks again waits again.
    const again = zipOf(opened);
    await until(() => file.asked === 3);
    clock.pass(TURN_MS);
    await until(() => file.asked === 4);
    file.comeBack();
    expect((await again).names).toHaveLength(11);
    await idle(opened);
    expect(clock.waiting).toBe(0);
  });

  it('is in the archive where it answers, though all was given up', async () => {
    const opened = await withUnkept();
    const { session, file } = opened;
    const zip = zipOf(opened);
    await until(() => file.asked === 1);
    session.cancel();
    file.comeBack();
    expect((await zip).names).toHaveLength(11);
  });

  it('is what it was when its image is not waited for any longer, and can be chosen again', async () => {
    const opened = await withUnkept();
    const { session, clock, file } = opened;
    const reading = session.access.results[0].read('edges').catch(({ code }: { code: string }) => code);
    await until(() => file.asked === 1);
    session.cancel();
    clock.pass(TURN_MS);
    await until(() => file.asked === 2);
    clock.pass(TURN_MS);
    expect(await reading).toBe('decode-failed');
    await idle(opened);
    expect([statesOf(session), errorsTold(opened), shownName(session)]).toEqual([['done', 'done'], [], 'a.png']);
    file.comeBack();
    await session.select(idOf(opened, 'a.png'));
    expect(session.live?.entryId).toBe(idOf(opened, 'a.png'));
  });
});

describe('what else may never answer', () => {
  it('an engine that does not come up: cancelling and a reset end the waiting', async () => {
    let asked = 0;
    const createEngine = (): Promise<never> => {
      asked++;
      return new Promise(() => undefined);
    };
    const { session } = openSession({ hooks: { createEngine } });
    const work = session.process([png('a.png')]);
    await until(() => asked === 1);
    session.cancel();
    await work;
    const again = session.process([png('b.png')]);
    await until(() => session.files.all[1].facts !== null);
    session.reset();
    await again;
    expect(session.busy).toBe(false);
  });

  it('an engine that is asked for in the place of another: a reset ends the waiting', async () => {
    const engines = new SteppedEngines();
    const createEngine: typeof engines.create = (options) =>
      options?.backend === 'cpu' ? engines.create(options) : new Promise(() => undefined);
    const { session, settings } = openSession({ hooks: { createEngine } });
    await session.process([png('a.png')]);
    settings.backend = 'webgl2';
    const changing = session.backendChanged();
    expect(session.busy).toBe(true);
    session.reset();
    await changing;
    expect(session.busy).toBe(false);
  });

  it('an engine that is asked for in the place of another: cancelling all ends the waiting, and it is taken when it comes', async () => {
    const engines = new SteppedEngines();
    let come = (): void => undefined;
    const createEngine: typeof engines.create = async (options) => {
      if (options?.backend !== 'cpu') await new Promise<void>((resolve) => (come = resolve));
      return engines.create(options);
    };
    const { session, settings } = openSession({ hooks: { createEngine } });
    await session.process([png('a.png')]);
    settings.backend = 'webgl2';
    const changing = session.backendChanged();
    session.cancel();
    await changing;
    expect([session.busy, session.live?.computed.backend]).toEqual([false, 'cpu']);
    come();
    await until(() => session.live?.computed.backend === 'webgl2');
    expect(engines.disposed).toEqual(['cpu']);
  });

  it('an engine that an image is to be opened on: cancelling all, and removing the file, end the waiting', async () => {
    for (const give of ['cancel', 'remove'] as const) {
      const engines = new SteppedEngines();
      const createEngine: typeof engines.create = (options) =>
        options?.backend === 'cpu' ? engines.create(options) : new Promise(() => undefined);
      const opened = openSession({ hooks: { createEngine } });
      const { session, settings } = opened;
      await session.process(pngs(2));
      settings.backend = 'webgl2';
      const changing = session.backendChanged();
      session.cancel();
      await changing;
      const selecting = session.select(idOf(opened, 'b.png'));
      expect(session.busy).toBe(true);
      if (give === 'cancel') session.cancel();
      else session.removeFile(idOf(opened, 'b.png'));
      await selecting;
      expect([give, session.busy, shownName(session)]).toEqual([give, false, 'a.png']);
    }
  });

  it('an address: cancelling all ends the waiting', async () => {
    const { fetch } = globalThis;
    globalThis.fetch = () => new Promise(() => undefined);
    try {
      const { session } = openSession();
      const loading = session.loader.load('https://example.test/a.png');
      expect(session.busy).toBe(true);
      session.cancel();
      expect([await loading, session.busy]).toEqual([null, false]);
    } finally {
      globalThis.fetch = fetch;
    }
  });

  it.each(['cancel', 'reset'] as const)(
    'a folder that was dropped: a %s ends the waiting, and what comes of it is not taken',
    async (give) => {
      const { session } = openSession();
      let answer = (): void => undefined;
      const brought = new Promise<{ files: []; unreadable: [] }>((resolve) => {
        answer = () => resolve({ files: [], unreadable: [] });
      });
      const taking = session.intake.takeBrought(brought);
      expect(session.busy).toBe(true);
      session[give]();
      await taking;
      answer();
      expect([session.busy, session.intake.note]).toEqual([false, null]);
    },
  );

  it('what is pasted: given up at whatever moment, it is not processed', async () => {
    for (let moment = 0; moment < 20; moment++) {
      const opened = openSession();
      const { session } = opened;
      void later(moment).then(() => session.cancel());
      await session.intake.takeBrought(
        Promise.resolve({ files: [{ file: png('a.png'), path: null }], unreadable: [] }),
      );
      await idle(opened);
      expect([moment, statesOf(session).filter((state) => state !== 'cancelled')]).toEqual([moment, []]);
    }
  });

  it('a manifest: told of after ten seconds, and the images beside it are processed', async () => {
    const opened = openWaiting();
    const { session, clock } = opened;
    const manifest = silent('manifest.json');
    const taking = session.intake.take([manifest, png('a.png')]);
    for (let asked = 1; asked <= 2; asked++) {
      await until(() => manifest.asked === asked);
      clock.pass(SILENCE_MS);
    }
    await taking;
    expect([namesOf(session), told(opened, 'failed').map(({ error }) => error.message)]).toEqual([
      ['a.png'],
      ['manifest.json: the file does not answer. Its drive or network may be away.'],
    ]);
  });

  it('a manifest: given up between its two reads, at whatever moment, it leaves nothing behind', async () => {
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', onUnhandled);
    for (let moment = 0; moment < 12; moment++) {
      const { session } = openSession();
      const manifest = new File(['{'], 'manifest.json', { type: 'application/json' });
      const { slice } = manifest;
      // What follows from its first bytes is begun, and that many jobs later it is given up.
      manifest.slice = (...range) => {
        const part = slice.apply(manifest, range);
        part.arrayBuffer = async () => {
          void later(moment).then(() => session.reset());
          return new ArrayBuffer(1);
        };
        return part;
      };
      await session.intake.take([manifest]);
      await new Promise((resolve) => setTimeout(resolve, 2));
      expect(session.busy).toBe(false);
    }
    process.off('unhandledRejection', onUnhandled);
    expect(unhandled).toEqual([]);
  });
});

async function later(jobs: number): Promise<void> {
  for (let i = 0; i < jobs; i++) await Promise.resolve();
}
