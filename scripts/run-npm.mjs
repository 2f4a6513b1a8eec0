// @ts-check
import { spawnSync } from 'node:child_process';

/**
 * npm tells its scripts where it is; started without npm, it has to be on the PATH.
 *
 * @param {string[]} args
 * @param {{ cwd: string; stdio?: 'inherit' | 'pipe' }} options
 */
export function runNpm(args, { cwd, stdio = 'inherit' }) {
  const npm = process.env.npm_execpath;
  /** @type {import('node:child_process').SpawnSyncOptionsWithStringEncoding} */
  const options = { cwd, stdio, encoding: 'utf8' };
  return npm
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}
