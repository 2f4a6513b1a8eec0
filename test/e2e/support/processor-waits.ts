import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** Between two looks, in milliseconds: well under what a person notices. */
const INTERVAL_MS = 4;

/** A look that is later than this, in milliseconds, without this thread's having worked or waited: no timer is so late. */
const HALT_MS = 20;

/** Of this thread, which looks. */
const OWN = '/proc/thread-self/schedstat';

interface Look {
  /** Milliseconds since 1970, as `performance.timeOrigin + performance.now()`. */
  readonly at: number;
  /** How long the thread has waited for a processor in its life, in milliseconds. */
  readonly waited: number;
}

/**
 * Notes for how long a page's thread, or a browser's thread that it asks, could have gone on and had no processor,
 * because other programs had them all, or the whole machine stood still. What the clock on the wall says of a task, less
 * that, is what the page itself is to blame for: its work, and what it waits for. Linux tells it (`schedstat`); elsewhere
 * nothing is known and the answer is 0.
 */
export class ProcessorWaits {
  private readonly looks: Look[] = [];
  /** Milliseconds that this thread has worked or waited for a processor so far, and that everything stood still. */
  private accounted = 0;
  private halted = 0;
  private readonly timer: ReturnType<typeof setInterval>;

  /** @param files the `schedstat` of every thread that counts */
  private constructor(private readonly files: readonly string[]) {
    this.look();
    this.timer = setInterval(() => this.look(), INTERVAL_MS);
  }

  /** Watches the pages of `browser`, which should have one. */
  static async watch(browser: Browser): Promise<ProcessorWaits> {
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    // A process's first thread has the process's number; in Chromium it is the page's, and the one that answers a page.
    return new ProcessorWaits(processInfo.map(({ id }) => `/proc/${id}/task/${id}/schedstat`));
  }

  /** The most that they can have waited between two moments, in milliseconds. */
  between(start: number, end: number): number {
    const { looks } = this;
    const [first] = looks;
    const before = looks.filter(({ at }) => at <= start).pop() ?? first;
    const after = looks.find(({ at }) => at >= end) ?? looks[looks.length - 1];
    return after.waited - before.waited;
  }

  stop(): void {
    clearInterval(this.timer);
    this.look();
  }

  private look(): void {
    const at = performance.timeOrigin + performance.now();
    const own = threadTimes(OWN);
    // Between two looks this thread sleeps for a moment, works, or waits for a processor.
    const { looks } = this;
    const accounted = own ? own.worked + own.waited : 0;
    const late = looks.length > 0 && own ? at - looks[looks.length - 1].at - INTERVAL_MS : 0;
    const lost = late - (accounted - this.accounted);
    if (lost > HALT_MS) this.halted += lost;
    this.accounted = accounted;
    const waited = this.files.reduce((sum, file) => sum + (threadTimes(file)?.waited ?? 0), 0);
    looks.push({ at, waited: waited + this.halted });
  }
}

/** What the first two numbers of a `schedstat`, in nanoseconds, say of a thread's life; null where there is none. */
function threadTimes(file: string): { worked: number; waited: number } | null {
  try {
    const [worked, waited] = readFileSync(file, 'utf8').split(' ');
    return { worked: Number(worked) / 1e6, waited: Number(waited) / 1e6 };
  } catch {
    return null;
  }
}
