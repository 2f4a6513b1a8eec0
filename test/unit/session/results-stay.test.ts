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
  pixelsIn,
  pixelsOf,
  pngs,
  resultsTold,
  shownName,
  sizesOf,
  takeAway,
  told,
  until,
  zipOf,
  type OpenedSession,
} from './support/open-session.ts';

const NAMES = ['a.png', 'b.png', 'c.png'];
const outdated = ({ session }: OpenedSession): string[] => session.access.outdated.map(({ name }) => name);

/** A session with three files that are done, the first of them on show. */
async function withThree(options: Parameters<typeof openSession>[0] = {}) {
  const opened = openSession(options);
  const files = pngs(3);
  await opened.session.process(files);
  return { ...opened, files };
}

describe('results stay when', () => {
  it('their files can no longer be read: one is put on show from what is kept of it, exactly', async () => {
    const opened = await withThree();
    const { session, files } = opened;
    files.forEach(takeAway);
    await session.select(idOf(opened, 'b.png'));
    expect([shownName(session), await pixelsOf(opened, 1, 'edges')]).toEqual([
      'b.png',
      stepPixels(2, 'edges', DEFAULT_PARAMS),
    ]);
    await follow(opened, blur(9));
    await session.redo();
    expect(sizesOf(session)).toEqual([9, 9, 9]);
    expect(await pixelsOf(opened, 2, 'blurred')).toEqual(stepPixels(3, 'blurred', blur(9)));
    const { names } = await zipOf(opened);
    expect([namesOf(session), errorsTold(opened), names.length]).toEqual([NAMES, [], 16]);
  });

  it('they are still being kept while parameters change: their own are told, and they are made again on demand', async () => {
    const opened = await withThree();
    const { session } = opened;
    const selecting = session.select(idOf(opened, 'b.png'));
    session.setParams(blur(9));
    expect([sizesOf(session), outdated(opened)]).toEqual([
      [5, 5, 5],
      ['a.png', 'c.png'],
    ]);
    const again = session.redo();
    expect(namesOf(session)).toEqual(NAMES);
    await Promise.all([selecting, again]);
    await idle(opened);
    expect(sizesOf(session)).toEqual([9, 9, 9]);
    expect(await pixelsOf(opened, 0, 'blurred')).toEqual(stepPixels(1, 'blurred', blur(9)));
  });

  it('the one that is still being kept is wanted on show again, and its file cannot be read', async () => {
    const opened = await withThree();
    const { session, files, engines } = opened;
    files.forEach(takeAway);
    void session.select(idOf(opened, 'b.png'));
    await session.select(idOf(opened, 'a.png'));
    await idle(opened);
    expect([shownName(session), namesOf(session), errorsTold(opened), engines.open]).toEqual(['a.png', NAMES, [], [1]]);
    expect(session.live?.complete).toBe(true);
  });

  it('the one that is still being kept is wanted on show again, and is refused', async () => {
    const opened = await withThree();
    const { session, settings } = opened;
    void session.select(idOf(opened, 'b.png'));
    settings.limits = { ...settings.limits, maxPixels: 3 };
    await session.select(idOf(opened, 'a.png'));
    await idle(opened);
    expect([namesOf(session), errorsTold(opened)]).toEqual([NAMES, ['image-too-large']]);
    expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(1, 'edges', DEFAULT_PARAMS));
  });

  it('another engine is asked for that cannot be had; what is on show stays there, and it is said why', async () => {
    const opened = await withThree();
    const { session, engines, settings } = opened;
    engines.missing.add('webgl2');
    settings.backend = 'webgl2';
    await session.backendChanged();
    expect(told(opened, 'failed').map(({ error, file }) => [error.code, file])).toEqual([['engine-unavailable', null]]);
    expect(session.notices.all).toHaveLength(1);
    // Parameters are followed where the image is.
    await follow(opened, blur(9));
    expect(sizesOf(session)).toEqual([9, 5, 5]);
    await session.select(idOf(opened, 'b.png'));
    const { names } = await zipOf(opened);
    expect([shownName(session), names.length]).toEqual(['a.png', 16]);
    // The same problem stands there once.
    expect(session.notices.all).toHaveLength(1);
    settings.backend = 'cpu';
    await session.backendChanged();
    await session.select(idOf(opened, 'b.png'));
    expect([shownName(session), session.live?.complete]).toEqual(['b.png', true]);
  });

  it('the GPU is lost and cannot be had again, where it is insisted on', async () => {
    const opened = await withThree({ settings: { backend: 'webgl2' } });
    const { session, engines } = opened;
    engines.lose();
    engines.missing.add('webgl2');
    await session.access.results[0].read('grayscale').catch(() => undefined);
    await idle(opened);
    expect([told(opened, 'engine-lost').length, errorsTold(opened)]).toEqual([1, ['engine-unavailable']]);
    for (const name of ['c.png', 'b.png']) await session.select(idOf(opened, name));
    const { names } = await zipOf(opened);
    expect([namesOf(session), names.length]).toEqual([NAMES, 16]);
    // By the CPU, where what was asked for cannot be had.
    expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(1, 'edges', DEFAULT_PARAMS));
    expect(engines.made).toContain('cpu');
    engines.missing.clear();
    await session.select(idOf(opened, 'b.png'));
    expect([shownName(session), session.live?.computed.backend]).toEqual(['b.png', 'webgl2']);
  });

  it('they are being made again: the former ones are given out until then', async () => {
    const opened = await withThree();
    const { session, engines } = opened;
    await follow(opened, blur(9));
    engines.hold();
    const again = session.redo();
    await until(() => engines.working.includes(2));
    expect([sizesOf(session), session.live?.entryId]).toEqual([[9, 5, 5], idOf(opened, 'a.png')]);
    const { names, manifest, pixels } = await zipOf(opened);
    expect(names).toHaveLength(16);
    expect(manifest.images.map(({ parameters }) => parameters.blur.kernelSize)).toEqual([9, 5, 5]);
    expect(await pixels('b', 'blurred')).toEqual(stepPixels(2, 'blurred', DEFAULT_PARAMS));
    engines.release();
    await again;
    expect(sizesOf(session)).toEqual([9, 9, 9]);
  });

  it('they are being made again and are put on show meanwhile', async () => {
    const opened = await withThree();
    const { session, engines } = opened;
    await follow(opened, blur(9));
    engines.hold();
    const again = session.redo();
    await until(() => engines.working.includes(2));
    void session.select(idOf(opened, 'c.png'));
    for (let stages = 1; stages < STAGE_IDS.length; stages++) {
      await until(() => engines.working.includes(2));
      engines.step();
    }
    await until(() => session.live?.entryId === idOf(opened, 'c.png'));
    // Its pictures become those of the new parameters; what can be had is of the former ones.
    expect([session.selected?.state.kind, sizesOf(session)]).toEqual(['working', [9, 9, 5]]);
    engines.release();
    await again;
    await idle(opened);
    expect([shownName(session), sizesOf(session), errorsTold(opened)]).toEqual(['c.png', [9, 9, 9], []]);
    expect(await pixelsOf(opened, 2, 'edges')).toEqual(stepPixels(3, 'edges', blur(9)));
  });

  it('they cannot be made again', async () => {
    const opened = await withThree();
    const { session, settings } = opened;
    await follow(opened, blur(9));
    settings.limits = { ...settings.limits, maxPixels: 3 };
    await session.redo();
    expect(told(opened, 'failed').map(({ error, file }) => [error.code, (file as File).name])).toEqual([
      ['image-too-large', 'b.png'],
      ['image-too-large', 'c.png'],
    ]);
    expect([namesOf(session), outdated(opened)]).toEqual([NAMES, ['b.png', 'c.png']]);
    const { manifest } = await zipOf(opened);
    expect(manifest.images.map(({ parameters }) => parameters.blur.kernelSize)).toEqual([9, 5, 5]);
  });
});

describe('results that are not on show', () => {
  it('are kept as PNG files, and those are what is given out', async () => {
    const opened = await withThree();
    const [, result] = opened.session.access.results;
    for (const stage of STAGE_IDS) {
      const file = await result.png(stage);
      expect(await result.png(stage), 'made once').toBe(file);
      expect([...(await result.read(stage)).data]).toEqual(await pixelsIn(file));
    }
    expect(await pixelsOf(opened, 1, 'original')).toEqual([2, 1, 2, 3]);
    const { bytes } = await zipOf(opened);
    const edges = await (await result.png('edges')).arrayBuffer();
    expect(await bytes('b_edges.png')).toEqual(new Uint8Array(edges));
    // One image is open, whatever the number of files.
    expect(opened.engines.open).toEqual([1]);
  });

  it('tell with which parameters they were made, and are made again on demand', async () => {
    const opened = await withThree();
    const { session } = opened;
    expect(session.redoable).toEqual([]);
    await follow(opened, blur(9));
    expect([sizesOf(session), outdated(opened)]).toEqual([
      [9, 5, 5],
      ['b.png', 'c.png'],
    ]);
    const before = resultsTold(opened).length;
    await session.redo();
    expect(resultsTold(opened).slice(before)).toEqual(['b.png', 'c.png']);
    // What was on show stays there.
    expect([shownName(session), session.redoable]).toEqual(['a.png', []]);
    const { pixels, manifest } = await zipOf(opened);
    expect(manifest.images.map(({ parameters }) => parameters.blur.kernelSize)).toEqual([9, 9, 9]);
    expect(await pixels('c', 'edges')).toEqual(stepPixels(3, 'edges', blur(9)));
  });

  it('are made again one by one, too', async () => {
    const opened = await withThree();
    await follow(opened, blur(9));
    await opened.session.redo(idOf(opened, 'c.png'));
    expect([sizesOf(opened.session), outdated(opened)]).toEqual([[9, 5, 9], ['b.png']]);
  });

  it('are as they were last seen', async () => {
    const opened = await withThree();
    const { session } = opened;
    await follow(opened, blur(11));
    await session.select(idOf(opened, 'b.png'));
    await idle(opened);
    expect(outdated(opened)).toEqual(['c.png']);
    const [result] = session.access.results;
    const file = await result.png('blurred');
    expect(await result.png('blurred')).toBe(file);
    expect(await pixelsIn(file)).toEqual(stepPixels(1, 'blurred', blur(11)));
  });

  it('are told of anew when they are put on show with other parameters, and not with the same', async () => {
    const opened = await withThree();
    const { session } = opened;
    const select = async (name: string): Promise<(string | undefined)[]> => {
      const before = resultsTold(opened).length;
      await session.select(idOf(opened, name));
      await idle(opened);
      return resultsTold(opened).slice(before);
    };
    expect(await select('b.png')).toEqual([]);
    await follow(opened, blur(9));
    expect(await select('c.png')).toEqual(['c.png']);
    expect(await select('b.png')).toEqual([]);
    // The same values in another object are the same parameters.
    session.setParams(blur(9));
    expect(await select('c.png')).toEqual([]);
    expect(outdated(opened)).toEqual(['a.png']);
  });

  it('are computed again when the browser had no room for them', async () => {
    const opened = openSession();
    const { arrayBuffer } = Blob.prototype;
    let refused = 0;
    // As of a Blob that was made when storage was full.
    Blob.prototype.arrayBuffer = function (this: Blob) {
      if (this.type !== 'image/png' || this instanceof File) return arrayBuffer.call(this);
      refused++;
      return Promise.reject(new DOMException('gone', 'NotReadableError'));
    };
    try {
      await opened.session.process(pngs(3));
    } finally {
      Blob.prototype.arrayBuffer = arrayBuffer;
    }
    expect(refused).toBeGreaterThan(0);
    expect([namesOf(opened.session), errorsTold(opened)]).toEqual([NAMES, []]);
    const { pixels } = await zipOf(opened);
    for (const [i, stem] of ['a', 'b', 'c'].entries()) {
      expect(await pixels(stem, 'edges')).toEqual(stepPixels(i + 1, 'edges', DEFAULT_PARAMS));
    }
  });

  it('are not outdated by parameters that came back', async () => {
    const opened = await withThree();
    opened.session.setParams(blur(9));
    opened.session.setParams(blur(5));
    expect(outdated(opened)).toEqual([]);
    await idle(opened);
    expect([outdated(opened), sizesOf(opened.session)]).toEqual([[], [5, 5, 5]]);
  });
});
