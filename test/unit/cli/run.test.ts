import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import JSZip from 'jszip';
import { JOURNAL_NAME } from '../../../src/cli/known-results.ts';
import type { Surroundings } from '../../../src/cli/main.ts';
import { decodeImage } from '../../../src/decode/decode-image.ts';
import { encodePng } from '../../../src/export/encode/encode-png.ts';
import type { Manifest } from '../../../src/export/manifest/manifest.ts';
import { processFile } from '../../../src/oneshot/process-file.ts';
import { STAGE_IDS } from '../../../src/pipeline/standard-graph.ts';
import { dicomFile } from '../../support/dicom-maker.ts';
import { ANY_FORMAT } from '../../support/format-names.ts';
import { contentsOf, filesIn, grayPng, put, ran, runnerHere, temporaryFolder } from './in-a-folder.ts';

const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;

/** Gray, 16 bits of which 12 are used, of some frames. */
function cine(frames: number): Uint8Array {
  const short = (value: number): number[] => [value];
  return dicomFile({
    elements: [
      [0x00280002, 'US', short(1)],
      [0x00280004, 'CS', 'MONOCHROME2'],
      [0x00280008, 'IS', String(frames)],
      [0x00280010, 'US', short(6)],
      [0x00280011, 'US', short(8)],
      [0x00280100, 'US', short(16)],
      [0x00280101, 'US', short(12)],
      [0x00280102, 'US', short(11)],
      [0x00280103, 'US', short(0)],
    ],
    pixels: Uint8Array.from({ length: frames * 96 }, (_, i) => (i % 2 === 0 ? (i * i) % 251 : ((i * 7) >> 3) % 16)),
  });
}

function films(count: number): { folder: string; source: string; out: string } {
  const folder = temporaryFolder();
  const names = Array.from({ length: count }, (_, i) => [`in/film ${i}.png`, grayPng(i)] as const);
  put(folder, Object.fromEntries(names));
  return { folder, source: join(folder, 'in'), out: join(folder, 'out') };
}

describe('a run', () => {
  it('writes the bytes that the library gives, and a manifest of them', async () => {
    const { source, out } = films(2);
    expect(await ran(['-o', out, source])).toEqual({ code: 0, out: '', err: `2 files done: ${out}\n` });
    const { stages } = await processFile(new File([readFileSync(join(source, 'film 1.png'))], 'film 1.png'), {
      backend: 'cpu',
    });
    for (const stage of STAGE_IDS) {
      const expected = Buffer.from(await (await encodePng(stages[stage])).arrayBuffer());
      expect(readFileSync(join(out, `film 1_${stage}.png`)).equals(expected), stage).toBe(true);
    }
    expect(filesIn(out)).toHaveLength(11);
    expect(manifestIn(out).images.map(({ name, engine }) => [name, engine])).toEqual([
      ['film 0.png', 'cpu'],
      ['film 1.png', 'cpu'],
    ]);
  });

  it('goes on beyond files that fail, and names each with its message and code', async () => {
    const { source, out } = films(1);
    put(source, { 'a.png': '', 'sub/b.png': 'text', 'c.png': grayPng(1).slice(0, 60) });
    const { code, err } = await ran(['-o', out, source]);
    expect(code).toBe(1);
    const lines = err.trim().split('\n');
    expect(lines.sort()).toEqual(
      [
        `${source}/a.png: the file is empty. [file-empty]`,
        `${source}/c.png: the image could not be read. The file may be damaged. [decode-failed]`,
        `${source}/sub/b.png: invalid file type. Please choose a ${ANY_FORMAT} image. [unsupported-type]`,
        `1 file done, 3 failed: ${out}`,
      ].sort(),
    );
    expect(filesIn(out).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(manifestIn(out).images).toHaveLength(1);
  });

  it('of chosen stages, parameters and frames', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    put(folder, { 'cine.dcm': cine(4), 'one.png': grayPng(1) });
    const typed = ['--frames', '0,2-9', '--stages', 'edges,stored', '--params', 'blur.sigma=2', folder];
    expect((await ran(['-o', out, ...typed])).code).toBe(0);
    expect(filesIn(out)).toEqual([
      'cine_frame0_edges.png',
      'cine_frame0_stored.png',
      'cine_frame2_edges.png',
      'cine_frame2_stored.png',
      'cine_frame3_edges.png',
      'cine_frame3_stored.png',
      'manifest.json',
      'one_edges.png',
    ]);
    const { images } = manifestIn(out);
    expect(images.map(({ source }) => source?.frame)).toEqual([0, 2, 3, undefined]);
    expect(images[0].parameters).toMatchObject({ blur: { sigma: 2 } });
    const pictures = await Promise.all(
      [0, 3].map(async (frame) =>
        decodeImage(new Blob([readFileSync(join(out, `cine_frame${frame}_stored.png`))])).then(({ data }) => [...data]),
      ),
    );
    expect(pictures[0]).not.toEqual(pictures[1]);
    expect((await ran(['-o', join(folder, 'none'), '--frames', '7', join(folder, 'cine.dcm')])).err).toContain(
      'none of the frames asked for is in it: it has 4. Frames are counted from 0. [decode-failed]',
    );
  });

  it('of a file of several frames takes the first, unless told', async () => {
    const folder = temporaryFolder();
    put(folder, { 'cine.dcm': cine(3) });
    await ran(['-o', join(folder, 'out'), '--stages', 'original', folder]);
    expect(filesIn(join(folder, 'out'))).toEqual(['cine_original.png', 'manifest.json']);
  });

  it('of a file that vanishes while it runs goes on, and names it', async () => {
    const { source, out } = films(3);
    let count = 0;
    const runner = runnerHere(() => ++count === 1 && rmSync(join(source, 'film 2.png')));
    const { code, err } = await ran(['-o', out, '--jobs', '1', source], {
      runner: () => ({ ...runner, end: async () => undefined }),
    });
    expect([code, err]).toEqual([
      1,
      `${source}/film 2.png: the file could not be read; there is no such file. [decode-failed]\n` +
        `2 files done, 1 failed: ${out}\n`,
    ]);
  });

  it('of what is not there ends before it begins, whatever lies in the folder of results', async () => {
    const { folder, source, out } = films(1);
    const refused = (names: string): object => ({
      code: 2,
      out: '',
      err: `xray-lab: There is no file or folder ${names}.\nSee xray-lab --help.\n`,
    });
    const [one, two] = [join(folder, 'none'), `${source}/no\n*.png`];
    expect(await ran(['-o', out, source, one])).toEqual(refused(`"${one}"`));
    expect(await ran(['-o', out, '--json', one, source, two])).toEqual(
      refused(`"${one}" and "${source}/no\\u000a*.png"`),
    );
    expect(existsSync(out)).toBe(false);
    await ran(['-o', out, source]);
    const before = contentsOf(out);
    expect(await ran(['-o', out, one])).toEqual(refused(`"${one}"`));
    expect(await ran(['-o', out, '--resume', one])).toEqual(refused(`"${one}"`));
    expect(contentsOf(out)).toEqual(before);
  });

  it('of folders without images says so, in shards too, and makes nothing', async () => {
    const folder = temporaryFolder();
    const [empty, out] = [join(folder, 'empty'), join(folder, 'out')];
    put(folder, { 'empty/sub/notes.txt': 'text' });
    const says = (text: string): object => ({ code: 2, out: '', err: `xray-lab: ${text}\nSee xray-lab --help.\n` });
    const leftOut = `Left out, as it does not look like an image file: ${empty}/sub/notes.txt.`;
    for (const more of [[], ['--shard', '1/2'], ['--resume', '--json']]) {
      expect(await ran(['-o', out, ...more, empty])).toEqual(says(`No images were found in "${empty}". ${leftOut}`));
    }
    rmSync(join(empty, 'sub', 'notes.txt'));
    expect(await ran(['-o', out, empty, join(empty, 'sub')])).toEqual(
      says(`No images were found in "${empty}" and "${empty}/sub".`),
    );
    expect(existsSync(out)).toBe(false);
  });

  it('tells of wrong usage with code 2, and writes nothing', async () => {
    const { folder, source, out } = films(1);
    expect(await ran(['-o', out, '--nope', source])).toMatchObject({ code: 2 });
    expect(await ran(['-o', out, '--params', 'blur.sigma=no', source])).toMatchObject({ code: 2 });
    expect(await ran(['-o', out, '--params', 'window.center=1000', source])).toEqual({
      code: 2,
      out: '',
      err: 'xray-lab: --params: window.center has no effect without window.source=manual: add it.\nSee xray-lab --help.\n',
    });
    put(source, { 'film 0_edges.png': grayPng(1) });
    const { code, err } = await ran(['-o', source, source]);
    expect([code, err]).toEqual([2, expect.stringContaining('film 0_edges.png would be overwritten by a result.')]);
    expect(await ran(['-o', source, '--resume', source])).toMatchObject({ code: 2 });
    put(folder, { 'else/film 0_edges.png': 'of somebody else' });
    expect(await ran(['-o', join(folder, 'else'), source])).toMatchObject({ code: 2 });
    expect(filesIn(folder)).toHaveLength(3);
  });

  it('prints its help and its version', async () => {
    expect((await ran(['--help'])).out).toMatch(/^Usage: xray-lab/);
    expect((await ran(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('archives', () => {
  it('hold what the folder would, with its manifest, and nothing else stays', async () => {
    const { source, out, folder } = films(3);
    await ran(['-o', out, source]);
    const { code, err } = await ran(['-o', join(folder, 'zip'), '--zip', source]);
    expect(code).toBe(0);
    const [name, ...others] = filesIn(join(folder, 'zip'));
    expect(others).toEqual([]);
    expect(name).toMatch(/^xray-lab_\d{8}_\d{6}_results\.zip$/);
    expect(err).toContain(name);
    const zip = await JSZip.loadAsync(readFileSync(join(folder, 'zip', name)), { checkCRC32: true });
    const held = await Promise.all(
      Object.values(zip.files).map(async (file) => [file.name, await file.async('binarystring')]),
    );
    expect(Object.fromEntries(held)).toEqual(contentsOf(out));
  });

  it('is named after the only film', async () => {
    const { source, out } = films(1);
    await ran(['-o', out, '--zip', source]);
    expect(filesIn(out)).toEqual(['film 0_results.zip']);
  });
});

describe('--resume', () => {
  /** Which films are computed, and which are looked at. */
  const watched = (): { seen: string[]; around: Partial<Surroundings> } => {
    const seen: string[] = [];
    const runner = runnerHere((task, input) => void seen.push(`${task} ${(input as { name: string }).name}`));
    return { seen, around: { runner: () => ({ ...runner, end: async () => undefined }) } };
  };

  it('computes nothing that the manifest proves done', async () => {
    const { source, out } = films(3);
    await ran(['-o', out, source]);
    const before = contentsOf(out);
    const { seen, around } = watched();
    expect(await ran(['-o', out, '--resume', source], around)).toMatchObject({
      code: 0,
      err: `0 files done, 3 done before: ${out}\n`,
    });
    expect(seen).toEqual(['verify film 0.png', 'verify film 1.png', 'verify film 2.png']);
    expect(contentsOf(out)).toEqual(before);
  });

  it('computes what is missing, damaged, of another source or of other parameters', async () => {
    const { source, out } = films(4);
    await ran(['-o', out, source]);
    const before = contentsOf(out);
    rmSync(join(out, 'film 1_blurred.png'));
    writeFileSync(join(out, 'film 2_edges.png'), 'damage');
    const { seen, around } = watched();
    await ran(['-o', out, '--resume', source], around);
    expect(seen.filter((task) => task.startsWith('film'))).toEqual(['film film 1.png', 'film film 2.png']);
    expect(contentsOf(out)).toEqual(before);
    writeFileSync(join(source, 'film 3.png'), grayPng(9));
    expect((await ran(['-o', out, '--resume', source])).err).toContain('1 file done, 3 done before');
    expect((await ran(['-o', out, '--resume', '--params', 'blur.sigma=2', source])).err).toContain('4 files done: ');
    expect((await ran(['-o', out, '--resume', '--stages', 'edges', source])).err).toContain('4 files done: ');
  });

  it('goes by the journal where a run was killed, whose last line was cut short', async () => {
    const { source, out } = films(3);
    await ran(['-o', out, source]);
    const before = contentsOf(out);
    const images = manifestIn(out).images.map((told) => JSON.stringify([{ told, files: [] }]));
    writeFileSync(join(out, JOURNAL_NAME), `\n${images[0]}\n${images[1]}\n${images[2].slice(0, 50)}`);
    writeFileSync(join(out, '.xray-lab-unfinished-1-2-3'), 'half');
    rmSync(join(out, 'manifest.json'));
    expect(await ran(['-o', out, source])).toMatchObject({ code: 2, err: expect.stringContaining('--resume') });
    expect((await ran(['-o', out, '--resume', source])).err).toBe(`1 file done, 2 done before: ${out}\n`);
    expect(contentsOf(out)).toEqual(before);
  });

  it('keeps what is told of results of other films', async () => {
    const { source, out } = films(2);
    await ran(['-o', out, join(source, 'film 1.png')]);
    await ran(['-o', out, '--resume', join(source, 'film 0.png')]);
    expect(manifestIn(out).images.map(({ name }) => name)).toEqual(['film 0.png', 'film 1.png']);
  });

  it('of frames looks at all of them', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    put(folder, { 'cine.dcm': cine(3) });
    await ran(['-o', out, '--frames', 'all', folder]);
    expect((await ran(['-o', out, '--frames', 'all', '--resume', folder])).err).toContain('0 files done, 1 done');
    rmSync(join(out, 'cine_frame2_stored.png'));
    expect((await ran(['-o', out, '--frames', 'all', '--resume', folder])).err).toContain('1 file done');
    expect((await ran(['-o', out, '--frames', '1', '--resume', folder])).err).toContain('1 file done');
  });

  it('continues an archive', async () => {
    const { source, out } = films(3);
    const ending: ((name: 'SIGINT') => void)[] = [];
    let count = 0;
    const runner = runnerHere(() => ++count === 3 && ending[0]('SIGINT'));
    const first = await ran(['-o', out, '--zip', '--jobs', '1', source], {
      onSignal: (end) => {
        ending.push(end);
        return () => undefined;
      },
      runner: () => ({ ...runner, end: async () => undefined }),
    });
    expect(first.code).toBe(130);
    expect((await ran(['-o', out, '--zip', '--resume', source])).err).toContain('1 file done, 2 done before');
    expect(filesIn(out)).toEqual([expect.stringMatching(/\.zip$/)]);
  });
});

describe('an end before the end', () => {
  it('by a signal leaves whole files, a manifest of them, and says how to go on', async () => {
    const { source, out, folder } = films(4);
    await ran(['-o', join(folder, 'whole'), source]);
    const ending: ((name: 'SIGINT') => void)[] = [];
    let count = 0;
    const runner = runnerHere(() => ++count === 3 && ending[0]('SIGINT'));
    const { code, err } = await ran(['-o', out, '--jobs', '1', source], {
      onSignal: (end) => {
        ending.push(end);
        return () => undefined;
      },
      runner: () => ({ ...runner, end: async () => undefined }),
    });
    expect([code, err]).toEqual([
      130,
      'Interrupted: 2 files done, 2 left. The same command with --resume continues.\n',
    ]);
    expect(filesIn(out)).toHaveLength(11);
    expect(manifestIn(out).images).toHaveLength(2);
    await ran(['-o', out, '--resume', source]);
    expect(contentsOf(out)).toEqual(contentsOf(join(folder, 'whole')));
  });

  it('where there is a file in the place of the folder', async () => {
    const { folder, source } = films(1);
    put(folder, { taken: 'text' });
    const { code, err } = await ran(['-o', join(folder, 'taken'), source]);
    expect(code).toBe(1);
    expect(err).toContain('could not be written; there is a file where a folder is needed.');
    expect(err).toContain('[export-failed]');
    expect(existsSync(join(folder, 'taken'))).toBe(true);
    const { out } = await ran(['-o', join(folder, 'taken'), '--json', source]);
    expect(JSON.parse(out)).toMatchObject({ event: 'end', done: 0, left: 1, stopped: 'export-failed' });
  });

  it('where the folder is gone', async () => {
    const { source, out } = films(3);
    let count = 0;
    const runner = runnerHere(() => ++count === 2 && rmSync(out, { recursive: true }));
    const { code, err } = await ran(['-o', out, '--jobs', '1', source], {
      runner: () => ({ ...runner, end: async () => undefined }),
    });
    expect([code, err]).toEqual([
      1,
      'film 1_original.png: could not be written; the folder is no longer there. ' +
        'Choose another folder with -o. [export-failed]\nStopped: 1 file done, 2 left.\n',
    ]);
  });
});

describe('shards', () => {
  it('together make what one run does', async () => {
    const { source, out, folder } = films(7);
    await ran(['-o', out, source]);
    const parts = ['1/3', '2/3', '3/3'].map((shard) => [shard, join(folder, shard[0])] as const);
    for (const [shard, part] of parts) expect((await ran(['-o', part, '--shard', shard, source])).code).toBe(0);
    const results = (part: string): Record<string, string> => {
      const all = contentsOf(part);
      delete all['manifest.json'];
      return all;
    };
    const united = parts.map(([, part]) => results(part));
    expect(Object.assign({}, ...united)).toEqual(results(out));
    expect(united.reduce((sum, part) => sum + Object.keys(part).length, 0)).toBe(35);
  });

  it('of which there are more than films are done, those without any too, and merged', async () => {
    const { source, out, folder } = films(2);
    await ran(['-o', out, source]);
    const parts = [1, 2, 3].map((index) => join(folder, `part-${index}`));
    for (const [i, part] of parts.entries()) {
      expect(await ran(['-o', part, '--shard', `${i + 1}/3`, source])).toMatchObject({ code: 0 });
    }
    expect(filesIn(parts[2])).toEqual(['manifest.json']);
    expect((await ran(['merge', '-o', join(folder, 'all'), ...parts])).code).toBe(0);
    expect(contentsOf(join(folder, 'all'))).toEqual(contentsOf(out));
  });
});

describe('merge', () => {
  /** Shards of seven films, one of which fails. */
  async function sharded(): Promise<{ whole: string; parts: string[]; all: string }> {
    const { source, out, folder } = films(6);
    put(source, { 'film 3b.png': '' });
    await ran(['-o', out, source]);
    const parts = [1, 2, 3].map((index) => join(folder, `part-${index}`));
    for (const [i, part] of parts.entries()) await ran(['-o', part, '--shard', `${i + 1}/3`, source]);
    return { whole: out, parts, all: join(folder, 'all') };
  }

  it('of shards is what one run makes, in any order, and tells what failed', async () => {
    const { whole, parts, all } = await sharded();
    const { code, err } = await ran(['merge', '-o', all, ...[...parts].reverse()]);
    expect([code, err]).toEqual([1, `film 3b.png: failed in its shard. [file-empty]\n6 images: ${all}\n`]);
    expect(contentsOf(all)).toEqual(contentsOf(whole));
    expect((await ran(['merge', '-o', all, ...parts])).code).toBe(2);
  });

  it('refuses what is missing, twice or damaged, and writes nothing', async () => {
    const { parts, all } = await sharded();
    const [one, two, three] = parts;
    expect((await ran(['merge', '-o', all, one, three])).err).toBe('Shard 2/3 is missing.\nNothing was merged.\n');
    expect((await ran(['merge', '-o', all, one, two, two, three])).err).toContain(
      `Shard 2/3 is there twice: ${two}, ${two}.`,
    );
    writeFileSync(join(two, 'film 1_edges.png'), 'damage');
    rmSync(join(three, 'film 2_edges.png'));
    const { code, err } = await ran(['merge', '-o', all, ...parts, join(all, 'none')]);
    expect([code, err.trim().split('\n')]).toEqual([
      1,
      [
        `${join(all, 'none')}: there is no manifest.json that can be read.`,
        `${two}/film 1_edges.png: is not what its manifest says.`,
        `${three}/film 2_edges.png: cannot be read.`,
        'film 3b.png: failed in its shard. [file-empty]',
        'Nothing was merged.',
      ],
    ]);
    expect(existsSync(all)).toBe(false);
  });

  it('takes files of the folder only', async () => {
    const { source, folder, out } = films(1);
    await ran(['-o', out, source]);
    const path = join(out, 'manifest.json');
    put(folder, { 'film 0_edges.png': readFileSync(join(out, 'film 0_edges.png')) });
    writeFileSync(path, readFileSync(path, 'utf8').replace('"film 0_edges.png"', '"../film 0_edges.png"'));
    const { code, err } = await ran(['merge', '-o', join(folder, 'all'), out]);
    expect([code, err]).toEqual([1, `${out}: ../film 0_edges.png is no name of a result.\nNothing was merged.\n`]);
  });

  it('refuses a shard that was interrupted', async () => {
    const { parts, all } = await sharded();
    const path = join(parts[0], 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { images: unknown[]; shard: { positions: number[] } };
    manifest.images.pop();
    manifest.shard.positions.pop();
    writeFileSync(path, JSON.stringify(manifest));
    expect((await ran(['merge', '-o', all, ...parts])).err).toContain(
      `${parts[0]}: 1 of its 3 files were not processed; --resume does that.`,
    );
  });

  it('of folders that are no shards says what it cannot know', async () => {
    const { source, folder } = films(2);
    await ran(['-o', join(folder, 'a'), join(source, 'film 0.png')]);
    await ran(['-o', join(folder, 'b'), join(source, 'film 1.png')]);
    const run = await ran(['merge', '-o', join(folder, 'all'), join(folder, 'a'), join(folder, 'b')]);
    expect(run).toMatchObject({ code: 0, err: expect.stringContaining('whether one is missing is not known') });
  });
});

describe('--json', () => {
  it('is a line an event, each of them JSON', async () => {
    const { source, out } = films(2);
    put(source, { 'bad.png': '' });
    const run = await ran(['-o', out, '--json', '--jobs', '1', source]);
    const events = run.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.map(({ event }) => event)).toEqual(['start', 'failed', 'done', 'done', 'end']);
    expect(events[0]).toEqual({ event: 'start', files: 3, of: 3, leftOut: 0 });
    expect(events[1]).toEqual({
      event: 'failed',
      file: `${source}/bad.png`,
      code: 'file-empty',
      message: 'bad.png: the file is empty.',
    });
    expect(events[2]).toMatchObject({ file: `${source}/film 0.png`, images: [{ width: 20, height: 12 }] });
    expect(events[4]).toEqual({ event: 'end', done: 2, kept: 0, failed: 1, left: 0, output: out });
    expect(run.err).toBe(`${source}/bad.png: the file is empty. [file-empty]\n`);
  });
});
