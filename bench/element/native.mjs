// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} NativeRun
 * @property {number} ms
 * @property {number} processorMs
 * @property {number} touchedMB
 */

/** What a line of `bench/native.py` says. @param {string} line @returns {NativeRun} */
export function parseNative(line) {
  const [ms, processorMs, touchedMB] = line.split(' ').map(Number);
  return { ms, processorMs, touchedMB };
}

/**
 * File → ZIP by native OpenCV and Python's zipfile, in a process of its own whose start does not count.
 * @param {string} source path of an image
 * @param {{ gray: boolean; times: number }} options whether a gray file keeps its one channel; how often it is done
 * @returns {Promise<NativeRun[]>} none where Python or OpenCV is missing
 */
export async function nativeFileToZip(source, { gray, times }) {
  const folder = mkdtempSync(join(tmpdir(), 'xray-lab-native-'));
  const script = fileURLToPath(new URL('../native.py', import.meta.url));
  const python = spawn('/usr/bin/python3', [script, folder, source, ...(gray ? ['gray'] : [])], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  python.on('error', () => undefined);
  python.stdin.on('error', () => undefined);
  const lines = createInterface(python.stdout)[Symbol.asyncIterator]();
  /** @type {NativeRun[]} */
  const runs = [];
  while (runs.length < times) {
    python.stdin.write('\n');
    const { value, done } = await lines.next();
    if (done) break;
    runs.push(parseNative(value));
  }
  python.stdin.end();
  rmSync(folder, { recursive: true, force: true });
  return runs;
}

/**
 * A file decoded into another by a program of its own, whose start counts. Null where it is missing, or does not read the file.
 * @param {string} source
 * @param {readonly string[]} command takes both files at its end
 */
export async function nativeDecoding(source, command) {
  const folder = mkdtempSync(join(tmpdir(), 'xray-lab-native-'));
  try {
    // Node tells nothing of the processor time of a process that has ended.
    const timed = 'TIMEFORMAT="%R %U %S"; { time "$@" >&3 2>&3; } 3>/dev/null';
    const args = ['-c', timed, 'bash', ...command, source, join(folder, 'decoded.dcm')];
    const { status, stderr } = spawnSync('bash', args, { encoding: 'utf8' });
    if (status !== 0) return null;
    const [wall, user, system] = stderr.trim().split(' ').map(Number);
    return { 'first picture, ms': 1000 * wall, 'processor, ms': 1000 * (user + system) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
