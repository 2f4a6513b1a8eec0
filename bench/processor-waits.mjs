// @ts-check
import { readFileSync } from 'node:fs';

/** Between two looks, in milliseconds: well under what a person notices. */
const INTERVAL_MS = 4;

/** A look that is later than this, in milliseconds, without this thread's having worked or waited: no timer is so late. */
const HALT_MS = 20;

/** Of this thread, which looks. */
const OWN = '/proc/thread-self/schedstat';

/**
 * @typedef {object} Look
 * @property {number} at milliseconds since 1970, as `performance.timeOrigin + performance.now()`
 * @property {number} waited how long the thread has waited for a processor in its life, in milliseconds
 */

/**
 * Notes for how long a page's thread, or a browser's thread that it asks, could have gone on and had no processor,
 * because other programs had them all, or the whole machine stood still. What the clock on the wall says of a task, less
 * that, is what the page itself is to blame for: its work, and what it waits for. Linux tells it (`schedstat`); elsewhere
 * nothing is known and the answer is 0.
 */
export class ProcessorWaits {
  /** @type {Look[]} */
  #looks = [];
  /** Milliseconds that this thread has worked or waited for a processor so far. */
  #accounted = 0;
  /** Milliseconds that everything stood still. */
  #halted = 0;
  /** The `schedstat` of every thread that counts. @type {readonly string[]} */
  #files;
  #timer;

  /** @param {readonly string[]} files */
  constructor(files) {
    this.#files = files;
    this.#look();
    this.#timer = setInterval(() => this.#look(), INTERVAL_MS);
  }

  /**
   * Watches the pages of `browser`, which should have one.
   * @param {import('playwright-core').Browser} browser
   */
  static async watch(browser) {
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    // A process's first thread has the process's number; in Chromium it is the page's, and the one that answers a page.
    return new ProcessorWaits(processInfo.map(({ id }) => `/proc/${id}/task/${id}/schedstat`));
  }

  /**
   * The most that they can have waited between two moments, in milliseconds.
   * @param {number} start
   * @param {number} end
   */
  between(start, end) {
    const looks = this.#looks;
    const before = looks.filter(({ at }) => at <= start).pop() ?? looks[0];
    const after = looks.find(({ at }) => at >= end) ?? looks[looks.length - 1];
    return after.waited - before.waited;
  }

  stop() {
    clearInterval(this.#timer);
    this.#look();
  }

  #look() {
    const at = performance.timeOrigin + performance.now();
    const own = threadTimes(OWN);
    // Between two looks this thread sleeps for a moment, works, or waits for a processor.
    const looks = this.#looks;
    const accounted = own ? own.worked + own.waited : 0;
    const late = looks.length > 0 && own ? at - looks[looks.length - 1].at - INTERVAL_MS : 0;
    const lost = late - (accounted - this.#accounted);
    if (lost > HALT_MS) this.#halted += lost;
    this.#accounted = accounted;
    const waited = this.#files.reduce((sum, file) => sum + (threadTimes(file)?.waited ?? 0), 0);
    looks.push({ at, waited: waited + this.#halted });
  }
}

/**
 * What the first two numbers of a `schedstat`, in nanoseconds, say of a thread's life; null where there is none.
 * @param {string} file
 */
function threadTimes(file) {
  try {
    const [worked, waited] = readFileSync(file, 'utf8').split(' ');
    return { worked: Number(worked) / 1e6, waited: Number(waited) / 1e6 };
  } catch {
    return null;
  }
}
