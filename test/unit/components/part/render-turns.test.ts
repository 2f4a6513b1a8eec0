import { expect, it, vi } from 'vitest';
import { inTurn } from '../../../../src/components/part/render-turns.ts';

const PARTS = 10;
/** By the clock, so that a fast machine takes as many tasks as a slow one. */
const RENDERING_MS = 4;

it('renders parts in order, over several tasks', async () => {
  const rendered: number[] = [];
  const tasks = countTasks();
  const all = Array.from({ length: PARTS }, (_, part) =>
    inTurn(() => {
      for (const start = performance.now(); performance.now() - start < RENDERING_MS;);
      rendered.push(part);
    }),
  );
  expect(rendered.length, 'in the first task').toBeLessThanOrEqual(2);
  await Promise.all(all);
  expect(rendered).toEqual(Array.from({ length: PARTS }, (_, part) => part));
  // Two parts fill a slice.
  expect(tasks.stop()).toBeGreaterThanOrEqual(PARTS / 2 - 1);
});

it('renders at once what needs no more than one task', async () => {
  await new Promise((resolve) => void setTimeout(resolve, 5));
  const rendered: number[] = [];
  // Whatever else the machine does meanwhile.
  vi.spyOn(performance, 'now').mockReturnValue(performance.now());
  void inTurn(() => rendered.push(1));
  void inTurn(() => rendered.push(2));
  vi.restoreAllMocks();
  expect(rendered).toEqual([1, 2]);
});

it('tells only a part itself that its rendering failed', async () => {
  const rendered: number[] = [];
  const failing = inTurn(() => {
    throw new Error('no template');
  });
  const next = inTurn(() => rendered.push(2));
  await expect(failing).rejects.toThrow('no template');
  await next;
  expect(rendered).toEqual([2]);
});

/** Counts the tasks that other work gets. */
function countTasks(): { stop(): number } {
  let count = 0;
  let handle: ReturnType<typeof setImmediate>;
  const next = (): void => {
    count++;
    handle = setImmediate(next);
  };
  handle = setImmediate(next);
  return {
    stop: () => {
      clearImmediate(handle);
      return count;
    },
  };
}
