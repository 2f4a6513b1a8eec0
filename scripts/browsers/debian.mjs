// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Installs Debian packages; false where this is no Debian or Ubuntu, or not run by root, or apt-get fails.
 * @param {string} what for the message
 * @param {string[]} packages
 */
export function installOnDebian(what, packages) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`${what} was not found: installing ${packages.join(', ')} (apt-get) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [['update'], ['install', '-y', '--no-install-recommends', ...packages]];
  // Without standard input a question would be answered by the end of the file, not waited for.
  return steps.every(
    (args) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0,
  );
}
