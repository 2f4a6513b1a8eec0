import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_PARAMS, resolveParams, type PipelineParams } from '../../../../src/pipeline/params.ts';
import { errorsTold, idle, namesOf, openSession, png, statesOf, told, zipOf } from '../support/open-session.ts';

function manifestFile(...sets: readonly PipelineParams[]): File {
  const images = sets.map((parameters, i) => ({ name: `${i}.png`, width: 1, height: 1, parameters, files: {} }));
  const text = JSON.stringify({ schemaVersion: 1, images });
  return new File([text], 'manifest.json', { type: 'application/json' });
}

const strong = resolveParams({
  blur: { kernelSize: 9, sigma: 2.5 },
  canny: { lowThreshold: 40, highThreshold: 80, apertureSize: 5, l2Gradient: true },
});

/** A session whose host takes the parameters that manifests set. */
function openTaking(settings: Parameters<typeof openSession>[0] = {}) {
  const opened = openSession(settings);
  opened.session.reports.listen((report) => {
    if (report.kind === 'setting') opened.session.setParams(report.params);
  });
  return opened;
}

describe('a manifest that is brought', () => {
  it('sets the parameters it was written with', async () => {
    const source = openSession({ params: strong });
    await source.session.process([png('a.png')]);
    const bytes = await (await zipOf(source)).bytes('manifest.json');
    const opened = openTaking();
    await opened.session.intake.take([new File([bytes.slice()], 'manifest.json')]);
    expect(told(opened, 'setting')).toEqual([{ kind: 'setting', name: 'manifest.json', params: strong, sets: 1 }]);
    expect([errorsTold(opened), opened.session.files.all]).toEqual([[], []]);
  });

  it('counts for the images beside it, whatever the order', async () => {
    const { session } = openTaking();
    await session.intake.take([png('a.png'), manifestFile(strong)]);
    expect(session.access.results.map(({ params }) => params)).toEqual([strong]);
  });

  it('is told from an image of such a name by what it holds', async () => {
    const opened = openTaking();
    const image = new File([png('a.png')], 'scan.json', { type: 'application/json' });
    await opened.session.intake.take([image, manifestFile(strong)]);
    const [result] = opened.session.access.results;
    expect([result.name, result.params, errorsTold(opened)]).toEqual(['scan.json', strong, []]);
  });

  it('sets the first of several sets, and says so', async () => {
    const opened = openTaking();
    await opened.session.intake.take([manifestFile(strong, DEFAULT_PARAMS, strong)]);
    expect(told(opened, 'setting')).toMatchObject([{ params: strong, sets: 2 }]);
  });

  it.each([
    ['no manifest', new File(['{}'], 'package.json'), 'decode-failed'],
    ['out of range', manifestFile({ ...strong, blur: { ...strong.blur, kernelSize: 4 } }), 'invalid-params'],
  ] as const)('is an error of its own when it is %s', async (_kind, file, code) => {
    const opened = openTaking();
    await opened.session.intake.take([file, png('a.png')]);
    expect(told(opened, 'failed')).toMatchObject([{ error: { code }, file }]);
    expect(told(opened, 'failed')[0].error.message.startsWith(`${file.name}: `)).toBe(true);
    expect([opened.session.notices.all.length, told(opened, 'setting')]).toEqual([1, []]);
    expect(opened.session.access.results.map(({ params }) => params)).toEqual([DEFAULT_PARAMS]);
  });

  it('sets nothing where the host left the parameters out', async () => {
    const opened = openTaking({ settings: { takesSettings: false } });
    await opened.session.intake.take([manifestFile(strong)]);
    expect([errorsTold(opened), told(opened, 'setting')]).toEqual([['unsupported-type'], []]);
  });
});

describe('what is brought', () => {
  it('is dropped where nothing may be brought, or nobody is there any more', async () => {
    const { session, settings } = openSession();
    settings.closed = true;
    await session.intake.take([png('a.png')]);
    settings.closed = false;
    const taking = session.intake.take([png('a.png')]);
    settings.attended = false;
    await taking;
    await session.intake.takeBrought({ files: [{ file: png('a.png'), path: null }], unreadable: [] });
    expect(session.files.all).toEqual([]);
  });

  it('of a folder is told of where it is not all taken, until that is put aside', async () => {
    const opened = openSession();
    const { session } = opened;
    const found = [png('b.png'), new File(['x'], 'notes.txt'), new File(['x'], '._b.png')];
    const files = found.map((file) => ({ file, path: `s/${file.name}` }));
    await session.intake.takeBrought(Promise.resolve({ files, unreadable: ['s/torn.png', 's/in'] }));
    expect(session.intake.note).toEqual({ taken: 1, skipped: 2, accept: 'image/png' });
    expect(told(opened, 'failed').map(({ error }) => error.message)).toEqual([
      's/torn.png and 1 more: could not be read from the folder.',
    ]);
    expect(namesOf(session)).toEqual(['b.png']);
    session.intake.dismissNote();
    expect(session.intake.note).toBe(null);
    // A file that a person named itself is taken, whatever it is.
    await session.intake.takeBrought({ files: [{ file: found[1], path: null }], unreadable: [] });
    expect([session.intake.note, errorsTold(opened)]).toEqual([null, ['decode-failed', 'unsupported-type']]);
    await session.intake.takeBrought({ files: [], unreadable: [] });
    expect(session.intake.note).toEqual({ taken: 0, skipped: 0, accept: 'image/png' });
  });
});

describe('addresses', () => {
  afterEach(() => void vi.unstubAllGlobals());

  /** Requests that are answered when the test says so, by a server that does not hear of an abort. */
  function slowServer() {
    const answers = new Map<string, (response: Response) => void>();
    vi.stubGlobal('fetch', (url: string) => new Promise((resolve) => void answers.set(url, resolve)));
    return answers;
  }

  it('of several first images: the last one counts, whichever is answered last', async () => {
    const answers = slowServer();
    const { session } = openSession();
    const [one, two] = [session.intake.takeFirst('/one.png'), session.intake.takeFirst('/two.png')];
    expect([...answers.keys(), session.busy]).toEqual(['/one.png', '/two.png', true]);
    answers.get('/two.png')?.(new Response(png('two.png')));
    await two;
    answers.get('/one.png')?.(new Response(png('one.png')));
    await one;
    expect([namesOf(session), session.busy]).toEqual([['two.png'], false]);
  });

  it('are of no account after a reset', async () => {
    const answers = slowServer();
    const { session } = openSession();
    const taken: (readonly Blob[])[] = [];
    const work = session.loader.bring(['/slow.png', png('a.png')], async (files) => void taken.push(files));
    session.reset();
    answers.get('/slow.png')?.(new Response(png('slow.png')));
    await work;
    expect(taken).toEqual([[]]);
  });

  it.each(['src', 'process()'])('given up at whatever moment, what they lead to is not processed (%s)', async (way) => {
    for (let moment = 0; moment < 30; moment++) {
      const answer = { ok: true, blob: async () => png('a.png') } as unknown as Response;
      vi.stubGlobal('fetch', async () => answer);
      const opened = openSession();
      const { session } = opened;
      void later(moment).then(() => session.cancel());
      if (way === 'src') await session.intake.takeFirst('/a.png');
      else await session.loader.bring(['/a.png'], (files) => session.process(files));
      await idle(opened);
      expect([moment, statesOf(session).filter((state) => state !== 'cancelled')]).toEqual([moment, []]);
    }
  });

  it('are samples one after the other', async () => {
    const answers = slowServer();
    const { session } = openSession({ settings: { samples: ['/a.png', '/b.png'] } });
    for (const url of ['/a.png', '/b.png', '/a.png']) {
      const work = session.intake.takeSample();
      answers.get(url)?.(new Response(png(url)));
      await work;
    }
    expect(namesOf(session)).toEqual(['a.png', 'b.png', 'a.png']);
  });

  it('that lead nowhere are told of, and the others go on, in their order', async () => {
    vi.stubGlobal('fetch', (url: string) => Promise.resolve(new Response(url, { status: 404 })));
    const opened = openSession();
    const file = png('a.png');
    const taken: (readonly Blob[])[] = [];
    await opened.session.loader.bring(['/nowhere/missing.png?x=1', file], async (files) => void taken.push(files));
    expect(taken).toEqual([[file]]);
    expect(told(opened, 'failed').map(({ error, file: of }) => [error.message, of])).toEqual([
      ['missing.png: the image could not be loaded.', null],
    ]);
  });
});

async function later(jobs: number): Promise<void> {
  for (let i = 0; i < jobs; i++) await Promise.resolve();
}

describe('before there is a file', () => {
  it('engines that have come up rehearse, once, until one is brought', async () => {
    const opened = openSession();
    const { session } = opened;
    const signals: AbortSignal[] = [];
    const rehearse = vi.fn(async (_engines: unknown, signal: AbortSignal) => void signals.push(signal));
    session.intake.rehearse = rehearse;
    session.intake.expect();
    session.intake.expect();
    await vi.waitFor(() => expect(signals.map(({ aborted }) => aborted)).toEqual([false]));
    await session.intake.take([png('a.png')]);
    session.intake.expect();
    await idle(opened);
    expect([rehearse.mock.calls.length, signals[0].aborted]).toEqual([1, true]);
  });

  it('nothing is rehearsed any more once a file was brought', async () => {
    const { session } = openSession();
    const rehearse = vi.fn(async () => undefined);
    session.intake.rehearse = rehearse;
    session.intake.expect();
    await session.intake.take([png('a.png')]);
    expect(rehearse).not.toHaveBeenCalled();
  });
});
