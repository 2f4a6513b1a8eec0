import { afterEach, expect, it, vi } from 'vitest';
import { serveTasks } from '../../../src/worker/serve-tasks.ts';

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
