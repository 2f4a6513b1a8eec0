import { afterEach, describe, expect, it, vi } from 'vitest';
import { XrayError } from '../../../src/base/xray-error.ts';
import { serveTasks } from '../../../src/worker/serve-tasks.ts';
import { createTaskRunner } from '../../../src/worker/task-runner.ts';
import type { TaskHandlers, TaskRunner } from '../../../src/worker/tasks.ts';

type Tasks = {
  /** Asks for numbers, two at a time, and adds them. */
  readonly sum: { input: number; output: number; ask: Uint8Array<ArrayBuffer>; answer: Uint8Array<ArrayBuffer> };
};

const handlers: TaskHandlers<Tasks> = {
  async sum(count, { ask }) {
    let sum = 0;
    for (let i = 0; i < count; i += 2) {
      const questions = [i, i + 1].map((n) => {
        const question = Uint8Array.of(n);
        return ask(question, question.buffer);
      });
      for (const answer of await Promise.all(questions)) sum += answer[0];
    }
    return sum;
  },
};

afterEach(() => vi.unstubAllGlobals());

/** A runner over a worker of this thread: what is posted is copied, or moves, as between threads. */
async function overWorker(): Promise<TaskRunner<Tasks>> {
  const worker = {
    onmessage: (_event: { data: unknown }): void => undefined,
    postMessage(message: unknown, transfer: Transferable[] = []): void {
      const data: unknown = structuredClone(message, { transfer });
      const { onmessage } = globalThis as unknown as { onmessage: (event: { data: unknown }) => void };
      queueMicrotask(() => onmessage({ data }));
    },
    terminate: () => undefined,
  };
  vi.stubGlobal('postMessage', (message: unknown, transfer: Transferable[] = []) => {
    const data: unknown = structuredClone(message, { transfer });
    queueMicrotask(() => worker.onmessage({ data }));
  });
  vi.stubGlobal('onmessage', null);
  vi.stubGlobal('onmessageerror', null);
  const spawn = (): Worker => {
    serveTasks(handlers);
    return worker as unknown as Worker;
  };
  return createTaskRunner<Tasks>({ spawn, loadHandlers: async () => handlers });
}

async function onThisThread(): Promise<TaskRunner<Tasks>> {
  const spawn = (): Worker => {
    throw new Error('Workers are refused.');
  };
  return createTaskRunner<Tasks>({ spawn, loadHandlers: async () => handlers });
}

describe.each([
  ['in a worker', overWorker],
  ['on the calling thread', onThisThread],
])('a task %s', (where, start) => {
  it('is answered what it asks, and what moves is not copied', async () => {
    const runner = await start();
    const answers: Uint8Array[] = [];
    const sum = await runner.run('sum', 4, {
      onAsk: async (question, transfer) => {
        const answer = Uint8Array.of(question[0] * 10);
        answers.push(answer);
        transfer.push(answer.buffer);
        return answer;
      },
    });
    expect(sum).toBe(60);
    expect(answers.every(({ byteLength }) => byteLength === (where === 'in a worker' ? 0 : 1))).toBe(true);
  });

  it('fails with what the answering fails with', async () => {
    const runner = await start();
    const failing = runner.run('sum', 2, {
      onAsk: () => Promise.reject(new XrayError('engine-lost', 'It is gone.', { hint: 'Try again.' })),
    });
    await expect(failing).rejects.toMatchObject({ code: 'engine-lost', message: 'It is gone.', hint: 'Try again.' });
  });

  it('fails where nobody answers', async () => {
    const runner = await start();
    await expect(runner.run('sum', 2)).rejects.toThrow('Nobody answers');
  });

  it('is not answered any more once it is aborted', async () => {
    const runner = await start();
    const controller = new AbortController();
    let answer = (_value: Uint8Array<ArrayBuffer>): void => undefined;
    const asked = new Promise<void>((resolve) => {
      const running = runner.run('sum', 2, {
        signal: controller.signal,
        onAsk: (question) =>
          new Promise((give) => {
            if (question[0] === 1) resolve();
            answer = give;
          }),
      });
      running.catch(() => undefined);
      ended = running;
    });
    await asked;
    controller.abort();
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
    answer(Uint8Array.of(1));
    // The worker has ended it too, and says so.
    await runner.owed;
  });
});

let ended: Promise<unknown> = Promise.resolve();
