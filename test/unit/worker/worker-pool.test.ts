import { defaultPoolSize } from '../../../src/worker/pool-size.ts';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Request, Response } from '../../../src/worker/protocol.ts';
import type { TaskHandlers } from '../../../src/worker/tasks.ts';
import { ANSWER_MS, IDLE_MS, RETRY_MS, START_MS, WorkerPool } from '../../../src/worker/worker-pool.ts';

type Tasks = { readonly double: { input: number; output: number } };

const handlers: TaskHandlers<Tasks> = { double: (value) => value * 2 };

/** What the pool uses of a Worker; tests answer its requests by hand. */
class FakeWorker {
  onmessage: ((event: { data: Response }) => void) | null = null;
  onerror: ((event: { preventDefault(): void; message: string }) => void) | null = null;
  readonly requests: Extract<Request, { kind: 'run' }>[] = [];
  readonly aborts: number[] = [];
  terminated = false;
  onmessageerror: (() => void) | null = null;
  private readonly listeners: { type: string; listener: () => void }[] = [];

  constructor({ ready = true } = {}) {
    if (ready) queueMicrotask(() => this.becomeReady());
  }

  becomeReady(): void {
    this.onmessage?.({ data: { kind: 'ready' } });
  }

  addEventListener(type: string, listener: () => void): void {
    this.listeners.push({ type, listener });
  }

  postMessage(request: Request): void {
    if (request.kind === 'run') this.requests.push(request);
    else this.aborts.push(request.id);
  }

  terminate(): void {
    this.terminated = true;
  }

  answer(): void {
    const request = this.requests.shift();
    if (!request) throw new Error('Nothing was asked.');
    this.onmessage?.({ data: { kind: 'done', id: request.id, output: (request.input as number) * 2 } });
  }

  crash(message = 'out of memory'): void {
    this.tell('error');
    this.onerror?.({ preventDefault: () => undefined, message });
  }

  /** Its answer cannot be put together on the page's side. */
  garble(): void {
    this.requests.shift();
    this.tell('messageerror');
    this.onmessageerror?.();
  }

  private tell(event: string): void {
    for (const { type, listener } of this.listeners) if (type === event) listener();
  }
}

function fakePool(size: number, { ready = true } = {}): { pool: WorkerPool<Tasks>; workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  const spawn = (): Worker => {
    const worker = new FakeWorker({ ready });
    workers.push(worker);
    return worker as unknown as Worker;
  };
  return { pool: new WorkerPool<Tasks>({ spawn, loadHandlers: () => Promise.resolve(handlers) }, { size }), workers };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('WorkerPool', () => {
  it('starts workers only as they are needed, and no more than its size', async () => {
    const { pool, workers } = fakePool(2);
    const first = pool.run('double', 1);
    await settle();
    expect(workers.length).toBe(1);
    workers[0].answer();
    expect(await first).toBe(2);

    const calls = [pool.run('double', 2), pool.run('double', 3), pool.run('double', 4)];
    await settle();
    expect(workers.map(({ requests }) => requests.length)).toEqual([1, 1]);
    workers[1].answer();
    await settle();
    workers[0].answer();
    workers[1].answer();
    expect(await Promise.all(calls)).toEqual([4, 6, 8]);
    expect(workers.length).toBe(2);
  });

  it('makes do with the workers it has when another cannot be loaded', async () => {
    const workers: FakeWorker[] = [];
    const spawn = (): Worker => {
      if (workers.length === 1) throw new Error('offline');
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    };
    const pool = new WorkerPool<Tasks>(
      { spawn, loadHandlers: () => Promise.reject(new Error('offline')) },
      { size: 3 },
    );
    const calls = [1, 2, 3, 4].map((value) => pool.run('double', value));
    for (let answered = 0; answered < 4; answered++) {
      await settle();
      workers[0].answer();
    }
    expect(await Promise.all(calls)).toEqual([2, 4, 6, 8]);
    expect(pool.size).toBe(1);
  });

  it('tries again after a while whether there can be more', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const workers: FakeWorker[] = [];
    let online = true;
    const spawn = (): Worker => {
      if (!online) throw new Error('offline');
      workers.push(new FakeWorker());
      return workers[workers.length - 1] as unknown as Worker;
    };
    const pool = new WorkerPool<Tasks>(
      { spawn, loadHandlers: () => Promise.reject(new Error('offline')) },
      { size: 2 },
    );
    const finish = async (runs: Promise<number>[]): Promise<void> => {
      while (workers.every(({ requests }) => requests.length === 0)) await Promise.resolve();
      const settled = Promise.all(runs);
      for (let answers = 0; answers < runs.length;) {
        for (const worker of workers.filter(({ requests }) => requests.length > 0)) {
          worker.answer();
          answers++;
        }
        await new Promise((resolve) => setTimeout(resolve));
      }
      await settled;
    };
    await finish([pool.run('double', 1)]);
    online = false;
    await finish([pool.run('double', 1), pool.run('double', 2)]);
    expect(pool.size).toBe(1);
    online = true;
    await finish([pool.run('double', 1), pool.run('double', 2)]);
    expect(workers).toHaveLength(1);
    vi.advanceTimersByTime(RETRY_MS);
    await finish([pool.run('double', 1), pool.run('double', 2)]);
    expect([workers.length, pool.size]).toEqual([2, 2]);
    pool.dispose();
  });

  it('fails with the reason when no worker can be loaded at all', async () => {
    const spawn = (): Worker => {
      throw new Error('refused');
    };
    const pool = new WorkerPool<Tasks>(
      { spawn, loadHandlers: () => Promise.reject(new Error('offline')) },
      { size: 2 },
    );
    const outcomes = await Promise.allSettled([pool.run('double', 1), pool.run('double', 2), pool.run('double', 3)]);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && String(outcome.reason))).toEqual([
      'Error: offline',
      'Error: offline',
      'Error: offline',
    ]);
  });

  it('does a task again, in another worker, when its worker crashes, and warns once', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    // One that no other test has warned of in this process.
    const reason = 'out of memory, three times';
    const { pool, workers } = fakePool(1);
    const broken = pool.run('double', 1);
    const waiting = pool.run('double', 2);
    await settle();
    workers[0].crash(reason);
    for (let answered = 0; answered < 2; answered++) {
      await settle();
      workers[1].answer();
    }
    expect(await Promise.all([broken, waiting])).toEqual([2, 4]);

    workers[1].crash(reason); // while idle
    const next = pool.run('double', 3);
    await settle();
    workers[2].crash(reason); // at work
    await settle();
    workers[3].answer();
    expect(await next).toBe(6);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true, true, false]);
    expect(warn.mock.calls).toHaveLength(1);
    warn.mockRestore();
  });

  it('gives a task up that two workers crashed at, and takes the next one', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { pool, workers } = fakePool(1);
    const broken = pool.run('double', 1).catch((error: Error) => error.message);
    await settle();
    workers[0].crash();
    await settle();
    workers[1].crash();
    expect(await broken).toBe('A worker stopped: out of memory');
    await settle();
    expect(workers).toHaveLength(2);
    const next = pool.run('double', 2);
    await settle();
    workers[2].answer();
    expect(await next).toBe(4);
    vi.restoreAllMocks();
  });

  it('does not wait for an answer that cannot be read', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { pool, workers } = fakePool(1);
    const call = pool.run('double', 1);
    await settle();
    workers[0].garble();
    await settle();
    workers[1].answer();
    expect(await call).toBe(2);
    expect(workers[0].terminated).toBe(true);
    vi.restoreAllMocks();
  });

  it('goes on with this thread when a crashed worker cannot be replaced', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const workers: FakeWorker[] = [];
    const spawn = (): Worker => {
      if (workers.length === 1) throw new Error('refused');
      workers.push(new FakeWorker());
      return workers[0] as unknown as Worker;
    };
    const pool = new WorkerPool<Tasks>({ spawn, loadHandlers: () => Promise.resolve(handlers) }, { size: 1 });
    const calls = [pool.run('double', 1), pool.run('double', 2)];
    await settle();
    workers[0].crash();
    expect(await Promise.all(calls)).toEqual([2, 4]);
    vi.restoreAllMocks();
  });

  it('lets an aborted call leave the queue', async () => {
    const { pool, workers } = fakePool(1);
    const running = pool.run('double', 1);
    const controller = new AbortController();
    const waiting = pool.run('double', 2, controller);
    await settle();
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    workers[0].answer();
    expect(await running).toBe(2);
    expect(workers[0].requests.length).toBe(0);
  });

  it('keeps no aborted call waiting for a worker that is starting, which serves the next one', async () => {
    const { pool, workers } = fakePool(1, { ready: false });
    const controller = new AbortController();
    const aborted = pool.run('double', 1, controller);
    const next = pool.run('double', 2);
    await settle();
    expect(workers.length).toBe(1);
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });

    workers[0].becomeReady();
    await settle();
    workers[0].answer();
    expect(await next).toBe(4);
    expect(workers.length).toBe(1);
  });

  it('serves the next call on this thread where a worker never came up after its call was aborted', async () => {
    const { pool, workers } = fakePool(1, { ready: false });
    const controller = new AbortController();
    const aborted = pool.run('double', 1, controller);
    await settle();
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    workers[0].crash();
    // The calling thread serves instead.
    expect(await pool.run('double', 2)).toBe(4);
  });

  it('ends its workers when disposed of, and starts anew later', async () => {
    const { pool, workers } = fakePool(1);
    const calls = [pool.run('double', 1), pool.run('double', 2)].map((call) =>
      call.catch((error: Error) => error.name),
    );
    await settle();
    pool.dispose();
    expect(await Promise.all(calls)).toEqual(['AbortError', 'AbortError']);
    expect(workers[0].terminated).toBe(true);

    const later = pool.run('double', 3);
    await settle();
    workers[1].answer();
    expect(await later).toBe(6);
  });

  it('runs on this thread where there is no Worker', async () => {
    const pool = new WorkerPool<Tasks>({
      spawn: () => new Worker('absent.js'),
      loadHandlers: () => Promise.resolve(handlers),
    });
    expect(typeof Worker).toBe('undefined');
    expect(await Promise.all([pool.run('double', 4), pool.run('double', 5)])).toEqual([8, 10]);
    pool.dispose();
  });

  it('ends an aborted call at once on this thread too, whatever the handler waits for', async () => {
    const pool = new WorkerPool<Tasks>({
      spawn: () => new Worker('absent.js'),
      loadHandlers: () => Promise.resolve({ double: () => new Promise<number>(() => undefined) }),
    });
    const controller = new AbortController();
    const call = pool.run('double', 4, controller);
    await settle();
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('tries again after the handlers could not be loaded', async () => {
    const loadHandlers = vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValue(handlers);
    const pool = new WorkerPool<Tasks>({ spawn: () => new Worker('absent.js'), loadHandlers }, { size: 1 });
    await expect(pool.run('double', 1)).rejects.toThrow('offline');
    expect(await pool.run('double', 1)).toBe(2);
  });
});

describe('WorkerPool when idle', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  /** Lets promises settle without time passing. */
  const tick = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

  it('ends a worker some seconds after its last task, and starts another for the next', async () => {
    const { pool, workers } = fakePool(1);
    const first = pool.run('double', 1);
    await tick();
    workers[0].answer();
    expect(await first).toBe(2);
    await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    expect(workers[0].terminated).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(workers[0].terminated).toBe(true);

    const next = pool.run('double', 2);
    await tick();
    workers[1].answer();
    expect(await next).toBe(4);
    expect(workers.length).toBe(2);
  });

  it('never ends one while a task runs, and counts from the end of that task', async () => {
    const { pool, workers } = fakePool(1);
    const first = pool.run('double', 1);
    await tick();
    workers[0].answer();
    await first;
    await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    const second = pool.run('double', 2);
    await vi.advanceTimersByTimeAsync(IDLE_MS * 3);
    expect(workers[0].terminated).toBe(false);
    workers[0].answer();
    expect(await second).toBe(4);
    await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    expect(workers[0].terminated).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
  });

  it('ends one that came up after its only call was aborted', async () => {
    const { pool, workers } = fakePool(1, { ready: false });
    const controller = new AbortController();
    const aborted = pool.run('double', 1, controller).catch((error: Error) => error.name);
    await tick();
    controller.abort();
    expect(await aborted).toBe('AbortError');
    await vi.advanceTimersByTimeAsync(IDLE_MS * 2);
    workers[0].becomeReady();
    await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    expect(workers[0].terminated).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(workers[0].terminated).toBe(true);
  });

  it('ends only those that nobody uses', async () => {
    const { pool, workers } = fakePool(2);
    const calls = [pool.run('double', 1), pool.run('double', 2)];
    await tick();
    workers[0].answer();
    await calls[0];
    await vi.advanceTimersByTimeAsync(IDLE_MS);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    workers[1].answer();
    expect(await calls[1]).toBe(4);
  });

  it('leaves no timer behind when it is disposed of, nor where this thread serves', async () => {
    const { pool, workers } = fakePool(1);
    const call = pool.run('double', 1);
    await tick();
    workers[0].answer();
    await call;
    expect(vi.getTimerCount()).toBe(1);
    pool.dispose();
    expect(vi.getTimerCount()).toBe(0);

    const inline = new WorkerPool<Tasks>({
      spawn: () => new Worker('absent.js'),
      loadHandlers: () => Promise.resolve(handlers),
    });
    expect(await inline.run('double', 4)).toBe(8);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('WorkerPool when calls are aborted', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const tick = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
  const outcome = (call: Promise<number>): Promise<number | string> => call.catch((error: Error) => error.name);

  /** A call that was aborted at work, in the worker that it left. */
  async function abortedCall(pool: WorkerPool<Tasks>): Promise<void> {
    const controller = new AbortController();
    const call = outcome(pool.run('double', 1, controller));
    await tick();
    controller.abort();
    expect(await call).toBe('AbortError');
  }

  it('gives a worker its next task when it has answered, and not before', async () => {
    const { pool, workers } = fakePool(1);
    await abortedCall(pool);
    expect(workers[0].aborts).toEqual([1]);
    const next = pool.run('double', 2);
    await tick();
    expect(workers[0].requests.map(({ input }) => input)).toEqual([1]);
    workers[0].answer();
    await tick();
    workers[0].answer();
    expect(await next).toBe(4);
    expect(workers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(ANSWER_MS);
    expect(workers[0].terminated).toBe(false);
  });

  it('gives up a worker that does not answer: another takes the tasks that wait', async () => {
    const { pool, workers } = fakePool(1);
    await abortedCall(pool);
    const next = [pool.run('double', 2), pool.run('double', 3)];
    await vi.advanceTimersByTimeAsync(ANSWER_MS - 1);
    expect(workers.map(({ terminated }) => terminated)).toEqual([false]);
    await vi.advanceTimersByTimeAsync(1);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    for (let answered = 0; answered < 2; answered++) {
      await tick();
      workers[1].answer();
    }
    expect(await Promise.all(next)).toEqual([4, 6]);
    // What it says in the end is nobody's any more.
    workers[0].answer();
    await vi.advanceTimersByTimeAsync(IDLE_MS);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives up as many as are stuck, and holds up none that works', async () => {
    const { pool, workers } = fakePool(2);
    await abortedCall(pool);
    const working = pool.run('double', 5);
    await tick();
    // The second worker is free for it, and the first one is no longer waited for.
    expect(workers[1].requests).toHaveLength(1);
    const waiting = pool.run('double', 6);
    await vi.advanceTimersByTimeAsync(ANSWER_MS);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false, false]);
    workers[2].answer();
    expect(await waiting).toBe(12);
    workers[1].answer();
    expect(await working).toBe(10);
  });

  it('starts none in its place as long as nothing waits', async () => {
    const { pool, workers } = fakePool(1);
    await abortedCall(pool);
    await vi.advanceTimersByTimeAsync(ANSWER_MS);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
    const next = pool.run('double', 4);
    await tick();
    workers[1].answer();
    expect(await next).toBe(8);
  });

  it('replaces one that crashes instead of answering', async () => {
    const { pool, workers } = fakePool(1);
    await abortedCall(pool);
    const next = pool.run('double', 2);
    await tick();
    workers[0].crash();
    await tick();
    workers[1].answer();
    expect(await next).toBe(4);
    pool.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives up one that does not come up and is not waited for', async () => {
    const { pool, workers } = fakePool(1, { ready: false });
    await abortedCall(pool);
    const next = pool.run('double', 2);
    await vi.advanceTimersByTimeAsync(START_MS);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    workers[1].becomeReady();
    await tick();
    workers[1].answer();
    expect(await next).toBe(4);
  });

  it('leaves nothing behind when it is disposed of meanwhile', async () => {
    const { pool, workers } = fakePool(2);
    await abortedCall(pool);
    const waiting = [pool.run('double', 2), pool.run('double', 3)].map(outcome);
    await tick();
    pool.dispose();
    expect(await Promise.all(waiting)).toEqual(['AbortError', 'AbortError']);
    await tick();
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends a worker that is starting, and who waits for it, when it is disposed of', async () => {
    const { pool, workers } = fakePool(1, { ready: false });
    const calls = [pool.run('double', 2), pool.run('double', 3)].map(outcome);
    await tick();
    pool.dispose();
    expect(await Promise.all(calls)).toEqual(['AbortError', 'AbortError']);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('defaultPoolSize', () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    [1, 1],
    [3, 3],
    [64, 4],
    [undefined, 1],
  ])('with %s cores is %s', (hardwareConcurrency, size) => {
    vi.stubGlobal('navigator', { hardwareConcurrency });
    expect(defaultPoolSize()).toBe(size);
  });
});
