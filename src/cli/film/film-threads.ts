import { Worker as Thread } from 'node:worker_threads';
import type { WorkerSource } from '../../worker/task-runner.ts';
import { WorkerPool } from '../../worker/worker-pool.ts';
import type { FilmTasks } from './film-tasks.ts';

type Listener = (event: ErrorEvent) => void;

/** A thread of Node's as the Worker that task runners know: as much of one as they use. */
class ThreadWorker {
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onerror: Listener | null = null;
  onmessageerror: (() => void) | null = null;
  private readonly listeners: Listener[] = [];
  private ended = false;

  constructor(
    private readonly thread: Thread,
    onExit: () => void,
  ) {
    thread.on('exit', onExit);
    thread.on('message', (data: unknown) => this.onmessage?.({ data }));
    thread.on('messageerror', () => this.onmessageerror?.());
    thread.on('error', (error) => this.fail(error.message));
    thread.on('exit', (code) => this.fail(`it ended with code ${code}`));
  }

  addEventListener(type: string, listener: Listener): void {
    if (type === 'error') this.listeners.push(listener);
  }

  postMessage(message: unknown, transfer: ArrayBuffer[] = []): void {
    this.thread.postMessage(message, transfer);
  }

  terminate(): void {
    this.ended = true;
    void this.thread.terminate();
  }

  private fail(message: string): void {
    if (this.ended) return;
    this.ended = true;
    const event = { message, preventDefault: () => undefined } as unknown as ErrorEvent;
    for (const listener of this.listeners) listener(event);
    this.onerror?.(event);
  }
}

/** Threads that process films. */
export interface FilmThreads extends Pick<WorkerPool<FilmTasks>, 'run'> {
  /** Ends them; settles when none runs any more, and so none writes. */
  end(): Promise<void>;
}

/** At most `size` threads, each of which processes one film at a time; `script` is what they run. */
export function filmThreads(size: number, script: URL): FilmThreads {
  const running = new Set<Promise<void>>();
  const spawn = (): ThreadWorker => {
    let exited = (): void => undefined;
    const exit = new Promise<void>((resolve) => (exited = resolve));
    running.add(exit);
    return new ThreadWorker(new Thread(script), () => {
      running.delete(exit);
      exited();
    });
  };
  const source: WorkerSource<FilmTasks> = {
    spawn: () => spawn() as unknown as Worker,
    loadHandlers: async () => (await import('./film-tasks.ts')).filmTasks,
  };
  const pool = new WorkerPool<FilmTasks>(source, { size });
  return {
    run: (name, input, options) => pool.run(name, input, options),
    end: async () => {
      pool.dispose();
      await Promise.all(running);
    },
  };
}
