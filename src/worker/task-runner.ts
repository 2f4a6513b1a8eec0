import { abortError, throwIfAborted } from '../base/xray-error.ts';
import { packError, unpackError, type Request, type Response } from './protocol.ts';
import type { AskingContext, CallOptions, TaskContext, TaskHandlers, TaskRunner, TaskShapes } from './tasks.ts';
import { WorkerStopped } from './worker-stopped.ts';

interface PendingCall {
  settle(): void;
  resolve(output: unknown): void;
  reject(error: unknown): void;
  report(value: unknown): void;
  ask(value: unknown, transfer: Transferable[]): Promise<unknown>;
}

/** How a kind of worker is started, and what does its work where workers are refused. */
export interface WorkerSource<Shapes extends TaskShapes> {
  /** Starts the worker's script; may throw where the page's policy forbids it. */
  spawn(): Worker;
  /** Loads the same handlers for the calling thread. */
  loadHandlers(): Promise<TaskHandlers<Shapes>>;
}

/**
 * A runner over one worker. When the worker cannot start (a Content-Security-Policy without `worker-src`, say), the
 * tasks run on the calling thread instead, pausing as they do in the worker.
 */
export async function createTaskRunner<Shapes extends TaskShapes>(
  source: WorkerSource<Shapes>,
): Promise<TaskRunner<Shapes>> {
  const worker = await startWorker(source.spawn);
  return worker ? workerRunner(worker) : inlineRunner(await source.loadHandlers());
}

/** Resolves with a worker that has said it is ready, or null when none can be had. */
function startWorker(spawn: () => Worker): Promise<Worker | null> {
  return new Promise((resolve) => {
    let worker: Worker;
    try {
      worker = spawn();
    } catch {
      resolve(null);
      return;
    }
    worker.onmessage = ({ data }: MessageEvent<Response>) => {
      if (data.kind === 'ready') resolve(worker);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      resolve(null);
    };
  });
}

function workerRunner<Shapes extends TaskShapes>(worker: Worker): TaskRunner<Shapes> {
  const pending = new Map<number, PendingCall>();
  /** Calls that were aborted and that the worker has not answered since. */
  const aborted = new Set<number>();
  let answered: (() => void) | null = null;
  let owed: Promise<void> | null = null;
  let nextId = 1;
  let closed: Error | null = null;
  let stopped: WorkerStopped | null = null;

  const close = (reason: Error): void => {
    if (closed) return;
    closed = reason;
    worker.terminate();
    for (const call of pending.values()) {
      call.settle();
      call.reject(reason);
    }
    pending.clear();
    aborted.clear();
    settleOwed();
  };
  const settleOwed = (): void => {
    if (aborted.size > 0) return;
    owed = null;
    answered?.();
  };

  worker.onmessage = ({ data }: MessageEvent<Response>) => {
    if (data.kind === 'ready') return;
    const call = pending.get(data.id);
    if (!call) {
      const ends = data.kind === 'done' || data.kind === 'failed';
      if (ends && aborted.delete(data.id)) settleOwed();
      return;
    }
    if (data.kind === 'report') {
      call.report(data.value);
      return;
    }
    if (data.kind === 'ask') {
      void answer(call, data);
      return;
    }
    pending.delete(data.id);
    call.settle();
    if (data.kind === 'done') call.resolve(data.output);
    else call.reject(unpackError(data.error));
  };
  const answer = async (
    call: PendingCall,
    { id, question, value }: Extract<Response, { kind: 'ask' }>,
  ): Promise<void> => {
    const transfer: Transferable[] = [];
    const send = (given: unknown, error: unknown): void => {
      // It may have ended meanwhile, and the worker with it.
      if (pending.get(id) !== call) return;
      const sent = error === null ? null : packError(error);
      worker.postMessage({ kind: 'answer', id, question, answer: given, error: sent } satisfies Request, transfer);
    };
    try {
      send(await call.ask(value, transfer), null);
    } catch (error) {
      transfer.length = 0;
      send(null, error);
    }
  };
  const crash = (reason: string): void => {
    if (closed) return;
    stopped = new WorkerStopped(`A worker stopped: ${reason}`);
    close(stopped);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    crash(event.message || 'unknown reason');
  };
  // An answer that cannot be put together here would be waited for for ever.
  worker.onmessageerror = () => crash('its answer could not be read');

  return {
    get stopped() {
      return stopped;
    },
    get owed() {
      return owed;
    },
    run(name, input, { signal, transfer = [], onReport, onAsk = refuseToAnswer }: CallOptions = {}) {
      return new Promise((resolve, reject) => {
        throwIfAborted(signal);
        if (closed) throw closed;
        const id = nextId++;
        const send = (message: Request, items: Transferable[] = []): void => worker.postMessage(message, items);
        const onAbort = (): void => {
          pending.delete(id);
          aborted.add(id);
          owed ??= new Promise((resolve) => (answered = resolve));
          send({ kind: 'abort', id });
          reject(abortError());
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        pending.set(id, {
          settle: () => signal?.removeEventListener('abort', onAbort),
          resolve: resolve as (output: unknown) => void,
          reject,
          report: (value) => onReport?.(value),
          ask: onAsk,
        });
        send({ kind: 'run', id, name, input }, transfer);
      });
    },
    dispose: () => close(abortError('The worker was disposed of.')),
  };
}

async function refuseToAnswer(): Promise<never> {
  throw new Error('Nobody answers what this task asks.');
}

function inlineRunner<Shapes extends TaskShapes>(handlers: TaskHandlers<Shapes>): TaskRunner<Shapes> {
  const disposal = new AbortController();
  return {
    stopped: null,
    owed: null,
    async run(name, input, { signal, onReport, onAsk = refuseToAnswer }: CallOptions = {}) {
      const controller = new AbortController();
      const abort = (): void => controller.abort();
      signal?.addEventListener('abort', abort, { once: true });
      disposal.signal.addEventListener('abort', abort, { once: true });
      if (signal?.aborted || disposal.signal.aborted) abort();
      try {
        throwIfAborted(controller.signal);
        const context: TaskContext & AskingContext = {
          signal: controller.signal,
          report: (value) => onReport?.(value),
          ask: async (value) => (await onAsk(value, [])) as never,
          transfer: () => undefined,
          free: () => undefined,
        };
        // As with a worker, what is aborted is over for the caller at once; the handler ends at its next pause.
        const aborted = new Promise<never>((_resolve, reject) => {
          controller.signal.addEventListener('abort', () => reject(abortError()), { once: true });
        });
        return await Promise.race([handlers[name](input, context as never), aborted]);
      } finally {
        signal?.removeEventListener('abort', abort);
        disposal.signal.removeEventListener('abort', abort);
      }
    },
    dispose: () => disposal.abort(),
  };
}
