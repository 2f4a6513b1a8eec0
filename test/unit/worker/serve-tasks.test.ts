import { afterEach, expect, it, vi } from 'vitest';
import { serveTasks } from '../../../src/worker/serve-tasks.ts';

/** One second, which it is otherwise, is a bet on how busy the machine is. */
const PATIENCE = { timeout: 60_000 };

afterEach(() => vi.unstubAllGlobals());

it('fails, so that the page hears of it, when a request cannot be read', () => {
  const posted: unknown[] = [];
  vi.stubGlobal('postMessage', (message: unknown) => posted.push(message));
  vi.stubGlobal('onmessage', null);
  vi.stubGlobal('onmessageerror', null);
  serveTasks({});
  expect(posted).toEqual([{ kind: 'ready' }]);
  const { onmessageerror } = globalThis as unknown as { onmessageerror: () => void };
  expect(onmessageerror).toThrow('could not be read');
});

it('frees at once what a task got and has done with, where the browser can', async () => {
  const posted: unknown[] = [];
  vi.stubGlobal('postMessage', (message: unknown) => posted.push(message));
  vi.stubGlobal('onmessage', null);
  vi.stubGlobal('onmessageerror', null);
  serveTasks<{ sum: { input: Uint8Array; output: number } }>({
    sum(input, { free }) {
      const sum = input.reduce((total, value) => total + value, 0);
      free(input.buffer);
      return sum;
    },
  });
  const { onmessage } = globalThis as unknown as { onmessage: (event: { data: unknown }) => void };
  const input = Uint8Array.of(1, 2, 3);
  // Not in Node 20: as browsers have it.
  const transfer = vi.fn();
  Object.assign(input.buffer, { transfer });
  onmessage({ data: { kind: 'run', id: 1, name: 'sum', input } });
  await vi.waitFor(() => expect(posted).toContainEqual({ kind: 'done', id: 1, output: 6 }), PATIENCE);
  expect(transfer).toHaveBeenCalledExactlyOnceWith(0);
  onmessage({ data: { kind: 'run', id: 2, name: 'sum', input: Uint8Array.of(4) } });
  await vi.waitFor(() => expect(posted).toContainEqual({ kind: 'done', id: 2, output: 4 }), PATIENCE);
});
