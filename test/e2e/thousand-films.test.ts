import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../support/images.ts';
import { mixedFilms, type MixedFilm } from '../support/mixed-films.ts';
import { LabPage } from './support/lab-page.ts';
import { servePage } from './support/served-page.ts';
import { eventsIn, inShell } from './support/shell.ts';
import { ROOT } from './support/site.ts';

/** `XRAY_LONG=1` takes a thousand, and ten ends of a run; shards and full disks too, of which `command-line.test.ts` has small ones. */
const isLong = Boolean(process.env.XRAY_LONG);
const [FILMS, KILLS, SAMPLE] = isLong ? [1000, 10, 50] : [38, 2, 30];

const PYTHON = '/usr/bin/python3';

const served = servePage();
const shell = inShell();
const { run, start, contentsOf } = shell;

let films: MixedFilm[];
beforeAll(async () => {
  films = await mixedFilms(FILMS, { broken: true });
});
beforeEach(() =>
  shell.put(
    'in',
    films.map(({ name, bytes }) => ({ name, buffer: bytes })),
  ),
);

const namesOf = (isSound: boolean): string[] =>
  films.filter((film) => film.isSound === isSound).map(({ name }) => `in/${name}`);

let undisturbed: Record<string, string> | null = null;

/** What one run makes that nothing disturbs. */
async function whole(): Promise<Record<string, string>> {
  if (undisturbed) return undisturbed;
  expect((await run('-q', '-o', 'whole', 'in')).code).toBe(1);
  undisturbed = contentsOf('whole');
  return undisturbed;
}

describe('films of mixed kinds, some of them broken', () => {
  it('are done but for those, with the pixels of native OpenCV', (context) => {
    if (spawnSync(PYTHON, ['-c', 'import cv2']).status !== 0) {
      console.warn('Skipped: OpenCV for Python is not installed (python3-opencv).');
      return context.skip();
    }
    return run('--json', '-o', 'out', 'in').then(({ code, out }) => {
      expect(code).toBe(1);
      const events = eventsIn(out);
      const filesOf = (kind: string): (string | undefined)[] =>
        events.filter(({ event }) => event === kind).map(({ file }) => file);
      expect(filesOf('done').sort()).toEqual(namesOf(true).sort());
      expect(filesOf('failed').sort()).toEqual(namesOf(false).sort());
      const compared = spawnSync(PYTHON, [`${ROOT}scripts/compare-with-opencv.py`, 'out'], {
        cwd: shell.folder,
        input: out.join('\n'),
        encoding: 'utf8',
      });
      const pictures = films.filter(({ name, isSound }) => isSound && /\.(png|jpe?g)$/.test(name)).length;
      // OpenCV warns of some files on the standard error.
      expect([compared.stdout, compared.status]).toEqual([`${pictures} compared, 0 different\n`, 0]);
    });
  });

  it('make the archive that the page does, byte for byte', async () => {
    const sound = films.filter(({ isSound }) => isSound);
    const sample = Array.from({ length: SAMPLE }, (_, i) => sound[Math.floor((i * sound.length) / SAMPLE)]).map(
      ({ name, bytes }) => ({ name, mimeType: '', buffer: Buffer.from(bytes) }),
    );
    shell.put('sample', sample);
    const lab = await LabPage.open(served.browser, `${served.url}?backend=cpu`);
    await lab.choose(...sample);
    await lab.waitForResults(SAMPLE);
    const { bytes } = await lab.downloadZip();
    expect(lab.problems).toEqual([]);
    await lab.close();
    expect((await run('-q', '--zip', '-o', 'archive', 'sample')).code).toBe(0);
    const [archive] = readdirSync(join(shell.folder, 'archive'));
    expect(readFileSync(join(shell.folder, 'archive', archive)).equals(bytes)).toBe(true);
  });

  it('killed again and again at any moment, and resumed, are complete: nothing half, nothing twice', async () => {
    const expected = await whole();
    const random = seededRandom(1000);
    const done: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      // At a moment after so many of what is left: in the middle of what other threads are at.
      const after = 1 + Math.floor(random() * (FILMS / (KILLS + 1)));
      let count = 0;
      const { signal, out } = await start(
        ['--json', '-o', 'out', ...(kill > 0 ? ['--resume'] : []), 'in'],
        (line, program) => {
          if (!line.includes('"done"') || ++count !== after) return;
          setTimeout(() => program.kill('SIGKILL'), random() * 20);
        },
      );
      expect(signal).toBe('SIGKILL');
      // The last line may have been cut short.
      const told = out.filter((line) => line.endsWith('}'));
      done.push(...eventsIn(told).flatMap(({ event, file = '' }) => (event === 'done' ? [file] : [])));
      // What has a result's name is whole.
      const there = Object.entries(contentsOf('out')).filter(([name]) => name.endsWith('.png'));
      expect(there.filter(([name, digest]) => !name.startsWith('.') && expected[name] !== digest)).toEqual([]);
    }
    const { code, out } = await run('--json', '-o', 'out', '--resume', 'in');
    expect(code).toBe(1);
    const last = eventsIn(out).flatMap(({ event, file = '' }) => (event === 'done' ? [file] : []));
    const kept = eventsIn(out).flatMap(({ event, file = '' }) => (event === 'kept' ? [file] : []));
    // What was told to be done was done then: nothing is computed a second time.
    expect(new Set([...done, ...last]).size).toBe(done.length + last.length);
    expect([...kept, ...last].sort()).toEqual(namesOf(true).sort());
    expect(contentsOf('out')).toEqual(expected);
  });

  it.runIf(isLong)('as three shards at once, merged, are what one run makes', async () => {
    const expected = await whole();
    const parts = ['1', '2', '3'];
    const runs = await Promise.all(parts.map((part) => run('-q', '-o', part, '--shard', `${part}/3`, 'in')));
    expect(runs.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect((await run('merge', '-o', 'all', ...parts)).code).toBe(1);
    expect(contentsOf('all')).toEqual(expected);
  });

  it.runIf(isLong)(
    'end with a message on a disk that becomes full, and in a folder that can only be read; then go on',
    async (context) => {
      const disk = join(shell.folder, 'disk');
      mkdirSync(disk);
      const size = Math.ceil(FILMS * 8);
      if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}k`, 'tmpfs', disk]).status !== 0) {
        console.warn('Skipped: no file system of its own can be mounted here.');
        return context.skip();
      }
      try {
        const full = await run('-o', 'disk/out', 'in');
        expect(full.code).toBe(1);
        expect(full.err).toMatch(/could not be written; there is no room left on the disk\. .* \[export-failed\]\n/);
        expect(full.err).toMatch(/Stopped: \d{2,} files done, .*\d+ left\.\n$/);
        expect(statfsSync(disk).blocks).toBe(size / 4);
        execFileSync('mount', ['-o', 'remount,ro', disk]);
        const readOnly = await run('-o', 'disk/out', '--resume', 'in');
        expect([readOnly.code, readOnly.err]).toEqual([1, expect.stringContaining('the folder can only be read')]);
        execFileSync('mount', ['-o', 'remount,rw,size=256m', disk]);
        expect((await run('-q', '-o', 'disk/out', '--resume', 'in')).code).toBe(1);
        expect(contentsOf('disk/out')).toEqual(await whole());
      } finally {
        execFileSync('umount', [disk]);
      }
    },
  );
});
