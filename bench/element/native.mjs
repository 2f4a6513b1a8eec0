// @ts-check
import { spawn } from 'node:child_process';
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
