import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * A folder, with those above it that are missing. Not Node's own `recursive`, which never ends where a file system has the folder
 * above and answers that it has not: /proc, and some network drives.
 * @throws the system's error where one of them cannot be made
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  let at = resolve(path);
  while (!isThere(at)) {
    missing.unshift(at);
    at = dirname(at);
  }
  for (const folder of missing) makeOne(folder);
  // A file of that name is told of as a folder that cannot be made.
  if (!isFolder(at)) mkdirSync(at);
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another program may have made it meanwhile: shards of a run begin at a time.
    if (code === 'EEXIST' && isFolder(folder)) return;
    // The folder above is there.
    if (code === 'ENOENT') throw Object.assign(new Error(`No folder can be made: ${folder}`), { code: 'ENOTSUP' });
    throw error;
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
