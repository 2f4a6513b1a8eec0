import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { browserArguments, findBrowser, THRIFTY } from '../../../scripts/find-browser.mjs';
import { WAITS } from '../../../src/base/listen-to.ts';
import { TURN_MS } from '../../../src/session/patience.ts';
import { PATIENCE_MS } from './patience.ts';

let shared: Promise<Browser> | null = null;

/**
 * The browser, with WebGL2, of all tests that this process runs, file after file: to start one takes longer than most tests
 * do. A profile of its own for each page keeps them apart (`newWatchedPage`). To be asked for once by each file, and not to be
 * closed: it ends with the process.
 */
export async function sharedBrowser(): Promise<Browser> {
  shared ??= launchBrowser();
  const browser = await shared;
  // It crashed: that was a failure of the test that it happened in, and is none of the next.
  if (!browser.isConnected()) return (shared = launchBrowser());
  // What a test that failed has left.
  await Promise.all(browser.contexts().map((context) => context.close()));
  return browser;
}

/** With WebGL2, in software where there is no GPU; or as on a machine without a GPU: then there is none. */
export async function launchBrowser({ webgl = true, flags = [] as readonly string[] } = {}): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No browser was found; `npm test` says how to get one.');
  return chromium.launch({
    executablePath,
    args: [...browserArguments({ webgl }), ...THRIFTY, ...flags],
    timeout: PATIENCE_MS,
  });
}

/** What went wrong in a page without anybody catching it: an error, a rejection, a refused resource, an `console.error`. */
export interface WatchedPage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly problems: string[];
}

/** Longer than any test. */
const NEVER_MS = 2 ** 30;

/**
 * No film of a test comes after others because a busy machine took longer to read it than they wait. What happens then is
 * tried in Node, by a clock of the test's own (test/unit/session/waits.test.ts).
 */
function patientWith({ wait, never }: { readonly wait: number; readonly never: number }): void {
  const { setTimeout } = window;
  const patient = (action: TimerHandler, milliseconds?: number, ...more: unknown[]): number =>
    setTimeout(action, milliseconds === wait ? never : milliseconds, ...more);
  window.setTimeout = patient as typeof window.setTimeout;
}

/** A page in a profile of its own that notes everything that goes wrong in it. */
export async function newWatchedPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  // Half a minute otherwise, for a page to load, a button to be there, a dialog, a download.
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript(patientWith, { wait: TURN_MS / WAITS, never: NEVER_MS });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    // Browsers ask for this by themselves.
    if (message.location().url.endsWith('/favicon.ico')) return;
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('crash', () => problems.push('the page crashed'));
  return { context, page, problems };
}
