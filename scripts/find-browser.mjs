// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installOnDebian } from './browsers/debian.mjs';
import { onPath } from './browsers/on-path.mjs';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const MAC_APPLICATIONS = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

const WINDOWS_PROGRAMS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

const ADVICE = `No browser was found. Install Chrome, Chromium or Edge, for example:
  Debian, Ubuntu   sudo apt-get install chromium
  macOS            brew install --cask google-chrome
  Windows          winget install Google.Chrome
or name one that is already there:
  CHROME_PATH=/path/to/chrome npm test`;

/**
 * The path of a Chromium-based browser: $CHROME_PATH, else one in a usual place, else null.
 * @throws when $CHROME_PATH names no file
 */
export function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH is ${named}, but there is no such file.`);
    return named;
  }
  return elsewhere().find((path) => existsSync(path)) ?? onPath(...COMMANDS);
}

/** As {@link findBrowser}; where there is none and it is allowed, Debian's Chromium is installed. */
export function findOrInstallBrowser() {
  const found = findBrowser() ?? (installOnDebian('Chromium', ['chromium']) ? findBrowser() : null);
  if (!found) throw new Error(ADVICE);
  return found;
}

/**
 * What a browser has to be started with for tests: WebGL in software, or as on a machine without a GPU; and no sandbox
 * where root is not allowed one.
 */
export function browserArguments({ webgl = true } = {}) {
  const root = process.getuid?.() === 0;
  const graphics = webgl
    ? ['--enable-unsafe-swiftshader', '--use-angle=swiftshader']
    : ['--disable-gpu', '--disable-3d-apis'];
  return [...graphics, ...(root ? ['--no-sandbox'] : [])];
}

/**
 * More, for tests, where WebGL in software takes most of the time. A page is put together by the processor, as what it is drawn
 * with is tested by what canvases hold. And a program is compiled when it first draws, not also when it is linked, by a guess
 * at what it will draw into.
 */
export const THRIFTY = ['--disable-gpu-compositing', '--disable-angle-features=warmUpPipelineCacheAtLink'];

/** Where systems without a folder for commands have their applications. @returns {string[]} */
function elsewhere() {
  const { platform, env } = process;
  if (platform === 'darwin') return MAC_APPLICATIONS;
  if (platform !== 'win32') return [];
  const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
  return folders.flatMap((folder) => (folder ? WINDOWS_PROGRAMS.map((program) => join(folder, program)) : []));
}
