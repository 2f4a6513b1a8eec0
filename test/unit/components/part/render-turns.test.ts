import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nextTask } from '../../../../src/base/next-task.ts';
import { inTurn } from '../../../../src/components/part/render-turns.ts';

const PARTS = 10;
/** By the test's own clock, which goes on only while a part is rendered. */
const RENDERING_MS = 4;

let now: number;

beforeEach(async () => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  // The slice that a test before may have begun is over.
  await nextTask();
});
afterEach(() => {
  vi.restoreAllMocks();
});

it('renders parts in order, two in each task', async () => {
  const rendered: number[] = [];
  const all = Array.from({ length: PARTS }, (_, part) =>
    inTurn(() => {
      now += RENDERING_MS;
      rendered.push(part);
    }),
  );
  // A slice takes parts until six milliseconds are over.
  const perTask = [rendered.length];
  while (rendered.length < PARTS) {
    const before = rendered.length;
    await nextTask();
    perTask.push(rendered.length - before);
  }
  expect(perTask).toEqual(Array.from({ length: PARTS / 2 }, () => 2));
  await Promise.all(all);
  expect(rendered).toEqual(Array.from({ length: PARTS }, (_, part) => part));
});

it('renders at once what needs no more than one task', () => {
  const rendered: number[] = [];
  void inTurn(() => rendered.push(1));
  void inTurn(() => rendered.push(2));
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
