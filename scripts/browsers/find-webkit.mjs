// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from './on-path.mjs';

/** Where distributions put WebKitGTK's own programs, newest first. */
const FOLDERS = ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'];

/** WebKitGTK's driver and the small browser that comes with the library; null where either is missing. */
export function findWebKit() {
  if (process.platform !== 'linux') return null;
  const driver = onPath('WebKitWebDriver');
  const browser = libraryFolders()
    .flatMap((folder) => FOLDERS.map((name) => join(folder, name, 'MiniBrowser')))
    .find((file) => existsSync(file));
  return driver && browser ? { driver, browser } : null;
}

/** Debian has a folder for each architecture. */
function libraryFolders() {
  const debian = existsSync('/usr/lib') ? readdirSync('/usr/lib').filter((name) => name.includes('-linux-')) : [];
  return [...debian.map((name) => join('/usr/lib', name)), '/usr/libexec', '/usr/lib64', '/usr/lib'];
}
