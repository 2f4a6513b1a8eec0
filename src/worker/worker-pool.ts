import { warnOnce } from '../base/warn-once.ts';
import { abortError, throwIfAborted } from '../base/xray-error.ts';
import { defaultPoolSize } from './pool-size.ts';
import { createTaskRunner, type WorkerSource } from './task-runner.ts';
import type { CallOptionsOf, TaskRunner, TaskShapes } from './tasks.ts';
import { unlessAborted } from '../base/unless-aborted.ts';
import { WorkerStopped } from './worker-stopped.ts';

interface Slot<Shapes extends TaskShapes> {
  readonly runner: Promise<TaskRunner<Shapes>>;
  /** Ends it wherever it is, also while it starts: who waits for it then gets an AbortError. */
  end(): void;
  /** The worker came up. */
  ready: boolean;
  /** The worker crashed or never came up; it takes no further task. */
  lost: boolean;
  /** Whether there is a worker to end; where none could be had, the calling thread serves and holds nothing. */
  threaded: boolean;
  /** Ends the worker: set while it is idle, and while it owes an answer. */
  timer?: ReturnType<typeof setTimeout>;
}

interface Waiter<Shapes extends TaskShapes> {
  take(slot: Slot<Shapes>): void;
  refuse(reason: Error): void;
}

/** How many workers a task may stop: the first may have been stopped by something else, the second was not. */
const ATTEMPTS = 2;

/** How long a worker is kept for the next task. Starting one takes some 50 ms; keeping one takes megabytes. */
export const IDLE_MS = 10_000;

/** How long a pool makes do with fewer workers after one could not be started. */
export const RETRY_MS = 10_000;

/**
 * How long a worker may take to answer an abort. They pause every few milliseconds, so one that does not is stuck, as in a read that
 * never ends. Ending one that was only slow costs no more than to start another.
 */
export const ANSWER_MS = 500;

/** How long a worker that nobody waits for may take to start. */
export const START_MS = 30_000;

export interface WorkerPoolOptions {
  /** The most workers at a time; default {@link defaultPoolSize}. */
  readonly size?: number;
  /** Milliseconds after which a worker that nobody uses is ended; default {@link IDLE_MS}. */
  readonly idleMs?: number;
}

/**
 * Several workers of one kind. Each runs one task at a time and further tasks wait in order. Workers are started when
 * first needed, kept for the next task, ended when none comes for a while, and replaced after a crash: the task at work
 * is then done again, once. Its input is not to be transferred for that. A worker whose task was aborted gets its next one
 * when it has answered; one that does not answer in time is given up, and another takes its place.
 */
export class WorkerPool<Shapes extends TaskShapes> {
  private readonly slots = new Set<Slot<Shapes>>();
  private idle: Slot<Shapes>[] = [];
  private waiting: Waiter<Shapes>[] = [];
  private readonly source: WorkerSource<Shapes>;
  private readonly idleMs: number;
  private readonly most: number;
  private limit: number;
  /** When a worker could not be started. */
  private shrunkAt = 0;

  constructor(source: WorkerSource<Shapes>, { size = defaultPoolSize(), idleMs = IDLE_MS }: WorkerPoolOptions = {}) {
    this.source = source;
    this.most = size;
    this.limit = size;
    this.idleMs = idleMs;
  }

  /** The most workers at a time, for now. */
  get size(): number {
    return this.limit;
  }

  /**
   * As {@link TaskRunner.run}, on the first worker that is free. An aborted call leaves the queue, and waits for no
   * worker that is still starting.
   * @throws WorkerStopped when two workers crashed at the task; what the task throws; AbortError.
   */
  async run<Name extends keyof Shapes & string>(
    name: Name,
    input: Shapes[Name]['input'],
    options: Omit<CallOptionsOf<Shapes[Name]>, 'transfer'> = {},
  ): Promise<Shapes[Name]['output']> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.runOnce(name, input, options);
      } catch (error) {
        if (!(error instanceof WorkerStopped) || attempt === ATTEMPTS) throw error;
        warnOnce(error);
      }
    }
  }

  /** Ends the workers; what runs or waits rejects with AbortError. A later {@link run} starts new ones. */
  dispose(): void {
    const { slots, waiting } = this;
    this.idle = [];
    this.waiting = [];
    for (const slot of slots) endSlot(slot);
    slots.clear();
    for (const waiter of waiting) waiter.refuse(abortError('The workers were disposed of.'));
  }

  private async runOnce<Name extends keyof Shapes & string>(
    name: Name,
    input: Shapes[Name]['input'],
    options: CallOptionsOf<Shapes[Name]>,
  ): Promise<Shapes[Name]['output']> {
    const slot = await this.acquire(options.signal);
    let runner: TaskRunner<Shapes>;
    try {
      runner = await unlessAborted(slot.runner, options.signal);
    } catch (error) {
      if (options.signal?.aborted) {
        // The worker goes on starting, for the next call. Until then it is not known whether there is one to end.
        this.releaseAfter(slot, slot.runner, START_MS);
        throw error;
      }
      if (!this.slots.has(slot)) throw error; // disposed of
      this.release(slot);
      // Offline, say, where a further worker's script cannot be loaded: those that run must do.
      if (!this.shrink()) throw error;
      return this.runOnce(name, input, options);
    }
    try {
      return await runner.run(name, input, options);
    } finally {
      if (runner.owed) this.releaseAfter(slot, runner.owed, ANSWER_MS);
      else this.release(slot);
    }
  }

  /** Releases a worker when `work`, which nobody waits for, has settled; in its place another after `most` milliseconds. */
  private releaseAfter(slot: Slot<Shapes>, work: Promise<unknown>, most: number): void {
    if (!this.slots.has(slot)) return; // disposed of
    slot.timer = setTimeout(() => {
      this.drop(slot);
      this.waiting.shift()?.take(this.open());
    }, most);
    const settled = (): void => {
      // Otherwise it was given up.
      if (!this.slots.has(slot)) return;
      clearTimeout(slot.timer);
      this.release(slot);
    };
    work.then(settled, settled);
  }

  /** Makes do with the workers that came up, for a while; false when there are none. */
  private shrink(): boolean {
    const atWork = this.atWork();
    if (atWork > 0) this.limit = atWork;
    this.shrunkAt = performance.now();
    return atWork > 0;
  }

  private atWork(): number {
    return [...this.slots].filter((slot) => slot.ready && !slot.lost).length;
  }

  private async acquire(signal: AbortSignal | undefined): Promise<Slot<Shapes>> {
    throwIfAborted(signal);
    for (let slot = this.idle.pop(); slot; slot = this.idle.pop()) {
      clearTimeout(slot.timer);
      if (!slot.lost) return slot;
      this.drop(slot);
    }
    if (performance.now() - this.shrunkAt >= RETRY_MS) this.limit = this.most;
    return this.slots.size < this.limit ? this.open() : this.queue(signal);
  }

  private open(): Slot<Shapes> {
    const ending = new AbortController();
    const spawn = (): Worker => {
      const worker = this.source.spawn();
      ending.signal.addEventListener('abort', () => slot.ready || worker.terminate());
      slot.threaded = true;
      for (const type of ['error', 'messageerror']) worker.addEventListener(type, () => (slot.lost = true));
      return worker;
    };
    const start = async (): Promise<TaskRunner<Shapes>> => {
      throwIfAborted(ending.signal);
      const runner = await createTaskRunner<Shapes>({ spawn, loadHandlers: () => this.source.loadHandlers() });
      // A worker that failed to start has been replaced by this thread, which serves well.
      slot.threaded &&= !slot.lost;
      slot.lost = false;
      slot.ready = true;
      return runner;
    };
    const slot: Slot<Shapes> = {
      runner: unlessAborted(Promise.resolve().then(start), ending.signal, (late) => late.dispose()),
      end: () => ending.abort(),
      ready: false,
      lost: false,
      threaded: false,
    };
    slot.runner.catch(() => (slot.lost = true));
    this.slots.add(slot);
    return slot;
  }

  private queue(signal: AbortSignal | undefined): Promise<Slot<Shapes>> {
    return new Promise((resolve, reject) => {
      const settled = (): void => signal?.removeEventListener('abort', onAbort);
      const waiter: Waiter<Shapes> = {
        take: (slot) => {
          settled();
          resolve(slot);
        },
        refuse: (reason) => {
          settled();
          reject(reason);
        },
      };
      const onAbort = (): void => {
        this.waiting = this.waiting.filter((other) => other !== waiter);
        waiter.refuse(abortError());
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.waiting.push(waiter);
    });
  }

  private release(slot: Slot<Shapes>): void {
    if (!this.slots.has(slot)) return; // disposed of meanwhile
    const next = this.waiting.shift();
    if (slot.lost) {
      this.drop(slot);
      // With others at work the waiter's turn comes; a worker of its own may fail as this one did.
      if (next && this.atWork() > 0) this.waiting.unshift(next);
      else next?.take(this.open());
    } else if (next) {
      next.take(slot);
    } else {
      this.idle.push(slot);
      if (slot.threaded) slot.timer = setTimeout(() => this.retire(slot), this.idleMs);
    }
  }

  private retire(slot: Slot<Shapes>): void {
    this.idle = this.idle.filter((other) => other !== slot);
    this.drop(slot);
  }

  private drop(slot: Slot<Shapes>): void {
    this.slots.delete(slot);
    endSlot(slot);
  }
}

function endSlot<Shapes extends TaskShapes>(slot: Slot<Shapes>): void {
  clearTimeout(slot.timer);
  slot.runner.then(
    (runner) => runner.dispose(),
    () => undefined, // it never came up: the call that waited for it has the reason
  );
  slot.end();
}
