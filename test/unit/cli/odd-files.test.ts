import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JOURNAL_NAME } from '../../../src/cli/known-results.ts';
import { failureLine } from '../../../src/cli/progress.ts';
import { XrayError } from '../../../src/base/xray-error.ts';
import type { Manifest } from '../../../src/export/manifest/manifest.ts';
import { cellsOf, describing, dicomFile, nativeBytes } from '../../support/dicom-maker.ts';
import { contentsOf, grayPng, put, ran, temporaryFolder } from './in-a-folder.ts';

const edgesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('_edges.png'))
    .sort();

describe('files with odd names', () => {
  it('are all processed, results of safe names, no two alike', async () => {
    const folder = temporaryFolder();
    const names = [
      'día — 手.png',
      '  two  .png',
      '-dash.png',
      '--zip.png',
      'new\nline.png',
      'hand.png',
      'hand.jpg',
      '...png',
    ];
    names.push('HAND.PNG', '\u00e9.png', 'e\u0301.png', `${'手'.repeat(80)}.png`, 'red\u001b[31m.png', 'con.png');
    put(join(folder, 'in'), Object.fromEntries(names.map((name, i) => [name, grayPng(i)])));
    const { code, err } = await ran(['-o', join(folder, 'out'), '--stages', 'edges', join(folder, 'in')]);
    expect([code, err]).toEqual([0, `${names.length} files done: ${join(folder, 'out')}\n`]);
    const made = edgesIn(join(folder, 'out'));
    expect(made).toHaveLength(names.length);
    expect(made).toEqual(expect.arrayContaining(['-dash_edges.png', '--zip_edges.png', '_con_edges.png']));
    expect(new Set(made.map((name) => name.normalize('NFC').toLowerCase())).size).toBe(names.length);
    expect(made.join('')).not.toMatch(/\p{Cc}/u);
  });

  it('are told of in one line that a terminal obeys nowhere', () => {
    const error = new XrayError('file-empty', 'a\nb\u001b[2J.png: the file is empty.', {});
    expect(failureLine({ kind: 'failed', shown: 'in/a\nb\u001b[2J.png', error })).toBe(
      'in/a\\u000ab\\u001b[2J.png: the file is empty. [file-empty]',
    );
  });

  it('"-" is no file: the standard input is not read', async () => {
    expect(await ran(['-'])).toMatchObject({ code: 2, err: expect.stringContaining('standard input is not read') });
  });
});

describe('folders', () => {
  it('with links that lead round, and with the folder of results in them, are searched once', async () => {
    const folder = temporaryFolder();
    put(folder, { 'film.png': grayPng(1) });
    for (const [target, name] of [
      ['.', 'loop'],
      ['..', 'up'],
      ['self.png', 'self.png'],
    ])
      symlinkSync(target, join(folder, name));
    const out = join(folder, 'deep', 'out');
    expect(await ran(['-o', out, folder])).toMatchObject({ code: 0 });
    const before = contentsOf(out);
    expect((await ran(['-o', out, '--resume', folder])).err).toContain('0 files done, 1 done before');
    expect(contentsOf(out)).toEqual(before);
  });

  it('a pipe that nobody writes to holds up nothing', async (context) => {
    const folder = temporaryFolder();
    if (spawnSync('mkfifo', [join(folder, 'pipe.png')]).status !== 0) return context.skip();
    put(folder, { 'film.png': grayPng(1) });
    const typed = ['-o', join(folder, 'out'), join(folder, 'pipe.png'), join(folder, 'film.png')];
    const { code, err } = await ran(typed);
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('pipe.png: the file could not be read; it is no ordinary file.'),
    ]);
    expect(edgesIn(join(folder, 'out'))).toEqual(['film_edges.png']);
  });
});

describe('--resume', () => {
  it.each(['', '{', '[]', 'null', '{"images":[null,{"name":1}]}', '{"images":{"name":"a"}}', '\u0000\u0000'])(
    'takes a manifest and a journal that are %j for none',
    async (text) => {
      const folder = temporaryFolder();
      put(folder, { 'in/film.png': grayPng(1) });
      const out = join(folder, 'out');
      const typed = ['-o', out, join(folder, 'in')];
      await ran(typed);
      const before = contentsOf(out);
      writeFileSync(join(out, 'manifest.json'), text);
      writeFileSync(join(out, JOURNAL_NAME), text);
      expect(await ran([...typed, '--resume'])).toMatchObject({ code: 0, err: expect.stringContaining('1 file done') });
      expect(contentsOf(out)).toEqual(before);
    },
  );
});

it('a window is laid over DICOM of 8 bits, too, and told of', async () => {
  const folder = temporaryFolder();
  const made = { rows: 12, columns: 16, values: Array.from({ length: 192 }, (_, i) => i), bits: 8 };
  mkdirSync(join(folder, 'in'));
  put(join(folder, 'in'), {
    'film.dcm': dicomFile({ elements: describing(made), pixels: nativeBytes(cellsOf(made)), pixelVr: 'OB' }),
  });
  const originals = await Promise.all(
    [[], ['--params', 'window.source=manual', '--params', 'window.center=50', '--params', 'window.width=20']].map(
      async (typed, i) => {
        const out = join(folder, String(i));
        await ran(['-o', out, ...typed, join(folder, 'in')]);
        const { images } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest;
        return [images[0].window?.kind, readFileSync(join(out, 'film_original.png'), 'base64')] as const;
      },
    ),
  );
  expect(originals.map(([kind]) => kind)).toEqual(['full', 'window']);
  expect(originals[0][1]).not.toBe(originals[1][1]);
});
