import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFiles, notThere } from '../../../src/cli/folders/find-files.ts';
import { comparePaths } from '../../../src/cli/folders/path-order.ts';
import { overwritten, planFilms, shardOf } from '../../../src/cli/folders/plan.ts';
import { dicomFile } from '../../support/dicom-maker.ts';
import { put, temporaryFolder } from './in-a-folder.ts';

const shownIn = (folder: string, paths: readonly { shown: string }[]): string[] =>
  paths.map(({ shown }) => shown.slice(folder.length + 1));

describe('files', () => {
  it('are found in folders, by name or as DICOM, and in order', () => {
    const folder = temporaryFolder();
    const dicom = dicomFile({ elements: [], pixels: null });
    put(folder, {
      'film 10.png': '',
      'film 2.PNG': '',
      'b/c/deep.jpeg': '',
      'b/IM0001': dicom,
      'b/1.2.840.7': dicom,
      'b/README': 'text',
      'notes.txt': '',
      '._film 2.png': '',
      '.hidden/x.dcm': '',
      'out/film_edges.png': '',
    });
    mkdirSync(join(folder, 'folder.png'));
    symlinkSync(join(folder, 'b'), join(folder, 'link'));
    symlinkSync(join(folder, 'film 2.PNG'), join(folder, 'linked.png'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.png'));
    const { files, leftOut, unreadable } = findFiles([folder], join(folder, 'out'));
    expect(shownIn(folder, files)).toEqual([
      '.hidden/x.dcm',
      'b/1.2.840.7',
      'b/c/deep.jpeg',
      'b/IM0001',
      'film 2.PNG',
      'film 10.png',
      'linked.png',
    ]);
    expect(leftOut.count).toBe(5);
    expect(leftOut.names.map((name) => name.slice(folder.length + 1))).toEqual([
      '._film 2.png',
      'b/README',
      'broken.png',
    ]);
    expect(unreadable).toEqual([]);
  });

  it('that are left out are counted, and the first of them named, in the order of paths', () => {
    const folder = temporaryFolder();
    put(folder, Object.fromEntries([12, 9, 11, 10, 8].map((n) => [`note ${n}.txt`, ''])));
    const { count, names } = findFiles([folder], 'out').leftOut;
    expect([count, names.map((name) => name.slice(folder.length + 1))]).toEqual([
      5,
      ['note 8.txt', 'note 9.txt', 'note 10.txt'],
    ]);
  });

  it('that are named are taken whatever they are, each once', () => {
    const folder = temporaryFolder();
    put(folder, { 'a.txt': '', 'b.png': '' });
    const { files } = findFiles([join(folder, 'a.txt'), folder, join(folder, 'b.png'), join(folder, '.')], 'out');
    expect(shownIn(folder, files)).toEqual(['a.txt', 'b.png']);
  });

  it('that are not there are known before the start; those that vanish then are told of', () => {
    const folder = temporaryFolder();
    put(folder, { 'a.png': '' });
    const typed = ['none.png', '.', 'a.png/deep.png', 'a.png', 'none/'].map((name) => `${folder}/${name}`);
    expect(notThere(typed)).toEqual([typed[0], typed[2], typed[4]]);
    const { files, unreadable } = findFiles([join(folder, 'none.png')], 'out');
    expect(files).toEqual([]);
    expect(unreadable.map(({ error: { code, message } }) => [code, message])).toEqual([
      ['decode-failed', `${folder}/none.png: the file could not be read; there is no such file.`],
    ]);
  });

  it('of the folder of results are taken where that is named', () => {
    const folder = temporaryFolder();
    put(folder, { 'a.png': '' });
    expect(findFiles([folder], folder).files).toHaveLength(1);
  });
});

it('paths are in the order in which people count, the same everywhere', () => {
  const paths = ['b.png', 'A.png', 'a.png', 'a 10.png', 'a 9.png', 'a 09.png', 'a/z.png', 'a', 'B/a.png', 'ä.png'];
  const sorted = ['a', 'a/z.png', 'a 09.png', 'a 9.png', 'a 10.png', 'A.png', 'a.png', 'B/a.png', 'b.png', 'ä.png'];
  expect([...paths].sort(comparePaths)).toEqual(sorted);
  expect([...paths].reverse().sort(comparePaths)).toEqual(sorted);
});

describe('a plan', () => {
  const files = (...paths: string[]): { path: string; shown: string }[] => paths.map((path) => ({ path, shown: path }));
  const stems = (...paths: string[]): string[] => planFilms(files(...paths), null).map(({ stem }) => stem);

  it('names results as the page does', () => {
    expect(stems('a/hand.png', 'b/hand.dcm', 'b/Hand.jpg', 'con.png')).toEqual(['hand', 'hand-2', 'Hand-3', '_con']);
  });

  it('has no two results of one name, with frames neither', () => {
    const named = planFilms(files('cine.dcm', 'cine_frame3.png', 'cine_frame3_.png'), 'all').map(({ stem }) => stem);
    expect(named).toEqual(['cine', 'cine_frame3_', 'cine_frame3_-2']);
  });

  it('is divided among shards, each film to one', () => {
    const films = planFilms(files('a', 'b', 'c', 'd', 'e', 'f', 'g'), null);
    const shards = [1, 2, 3].map((index) => shardOf(films, { index, count: 3 }));
    expect(shards.map((shard) => shard.map(({ stem }) => stem).join(''))).toEqual(['adg', 'be', 'cf']);
  });

  it('tells of what a result would be written over', () => {
    const films = planFilms(files('x/a.png', 'x/b.dcm'), null);
    const over = (frames: 'all' | null, ...names: string[]): string | null =>
      overwritten(films, names, { kinds: ['edges'], frames });
    expect(over(null, 'c_edges.png', 'a.png', 'A_Edges.png')).toBe('A_Edges.png');
    expect(over(null, 'a_blurred.png', 'b_frame2_edges.png')).toBeNull();
    expect(over('all', 'b_frame2_edges.png')).toBe('b_frame2_edges.png');
  });
});
