import { warnOnce } from '../../base/warn-once.ts';
import { unlessAborted } from '../../base/unless-aborted.ts';
import { abortError, throwIfAborted, XrayError } from '../../base/xray-error.ts';
import { spawnWorker } from '../../worker/spawn-worker.ts';
import { createTaskRunner } from '../../worker/task-runner.ts';
import type { TaskRunner } from '../../worker/tasks.ts';
import { WorkerStopped } from '../../worker/worker-stopped.ts';
import type { KernelChoice } from './choose-kernels.ts';
import type { CpuTasks } from './cpu-tasks.ts';
import type { KernelKind } from '../kernels/open-image.ts';

/** How often a job is begun. */
const ATTEMPTS = 2;

/** A worker that has chosen its kernels, or the calling thread where none can be had. */
export interface CpuWorker {
  readonly runner: TaskRunner<CpuTasks>;
  readonly kernels: KernelKind;
}

/** The engine's worker: one at a time, another when it has stopped. */
export class CpuWorkers {
  private starting: Promise<CpuWorker> | null = null;
  private worker: CpuWorker | null = null;
  /** Aborted when they are disposed of: a worker that starts, and may never come up, ends as well. */
  private readonly ending = new AbortController();
  /** Whose work is being repeated. */
  private repeating: Repetition | null = null;

  constructor(private readonly choice: KernelChoice) {}

  /**
   * The worker of now. It takes the place of one that has stopped only here, so that nothing is restarted for nobody.
   * @throws XrayError `engine-unavailable`; WorkerStopped when it stopped while it started.
   */
  async current(): Promise<CpuWorker> {
    const { signal } = this.ending;
    if (signal.aborted) throw abortError('The engine was disposed of.');
    if (this.worker?.runner.stopped) {
      warnOnce(this.worker.runner.stopped);
      this.worker = this.starting = null;
    }
    const starting = (this.starting ??= startWorker(this.choice, signal));
    try {
      this.worker = await starting;
    } catch (error) {
      if (this.starting === starting) this.starting = null;
      throw error;
    }
    if (signal.aborted) this.worker.runner.dispose();
    return this.worker;
  }

  /** The first, which may stop once while it starts; nothing is left when `signal` is aborted. */
  async started(signal: AbortSignal | undefined): Promise<CpuWorker> {
    const end = (): void => this.dispose();
    throwIfAborted(signal);
    signal?.addEventListener('abort', end);
    try {
      return await this.repeatedWhenStopped(this, () => this.current());
    } finally {
      signal?.removeEventListener('abort', end);
    }
  }

  /**
   * Does `work`, and does it again when the worker stops under it. Nobody knows whose work stopped a worker that several
   * images share, so repetitions are done for one `owner` at a time: what stops then too is its own.
   * @throws XrayError `engine-lost` when the worker stops again.
   */
  async repeatedWhenStopped<Result>(owner: object, work: () => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      const repetition = attempt > 1 ? await this.enter(owner) : null;
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof WorkerStopped)) throw error;
        if (attempt === ATTEMPTS) throw stoppedAgain(error);
      } finally {
        if (repetition) this.leave(repetition);
      }
    }
  }

  dispose(): void {
    this.ending.abort();
    this.worker?.runner.dispose();
  }

  /** Several pieces of one owner's work may be repeated at once: one may wait for another. */
  private async enter(owner: object): Promise<Repetition> {
    while (this.repeating && this.repeating.owner !== owner) await this.repeating.finished;
    this.repeating ??= newRepetition(owner);
    this.repeating.pieces++;
    return this.repeating;
  }

  private leave(repetition: Repetition): void {
    if (--repetition.pieces > 0) return;
    this.repeating = null;
    repetition.finish();
  }
}

interface Repetition {
  readonly owner: object;
  pieces: number;
  readonly finished: Promise<void>;
  finish(): void;
}

function newRepetition(owner: object): Repetition {
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  return { owner, pieces: 0, finished, finish };
}

function stoppedAgain(cause: WorkerStopped): XrayError {
  return new XrayError('engine-lost', 'The computation on the CPU stopped, and stopped again when it was repeated.', {
    hint: 'Close other tabs or applications if memory is short, then try again.',
    cause,
  });
}

async function startWorker(choice: KernelChoice, ending: AbortSignal): Promise<CpuWorker> {
  const starting = createTaskRunner<CpuTasks>({
    spawn: () => {
      const worker = spawnWorker(new URL('./cpu.worker.ts', import.meta.url), { type: 'module' });
      ending.addEventListener('abort', () => worker.terminate(), { once: true });
      return worker;
    },
    loadHandlers: async () => (await import('./cpu-tasks.ts')).createCpuTasks(),
  });
  const runner = await unlessAborted(starting, ending, (late) => late.dispose());
  try {
    return { runner, kernels: await runner.run('start', { kernels: choice }, { signal: ending }) };
  } catch (error) {
    runner.dispose();
    throw error;
  }
}
