// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The first of these commands that is on the PATH or where Linux has its commands; null when none is.
 * @param {...string} commands
 */
export function onPath(...commands) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const files = commands.flatMap((command) => folders.filter(Boolean).map((folder) => join(folder, command)));
  return files.find((file) => existsSync(file)) ?? null;
}
