import { afterEach, expect, it, vi } from 'vitest';
import { nextTask } from '../../../src/base/next-task.ts';

afterEach(() => vi.useRealTimers());

it('comes in a task of its own, after all that waits for nothing', async () => {
  const order: string[] = [];
  const next = nextTask().then(() => order.push('next task'));
  void Promise.resolve()
    .then(() => undefined)
    .then(() => undefined)
    .then(() => order.push('this task'));
  await next;
  expect(order).toEqual(['this task', 'next task']);
});

it('comes where timers are held back, as in the background', async () => {
  vi.useFakeTimers();
  for (let i = 0; i < 10; i++) await nextTask();
  expect(vi.getTimerCount()).toBe(0);
});
