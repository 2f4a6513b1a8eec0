import { describe, expect, it } from 'vitest';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import type { Measurement } from '../../../../src/measure/measurement.ts';
import { stepPixels } from '../../../support/stepped-engines.ts';
import { FakeFolder } from '../../export/folder/fake-folder.ts';
import {
  blur,
  follow,
  idle,
  idOf,
  openSession,
  pixelsIn,
  png,
  pngs,
  told,
  torn,
  until,
  type OpenedSession,
} from '../support/open-session.ts';

interface Manifest {
  readonly images: { readonly name: string; readonly parameters: { blur: { kernelSize: number } } }[];
  readonly otherFiles: unknown[];
}

const manifestIn = (folder: FakeFolder, name = 'manifest.json'): Manifest => JSON.parse(folder.text(name)) as Manifest;
const listed = (folder: FakeFolder): string[] => manifestIn(folder).images.map(({ name }) => name);
const sizesIn = (folder: FakeFolder): string =>
  manifestIn(folder)
    .images.map(({ parameters }) => parameters.blur.kernelSize)
    .sort()
    .join();
const names = (folder: FakeFolder): string[] => [...folder.files.keys()].sort();
const filesOf = (stems: readonly string[]): string[] =>
  stems.flatMap((stem) => STAGE_IDS.map((stage) => `${stem}_${stage}.png`));
const pixels = (folder: FakeFolder, name: string): Promise<number[]> =>
  pixelsIn(new Blob([folder.files.get(name)?.slice() ?? new Uint8Array()]));

/** A session whose results are saved to a folder. */
async function saving(files: readonly File[], folder = new FakeFolder(), opened = openSession()) {
  await opened.session.process(files);
  opened.session.folder.open(folder.handle);
  return { ...opened, folder };
}

const settled = async (opened: OpenedSession): Promise<void> => {
  await until(() => !opened.session.folder.writing);
  await idle(opened);
};

describe('saving to a folder', () => {
  it('writes what is there, then each result as it is made, and a manifest of all', async () => {
    const opened = await saving(pngs(2));
    const { session, folder, engines } = opened;
    await settled(opened);
    expect(session.folder.progress).toEqual({ folder: 'results', written: 2, total: 2, failed: 0 });
    expect(listed(folder)).toEqual(['a.png', 'b.png']);

    engines.hold();
    const work = session.process([png('A.PNG', 3), torn('torn.png'), png('d.png', 4)]);
    for (let i = 0; i < 4; i++) {
      await until(() => engines.atWork > 0);
      engines.step();
    }
    // Before all are made. The manifest is made whole with the last.
    await until(() => folder.files.has('A-2_edges.png') && engines.working.includes(4));
    expect(listed(folder)).toEqual(['a.png', 'b.png']);
    engines.release();
    await work;
    await settled(opened);
    expect(session.folder.progress).toMatchObject({ written: 4, total: 4 });
    const stems = ['a', 'b', 'A-2', 'd'];
    expect(names(folder)).toEqual([...filesOf(stems), 'manifest.json'].sort());
    expect([listed(folder), manifestIn(folder).otherFiles]).toEqual([['a.png', 'b.png', 'A.PNG', 'd.png'], []]);
    for (const [i, stem] of stems.entries()) {
      expect(await pixels(folder, `${stem}_edges.png`)).toEqual(stepPixels(i + 1, 'edges', blur(5)));
    }
  });

  it('makes the manifest whole when the last file of a batch fails', async () => {
    const folder = new FakeFolder();
    const opened = openSession();
    opened.session.folder.open(folder.handle);
    await opened.session.process([png('a.png'), torn('torn.png')]);
    await settled(opened);
    expect(listed(folder)).toEqual(['a.png']);
  });

  it('makes the manifest whole when the rest of a batch is given up', async () => {
    const folder = new FakeFolder();
    const opened = openSession();
    const { session, engines } = opened;
    session.folder.open(folder.handle);
    engines.hold();
    const work = session.process(pngs(2));
    for (let i = 0; i < 4; i++) {
      await until(() => engines.atWork > 0);
      engines.step();
    }
    await until(() => folder.files.has('a_edges.png') && engines.working.includes(2));
    expect(folder.files.has('manifest.json')).toBe(false);
    session.cancel();
    await work;
    await settled(opened);
    expect(listed(folder)).toEqual(['a.png']);
  });

  it('has what is made anew take the place of what was there, also where a slider made it', async () => {
    const opened = await saving(pngs(2));
    const { session, folder } = opened;
    await settled(opened);
    await follow(opened, blur(9));
    await until(() => sizesIn(folder) === '5,9');
    await session.redo();
    await until(() => sizesIn(folder) === '9,9');
    await settled(opened);
    expect(names(folder)).toHaveLength(11);
    for (const [i, stem] of ['a', 'b'].entries()) {
      expect(await pixels(folder, `${stem}_blurred.png`)).toEqual(stepPixels(i + 1, 'blurred', blur(9)));
    }
  });

  it('writes nothing of what was written before as long as a slider moves', async () => {
    const opened = await saving(pngs(1), new FakeFolder(), openSession({ hooks: { quiet: 3_600_000 } }));
    const { session, folder } = opened;
    await settled(opened);
    for (const size of [7, 9, 11]) await follow(opened, blur(size));
    expect([sizesIn(folder), session.folder.writing]).toEqual(['5', false]);
    session.folder.stop();
  });

  it('writes those that were to be made again and were given up, too', async () => {
    const opened = openSession();
    const { session, engines } = opened;
    const folder = new FakeFolder();
    await session.process(pngs(3));
    await follow(opened, blur(9));
    engines.hold();
    const again = session.redo();
    await until(() => engines.working.includes(2));
    session.folder.open(folder.handle);
    session.cancel();
    engines.release();
    await again;
    await until(() => session.folder.progress?.written === 3);
    await settled(opened);
    expect(listed(folder).sort()).toEqual(['a.png', 'b.png', 'c.png']);
  });

  it('keeps names within their length, twins’ too', async () => {
    const long = 'x'.repeat(120);
    const opened = await saving([png(`${long}.png`), png(`${long.toUpperCase()}.png`, 2)]);
    await settled(opened);
    const stems = names(opened.folder).filter((name) => name.endsWith('_edges.png'));
    expect(stems.map((name) => name.split('_')[0].length)).toEqual([100, 100]);
  });

  it('overwrites nothing that was in the folder, and tells no name where names are by time', async () => {
    const opened = await saving(
      [png('Doe.png'), png('Doe 2.png', 2)],
      new FakeFolder(['manifest.json']),
      openSession({ settings: { naming: 'timestamp' } }),
    );
    const { folder } = opened;
    await settled(opened);
    expect(folder.text('manifest.json')).toBe('old');
    expect(names(folder)).toHaveLength(12);
    expect(names(folder).filter((name) => /^medical_\d{8}_\d{6}(-2)?_edges\.png$/.test(name))).toHaveLength(2);
    expect(folder.text('manifest-2.json')).not.toContain('Doe');
  });

  it('can be stopped; the manifest tells what is there, and another folder may follow', async () => {
    const opened = await saving(pngs(1));
    const { session, folder } = opened;
    await until(() => session.folder.progress?.written === 1);
    session.folder.stop();
    expect(session.folder.progress).toBe(null);
    await session.process([png('b.png', 2)]);
    await settled(opened);
    expect([names(folder).length, listed(folder)]).toEqual([6, ['a.png']]);
    const next = new FakeFolder();
    session.folder.open(next.handle);
    await settled(opened);
    expect(listed(next)).toEqual(['a.png', 'b.png']);
  });

  it('stops with a reset', async () => {
    const opened = await saving(pngs(1));
    opened.session.reset();
    await settled(opened);
    await opened.session.process([png('b.png', 2)]);
    await settled(opened);
    expect([opened.session.folder.progress, opened.folder.files.has('b_edges.png')]).toEqual([null, false]);
  });

  it('goes on after a file that could not be written, and tells which', async () => {
    const folder = new FakeFolder();
    folder.fail = { name: /^b_/, step: 'createWritable', error: new DOMException('full', 'QuotaExceededError') };
    const opened = await saving(pngs(3), folder);
    await settled(opened);
    expect(opened.session.folder.progress).toEqual({ folder: 'results', written: 2, total: 3, failed: 1 });
    expect(told(opened, 'failed').map(({ error }) => error.message)).toEqual([
      expect.stringMatching(/^b_\w+\.png: the file could not be written; there is no room left\.$/),
    ]);
    expect(listed(folder)).toEqual(['a.png', 'c.png']);
  });

  it('does not list images of which only some could be written anew', async () => {
    const opened = await saving(pngs(2));
    const { session, folder } = opened;
    await settled(opened);
    folder.fail = {
      name: 'a_edges.png',
      step: 'createWritable',
      error: new DOMException('full', 'QuotaExceededError'),
    };
    await follow(opened, blur(9));
    await until(() => session.folder.progress?.failed === 1);
    await settled(opened);
    // The five of them are not of the same parameters.
    expect(listed(folder)).toEqual(['b.png']);
    expect(manifestIn(folder).otherFiles).toHaveLength(5);
    folder.fail = null;
    await follow(opened, blur(11));
    await until(() => session.folder.progress?.failed === 0);
    await settled(opened);
    expect([listed(folder).sort(), sizesIn(folder)]).toEqual([['a.png', 'b.png'], '11,5']);
  });

  it('ends when the folder may no longer be written to', async () => {
    const folder = new FakeFolder();
    folder.fail = { name: /./, step: 'getFileHandle', error: new DOMException('no', 'NotAllowedError') };
    const opened = await saving(pngs(3), folder);
    await settled(opened);
    expect([told(opened, 'failed').length, opened.session.folder.progress]).toEqual([1, null]);
    expect(opened.session.access.results).toHaveLength(3);
  });

  it('counts as saved what was written, with its parameters', async () => {
    const opened = openSession({ hooks: { quiet: 3_600_000 } });
    await opened.session.process(pngs(2));
    expect(opened.session.access.unsaved).toBe(true);
    opened.session.folder.open(new FakeFolder().handle);
    await settled(opened);
    expect(opened.session.access.unsaved).toBe(false);
    await follow(opened, blur(9));
    expect(opened.session.access.unsaved).toBe(true);
    opened.session.folder.stop();
  });

  it('counts as saved what a slider made, once that was written', async () => {
    const opened = await saving(pngs(2));
    await settled(opened);
    await follow(opened, blur(9));
    await until(() => !opened.session.access.unsaved);
    // What takes its place on show has new results, which are written in turn.
    opened.session.removeFile(idOf(opened, 'a.png'));
    await until(() => !opened.session.access.unsaved);
  });

  it('writes what was measured, when it rests, and what was measured before where a file is no longer listed', async () => {
    const opened = await saving(pngs(2));
    const { session, folder } = opened;
    await settled(opened);
    expect(names(folder)).not.toContain('measurements.json');
    const measured = (): string[][] =>
      (
        JSON.parse(folder.text('measurements.json')) as { images: { name: string; measurements: { kind: string }[] }[] }
      ).images.map(({ name, measurements }) => [name, ...measurements.map(({ kind }) => kind)]);
    const length: Measurement = {
      id: 1,
      kind: 'length',
      points: [
        { x: 0, y: 0 },
        { x: 1, y: 0 },
      ],
    };
    const region: Measurement = {
      id: 2,
      kind: 'rectangle',
      points: [
        { x: 0, y: 0 },
        { x: 1, y: 1 },
      ],
    };
    const [a, b] = [idOf(opened, 'a.png'), idOf(opened, 'b.png')];
    session.measurements.change(b, { list: [length], own: null });
    session.measurements.change(b, { list: [length, region], own: null });
    await until(() => folder.files.has('measurements.csv'));
    await settled(opened);
    expect(measured()).toEqual([['b.png', 'length', 'rectangle']]);
    expect(folder.text('measurements.csv').trim().split('\n')).toHaveLength(3);
    session.measurements.change(a, { list: [length], own: null });
    await until(() => folder.text('measurements.json').includes('a.png'));
    await settled(opened);
    session.removeFile(b);
    session.measurements.change(a, { list: [], own: null });
    await until(() => !folder.text('measurements.json').includes('a.png'));
    await settled(opened);
    expect(measured()).toEqual([['b.png', 'length', 'rectangle']]);
    expect(names(folder)).toContain('measurements.csv');
  });

  it('takes away the files of measurements where none is left, and nobody else’s', async () => {
    const opened = await saving(pngs(1), new FakeFolder(['measurements.csv']));
    const { session, folder } = opened;
    await settled(opened);
    const list: Measurement[] = [{ id: 1, kind: 'point', points: [{ x: 0, y: 0 }] }];
    session.measurements.change(idOf(opened, 'a.png'), { list, own: null });
    await until(() => folder.files.has('measurements-2.csv'));
    await settled(opened);
    expect(names(folder)).toContain('measurements.json');
    session.measurements.change(idOf(opened, 'a.png'), { list: [], own: null });
    // At once, as the folder is left.
    session.folder.stop();
    await settled(opened);
    expect(names(folder).filter((name) => name.startsWith('measurements'))).toEqual(['measurements.csv']);
    expect(folder.text('measurements.csv')).toBe('old');
  });
});
