// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/sbin/nginx',
  '/usr/bin/nginx',
  '/usr/local/sbin/nginx',
  '/usr/local/bin/nginx',
  '/opt/homebrew/bin/nginx',
];

/** The path of an nginx to test the configuration with, or null. $NGINX_PATH names another one. */
export function findNginx() {
  return [process.env.NGINX_PATH ?? '', ...PLACES].find((path) => path !== '' && existsSync(path)) ?? null;
}

/** As {@link findNginx}; where there is none and it is allowed, Debian's is installed. Its service is not started. */
export function findOrInstallNginx() {
  const found = findNginx();
  if (found || process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return found;
  console.log('No nginx was found: installing it (apt-get) …');
  // Its package would start it on port 80; this environment variable of Debian's scripts says no.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'nginx-light']]) {
    if (spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) return null;
  }
  return findNginx();
}
