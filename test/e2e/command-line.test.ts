import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { jpegFile } from './support/jpeg-file.ts';
import { LabPage, type ChosenFile } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { servePage } from './support/served-page.ts';
import { copyExample, installedPackage } from './support/consumer.ts';
import { inShell } from './support/shell.ts';
import { built } from './support/site.ts';

const served = servePage();
const shell = inShell();
const { start, run, put, contentsOf } = shell;

/** So many films, no two of them alike. */
function films(count: number): ChosenFile[] {
  return Array.from({ length: count }, (_, i) => pngFile(`film ${i}.png`, radiograph(60 + i, 50, i % 3 === 0 ? 3 : 1)));
}

it('the library does the same in Node, of bytes: examples/node', async () => {
  const consumer = installedPackage();
  try {
    const example = copyExample(consumer, 'node');
    const image = radiograph(61, 50, 1);
    put('in', [pngFile('film.png', image)]);
    await run('-o', 'out', '--params', 'blur.kernelSize=7', 'in');
    const typed = [join(shell.folder, 'in', 'film.png'), join(shell.folder, 'none.png')];
    const { status, stdout, stderr } = spawnSync(process.execPath, ['edges.mjs', ...typed], {
      cwd: example,
      encoding: 'utf8',
    });
    expect([status, stdout, stderr]).toEqual([
      1,
      expect.stringMatching(/^film\.png: \d+ of 61 × 50 pixels\n$/),
      expect.stringContaining('none.png'),
    ]);
    const png = readFileSync(join(example, 'film_edges.png'));
    expect(png.equals(readFileSync(join(shell.folder, 'out', 'film_edges.png')))).toBe(true);
  } finally {
    consumer.remove();
  }
});

it('the packed package runs in an empty folder', () => {
  const consumer = installedPackage();
  try {
    put('in', [pngFile('film.png', radiograph(61, 50, 1))]);
    const bin = JSON.parse(readFileSync(join(consumer.installed, 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
    };
    const typed = [
      join(consumer.installed, bin.bin['xray-lab']),
      '--zip',
      '-o',
      join(shell.folder, 'out'),
      join(shell.folder, 'in'),
    ];
    const { status, stderr } = spawnSync(process.execPath, typed, { cwd: consumer.folder, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, expect.stringContaining('1 file done')]);
    expect(readdirSync(join(shell.folder, 'out'))).toEqual(['film_results.zip']);
  } finally {
    consumer.remove();
  }
});

describe('the command line', () => {
  it('makes the archive that the page does, byte for byte', async () => {
    const deep = { width: 70, height: 40, channels: 1, depth: 16 } as const;
    const samples = Uint16Array.from({ length: deep.width * deep.height }, (_, i) => (i * 37) % 4096);
    const files = [
      ...films(3),
      await jpegFile(served.browser),
      { name: 'deep.png', mimeType: 'image/png', buffer: Buffer.from(encode({ ...deep, data: samples })) },
    ].sort((a, b) => (a.name < b.name ? -1 : 1));
    put('in', files);
    const lab = await LabPage.open(served.browser, `${served.url}?backend=cpu`);
    await lab.choose(...files);
    await lab.waitForResults(files.length);
    const { bytes } = await lab.downloadZip();
    expect(lab.problems).toEqual([]);
    await lab.close();
    const { code, err } = await run('--zip', '-o', 'out', 'in');
    expect([code, err]).toEqual([0, expect.stringContaining('5 files done: out')]);
    const [archive] = readdirSync(join(shell.folder, 'out'));
    expect(readFileSync(join(shell.folder, 'out', archive)).equals(bytes)).toBe(true);
  });

  it('processes films in threads of its own', async () => {
    put('in', films(8));
    const { code, err } = await run('-o', 'two', '--jobs', '2', 'in');
    expect([code, err]).toEqual([0, '8 files done: two\n']);
    await run('-o', 'one', '--jobs', '1', 'in');
    expect(contentsOf('two')).toEqual(contentsOf('one'));
  });

  it('killed again and again, and resumed, makes the same: nothing half, nothing twice', async () => {
    put('in', films(12));
    expect((await run('-o', 'whole', 'in')).code).toBe(0);
    for (const [at, resume] of [
      [1, []],
      [3, ['--resume']],
      [2, ['--resume']],
    ] as const) {
      let done = 0;
      const { signal } = await start(['-o', 'out', '--json', ...resume, 'in'], (line, program) => {
        const { event } = JSON.parse(line) as { event: string };
        if (event === 'done' && ++done === at) program.kill('SIGKILL');
      });
      expect(signal).toBe('SIGKILL');
      // What has its name is whole.
      const whole = contentsOf('whole');
      for (const [name, digest] of Object.entries(contentsOf('out'))) {
        if (name.endsWith('.png')) expect([name, digest]).toEqual([name, whole[name]]);
      }
    }
    const { code, out } = await run('-o', 'out', '--resume', '--json', 'in');
    expect(code).toBe(0);
    const events = out.map((line) => JSON.parse(line) as { event: string; file?: string });
    expect(events.filter(({ event }) => event === 'kept').length).toBeGreaterThanOrEqual(6);
    const told = events.filter(({ event }) => event === 'kept' || event === 'done').map(({ file }) => file);
    expect([told.length, new Set(told).size]).toEqual([12, 12]);
    expect(contentsOf('out')).toEqual(contentsOf('whole'));
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly by %s, and says how to go on', async (name) => {
    put('in', films(12));
    let isAsked = false;
    const { code, err } = await start(['-o', 'out', '--json', 'in'], (line, program) => {
      if (isAsked || (JSON.parse(line) as { event: string }).event !== 'done') return;
      isAsked = program.kill(name);
    });
    expect(code).toBe(name === 'SIGINT' ? 130 : 143);
    expect(err).toMatch(/^Interrupted: \d+ files? done, \d+ left\. The same command with --resume continues\.\n$/);
    expect(Object.keys(contentsOf('out')).filter((file) => file.startsWith('.'))).toEqual([]);
    expect((await run('-o', 'out', '--resume', 'in')).err).toMatch(/^\d+ files? done, \d+ done before: out\n$/);
    expect((await run('-o', 'whole', 'in')).code).toBe(0);
    expect(contentsOf('out')).toEqual(contentsOf('whole'));
  });

  it('asked a second time to end, ends at once', async () => {
    put('in', films(12));
    // The first time it would write a manifest, and it waits for the disk for good.
    const slow =
      "import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';" +
      'fs.fsyncSync = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); syncBuiltinESMExports();';
    const asking: NodeJS.Timeout[] = [];
    const { code, signal } = await start(
      ['-o', 'out', '--json', 'in'],
      (line, program) => {
        if (asking.length > 0 || (JSON.parse(line) as { event: string }).event !== 'done') return;
        // Two at a time may be taken for one.
        asking.push(setInterval(() => program.kill('SIGINT'), 50));
      },
      [process.execPath, '--import', `data:text/javascript,${encodeURIComponent(slow)}`],
    );
    clearInterval(asking[0]);
    expect([code, signal]).toEqual([null, 'SIGINT']);
    expect((await run('-o', 'out', '--resume', 'in')).code).toBe(0);
    expect(Object.keys(contentsOf('out')).filter((file) => file.startsWith('.'))).toEqual([]);
  });

  it('without the right to read a film, or to write, says so', async (context) => {
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    put('in', films(2));
    put('others', []);
    chmodSync(shell.folder, 0o777);
    chmodSync(dirname(shell.folder), 0o755);
    chmodSync(join(shell.folder, 'in', 'film 1.png'), 0);
    chmodSync(join(shell.folder, 'others'), 0o555);
    const asNobody = (...typed: string[]): ReturnType<typeof run> =>
      start(typed, undefined, [process.execPath], nobody);
    const tried = await asNobody('--version').catch(() => ({ code: null }));
    if (process.platform === 'win32' || tried.code !== 0) {
      console.warn('Skipped: the program cannot be run by a user without rights here.');
      return context.skip();
    }
    const unread = await asNobody('-o', 'out', 'in');
    expect([unread.code, unread.err]).toEqual([
      1,
      'in/film 1.png: the file could not be read; it may not be read. [decode-failed]\n1 file done, 1 failed: out\n',
    ]);
    const unwritten = await asNobody('-o', 'others/out', 'in');
    expect([unwritten.code, unwritten.err]).toEqual([
      1,
      expect.stringMatching(/^others\/out: could not be written; writing to the folder is not permitted\..*\n$/s),
    ]);
  });

  it('where no folder can be made ends with a message', async (context) => {
    if (!existsSync('/proc/self')) {
      console.warn('Skipped: there is no /proc here.');
      return context.skip();
    }
    put('in', films(1));
    for (const output of ['/proc/x', '/proc/x/y']) {
      const { code, err } = await run('-o', output, 'in');
      expect([code, err]).toEqual([
        1,
        expect.stringMatching(
          /^\/proc\/x.*: could not be written; no folder can be made there\..*\[export-failed\]\n/s,
        ),
      ]);
    }
  });

  it('as three shards at once, merged, makes what one run does', async () => {
    put('in', [...films(10), { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no') }]);
    const parts = ['1', '2', '3'];
    const runs = await Promise.all(parts.map((part) => run('-o', part, '--shard', `${part}/3`, 'in')));
    expect(runs.map(({ code }) => code)).toEqual([1, 0, 0]);
    expect((await run('-o', 'whole', 'in')).code).toBe(1);
    const { code, err } = await run('merge', '-o', 'all', ...parts);
    expect([code, err]).toEqual([1, 'broken.png: failed in its shard. [unsupported-type]\n10 images: all\n']);
    expect(contentsOf('all')).toEqual(contentsOf('whole'));
  });

  it('on a disk that is full ends with a message, and goes on when there is room', async (context) => {
    put('in', films(6));
    mkdirSync(join(shell.folder, 'small'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', join(shell.folder, 'small')]);
    if (mounted.status !== 0) {
      console.warn('Skipped: no file system of its own can be mounted here.');
      return context.skip();
    }
    try {
      const { code, err } = await run('-o', 'small/out', 'in');
      expect(code).toBe(1);
      expect(err).toMatch(
        /could not be written; there is no room left on the disk\. Make room, .* \[export-failed\]\n/,
      );
      expect(err).toMatch(/Stopped: \d+ files? done, \d+ left\.\n$/);
      const names = Object.keys(contentsOf('small/out')).filter((name) => name.startsWith('.xray-lab-unfinished'));
      expect(names).toEqual([]);
      execFileSync('mount', ['-o', 'remount,ro', join(shell.folder, 'small')]);
      const readOnly = await run('-o', 'small/out', '--resume', 'in');
      expect([readOnly.code, readOnly.err]).toEqual([1, expect.stringContaining('the folder can only be read')]);
      execFileSync('mount', ['-o', 'remount,rw,size=8m', join(shell.folder, 'small')]);
      expect((await run('-o', 'small/out', '--resume', 'in')).code).toBe(0);
      expect((await run('-o', 'whole', 'in')).code).toBe(0);
      expect(contentsOf('small/out')).toEqual(contentsOf('whole'));
    } finally {
      execFileSync('umount', [join(shell.folder, 'small')]);
    }
  });

  it('where files may not grow ends with a message', async (context) => {
    if (process.platform === 'win32') return context.skip();
    put('in', films(2));
    const { code, err } = await start(['-o', 'out', 'in'], undefined, [
      '/bin/sh',
      '-c',
      'ulimit -f 1; exec "$0" "$@"',
      process.execPath,
    ]);
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/could not be written; it is larger than files may be here/),
    ]);
  });

  it('goes on when nobody reads what it prints', async () => {
    put('in', films(3));
    const { code } = await start(
      ['-o', 'out', '--json', 'in'],
      undefined,
      ['/bin/sh', '-c', '"$0" "$@" | true', process.execPath],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    expect(code).toBe(0);
    expect(Object.keys(contentsOf('out'))).toContain('manifest.json');
  });

  it('begins nothing that cannot be meant, and names what it leaves out', async () => {
    put('in', films(2));
    put('empty', [{ name: 'notes.txt', buffer: Buffer.from('text') }]);
    const refused = async (...typed: string[]): Promise<string> => {
      const { code, out, err } = await run('-o', 'out', ...typed);
      expect([code, out, existsSync(join(shell.folder, 'out'))], typed.join(' ')).toEqual([2, [], false]);
      return err;
    };
    expect(await refused('nofolder', 'in')).toContain('There is no file or folder "nofolder".\n');
    expect(await refused('empty')).toMatch(/No images were found in "empty"\. Left out, .*: empty\/notes\.txt\.\n/);
    expect(await refused('--params', 'window.center=1000', 'in')).toContain(
      'window.center has no effect without window.source=manual: add it.\n',
    );
    expect(await run('-o', 'out', '--shard', '3/3', 'in', 'empty')).toMatchObject({
      code: 0,
      err: 'Left out, as it does not look like an image file: empty/notes.txt.\n0 files done.\n',
    });
    // A manifest of the defaults holds a window's centre too.
    expect((await run('-o', 'made', 'in')).code).toBe(0);
    expect((await run('-o', 'again', '--params', 'made/manifest.json', 'in')).code).toBe(0);
    expect(contentsOf('again')).toEqual(contentsOf('made'));
  });

  it('is in no bundle for browsers', () => {
    for (const file of ['index.js', 'core.js', 'element.js', 'cdn/xray-lab.js']) {
      expect(readFileSync(built(file), 'utf8'), file).not.toMatch(/worker_threads|node:fs|Usage: xray-lab/);
    }
  });
});
