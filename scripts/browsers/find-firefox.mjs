// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from './on-path.mjs';

/** The path of Firefox: $FIREFOX_PATH, else one in a usual place, else null. */
export function findFirefox() {
  const { FIREFOX_PATH: named, PROGRAMFILES: programs = '' } = process.env;
  if (named) {
    if (!existsSync(named)) throw new Error(`FIREFOX_PATH is ${named}, but there is no such file.`);
    return named;
  }
  const elsewhere = {
    darwin: '/Applications/Firefox.app/Contents/MacOS/firefox',
    win32: join(programs, 'Mozilla Firefox', 'firefox.exe'),
  }[String(process.platform)];
  if (elsewhere) return existsSync(elsewhere) ? elsewhere : null;
  return onPath('firefox-esr', 'firefox');
}
