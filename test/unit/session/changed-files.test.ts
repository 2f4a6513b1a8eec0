import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMS } from '../../../src/pipeline/params.ts';
import { ReplacedFile } from '../../support/replaced-file.ts';
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
  shownName,
  told,
  until,
  zipOf,
  type OpenedSession,
} from './support/open-session.ts';

const chosen = (name: string, seed: number): ReplacedFile => new ReplacedFile([png(name, seed)], name);

const sha256 = async (file: Blob): Promise<string> =>
  createHash('sha256')
    .update(new Uint8Array(await file.arrayBuffer()))
    .digest('hex');

const tellings = (opened: OpenedSession): unknown[] =>
  told(opened, 'failed').map(({ error: { code, reason, message } }) => [code, reason, message]);

const CHANGED = [
  'decode-failed',
  'file-changed',
  'a.png: the file is no longer as it was chosen: it was changed, moved or deleted.',
];

/** A larger one, in whose header other sides stand. */
const other = (): File => new File([png('a.png', 9), new Uint8Array(7)], 'a.png');

describe('a file that is another by now, of which results are kept', () => {
  it.each(['read anew', 'refused'] as const)('is what it was when it is shown and given out (%s)', async (how) => {
    const opened = openSession();
    const { session } = opened;
    const file = chosen('a.png', 1);
    const before = { sha256: await sha256(file), bytes: file.size };
    await session.process([png('b.png', 2), file]);
    if (how === 'refused') file.refuse('NotReadableError');
    else file.replace(png('a.png', 9));
    await session.select(idOf(opened, 'a.png'));
    expect([shownName(session), errorsTold(opened)]).toEqual(['a.png', []]);
    await follow(opened, blur(9));
    expect(await pixelsOf(opened, 1, 'original')).toEqual([1, 1, 2, 3]);
    const { manifest, pixels } = await zipOf(opened);
    expect(manifest.images[1].source).toMatchObject(before);
    expect(await pixels('a', 'blurred')).toEqual(stepPixels(1, 'blurred', blur(9)));
  });
});

describe('a file that is another by now, of which nothing is kept', () => {
  it.each([
    ['of the same size', (file: ReplacedFile) => file.replace(png('a.png', 9))],
    ['of another size', (file: ReplacedFile) => file.replace(other())],
    ['refused', (file: ReplacedFile) => file.refuse('NotReadableError')],
    ['gone', (file: ReplacedFile) => file.refuse('NotFoundError')],
    ['gone, in Firefox', (file: ReplacedFile) => file.refuse('AbortError')],
  ] as const)('is told of when its image has to be opened again (%s)', async (_how, change) => {
    const opened = openSession({ settings: { backend: 'webgl2' } });
    const { session, engines } = opened;
    const file = chosen('a.png', 1);
    await session.process([file]);
    change(file);
    engines.lose();
    await session.access.results[0].read('edges').catch(() => undefined);
    await idle(opened);
    expect(tellings(opened)).toContainEqual(CHANGED);
    expect(namesOf(session)).toEqual([]);
  });

  it.each([
    ['of the same size', (file: ReplacedFile) => file.replace(png('a.png', 9))],
    ['of another size', (file: ReplacedFile) => file.replace(other())],
    ['refused', (file: ReplacedFile) => file.refuse('NotReadableError')],
    ['gone', (file: ReplacedFile) => file.refuse('NotFoundError')],
    ['gone, in Firefox', (file: ReplacedFile) => file.refuse('AbortError')],
  ] as const)('is told of when it was listed and is to be processed (%s)', async (_how, change) => {
    const opened = openSession({ settings: { manual: true } });
    const { session } = opened;
    const file = chosen('a.png', 1);
    await session.intake.take([file, png('b.png', 2)]);
    change(file);
    await session.processWaiting();
    expect([namesOf(session), tellings(opened)]).toEqual([['b.png'], [CHANGED]]);
  });

  it('is told of by an export that would have to read it again', async () => {
    const opened = openSession({ settings: { backend: 'webgl2' } });
    const { session, engines } = opened;
    const file = chosen('a.png', 1);
    await session.process([file]);
    file.replace(png('a.png', 9));
    engines.lose();
    engines.missing.add('webgl2');
    await expect(session.exports.zip()).rejects.toMatchObject({
      code: 'export-failed',
      reason: 'file-changed',
      message: CHANGED[2],
    });
    await idle(opened);
  });

  it('is told of when the work on it was cancelled before, and begins again', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    const file = chosen('a.png', 1);
    engines.hold();
    const work = session.process([file]);
    await until(() => engines.atWork > 0);
    session.cancel();
    await work;
    file.replace(png('a.png', 9));
    engines.release();
    await session.redo();
    expect(tellings(opened)).toEqual([CHANGED]);
  });

  it('is what it is where it was changed before anything of it was read', async () => {
    const opened = openSession();
    const file = chosen('a.png', 1);
    const now = png('a.png', 9);
    file.replace(now);
    await opened.session.process([file]);
    expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(9, 'edges', DEFAULT_PARAMS));
    const { manifest } = await zipOf(opened);
    expect(manifest.images[0].source).toMatchObject({ sha256: await sha256(now), bytes: now.size });
  });
});
