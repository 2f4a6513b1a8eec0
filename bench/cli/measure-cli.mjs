// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { film } from '../element/files.mjs';
import { describeMachine } from '../element/machine.mjs';
import { contents, numberNamed } from '../element/processes.mjs';
import { Table } from '../element/tables.mjs';

const PYTHON = '/usr/bin/python3';

/** Films of a turn, and of what is looked at for its memory. */
const FILMS = 40;
const SMALL_FILMS = 1000;

/** Milliseconds between two looks at the memory of a process. */
const LOOK_MS = 100;

/**
 * The command line as it is built, in turns with the same job by native OpenCV and Python's zipfile, two processes at a time; then its
 * memory over many small films.
 * @param {string} root
 * @param {{ runs: number; built: boolean }} options turns that count; whether the program is taken as it is built
 */
export async function measureCli(root, { runs, built }) {
  if (!built) {
    const { buildCli } = await import('../../scripts/build-steps.mjs');
    await buildCli(root);
  }
  console.log(describeMachine());
  const folder = mkdtempSync(join(tmpdir(), 'xray-lab-bench-shell-'));
  try {
    const program = join(root, 'dist', 'cli', 'xray-lab.js');
    console.log(`\n${await inTurns(program, folder, runs)}`);
    console.log(`\n${await memoryOver(program, folder)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} program @param {string} folder @param {number} runs */
async function inTurns(program, folder, runs) {
  const films = join(folder, 'films');
  await copies(await film('png', 2048, 2048), FILMS, films);
  const out = join(folder, 'out');
  const node = [process.execPath, program, '-q', '--jobs', '2', '-o', out];
  const script = fileURLToPath(new URL('../native-films.py', import.meta.url));
  const native = `ls -d "$1"/* | xargs -P2 -n ${FILMS / 2} ${PYTHON} ${JSON.stringify(script)} "$2"`;
  /** @type {Record<string, string[]>} */
  const jobs = {
    native: ['/bin/sh', '-c', native, 'sh', films, out],
    'xray-lab': [...node, films],
    'xray-lab --zip': [...node, '--zip', films],
  };
  if (spawnSync(PYTHON, ['-c', 'import cv2']).status !== 0) {
    console.warn('There is no OpenCV for Python (Debian: python3-opencv): nothing is held against it.');
    delete jobs.native;
  }
  const table = new Table(`From a shell: ${FILMS} gray PNGs of 2048 × 2048, two at a time`, '×: against native.');
  for (let run = 0; run <= runs; run++) {
    for (const [name, command] of Object.entries(jobs)) {
      process.stderr.write(`\r\x1b[K${name}, run ${run} of ${runs}`);
      rmSync(out, { recursive: true, force: true });
      mkdirSync(out);
      const used = timed(command);
      // The first warms what the system keeps of files.
      if (run > 0) table.add(name, used, name === 'native' ? undefined : 'native');
    }
  }
  process.stderr.write('\r\x1b[K');
  return table;
}

/** Runs a command to its end; the time of all of its processes. @param {readonly string[]} command */
function timed(command) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', '"$@" && times', 'sh', ...command], {
    encoding: 'utf8',
  });
  const wall = performance.now() - start;
  if (status !== 0) throw new Error(stderr);
  // Those of the shell itself are in the first line.
  const [, line = ''] = stdout.trim().split('\n').slice(-2);
  const [user, system] = [...line.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => 60 * Number(m) + Number(s));
  return { 'wall, ms': wall, 'processor, ms': (user + system) * 1000 };
}

/** @param {string} program @param {string} folder */
async function memoryOver(program, folder) {
  const films = join(folder, 'small');
  await copies(await film('png', 256, 256), SMALL_FILMS, films);
  const typed = [program, '--json', '--jobs', '2', '-o', join(folder, 'small-out'), films];
  const child = spawn(process.execPath, typed, { stdio: ['ignore', 'pipe', 'inherit'] });
  /** @type {number[]} */
  const peaks = [];
  let done = 0;
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, numberNamed(contents(`/proc/${child.pid}/status`), 'VmRSS') * 1.024e-3);
  };
  const timer = setInterval(look, LOOK_MS);
  for await (const line of createInterface(child.stdout)) {
    if (!line.includes('"event":"done"') || ++done % 100 !== 0) continue;
    look();
    peaks.push(peak);
    peak = 0;
  }
  clearInterval(timer);
  return `${done} films of 256 × 256: RSS in MB, the most of each hundred: ${peaks.map(Math.round).join(', ')}`;
}

/** @param {string} path @param {number} count @param {string} folder */
async function copies(path, count, folder) {
  mkdirSync(folder);
  for (let i = 0; i < count; i++) copyFileSync(path, join(folder, `film-${i}.png`));
}
