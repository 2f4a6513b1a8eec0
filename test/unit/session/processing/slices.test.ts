import { beforeEach, expect, it } from 'vitest';
import { Slices } from '../../../../src/session/processing/slices.ts';

/** What waits for its next task. */
const waiting: (() => void)[] = [];
const nextTask = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));

beforeEach(() => void waiting.splice(0));

const { signal: never } = new AbortController();
const numbers = (count: number, from = 0): number[] => [...Array(count).keys()].map((index) => from + index);

/** Lets what waits have its task, and all come to rest that follows from it. */
async function step(): Promise<void> {
  for (const go of waiting.splice(0)) go();
  await new Promise((resolve) => void setTimeout(resolve));
}

it('takes five hundred at once, and as many in every task that follows', async () => {
  const taken: number[] = [];
  const all = new Slices(nextTask).take(numbers(1200), (item) => taken.push(item), never);
  const sizes = [taken.length];
  while (waiting.length > 0) {
    await step();
    sizes.push(taken.length);
  }
  await all;
  expect(sizes).toEqual([500, 1000, 1200]);
  expect(taken).toEqual(numbers(1200));
});

it('waits for no task where there are not more', () => {
  const slices = new Slices(nextTask);
  const taken: number[] = [];
  for (const count of [0, 1, 500, 500]) void slices.take(numbers(count), (item) => taken.push(item), never);
  expect([taken.length, waiting.length]).toEqual([1001, 0]);
});

it('takes what was brought first before what was brought then, which has tasks of its own', async () => {
  const slices = new Slices(nextTask);
  const taken: number[] = [];
  const take = (item: number): void => void taken.push(item);
  const all = [numbers(600), numbers(400, 600), numbers(1, 1000)].map((items) => slices.take(items, take, never));
  const sizes = [taken.length];
  while (taken.length < 1001) {
    await step();
    sizes.push(taken.length);
  }
  await Promise.all(all);
  expect(sizes).toEqual([500, 600, 1000, 1001]);
  expect(taken).toEqual(numbers(1001));
});

it('takes nothing that is given up, in the middle of a slice, between two or before the first, and what is brought then', async () => {
  for (const end of [3, 500]) {
    const slices = new Slices(nextTask);
    const [taken, ending] = [[] as number[], new AbortController()];
    const take = (item: number): void => {
      if (taken.push(item) === end) ending.abort();
    };
    const all = [numbers(1200), numbers(5, 2000)].map((items) => slices.take(items, take, ending.signal));
    const next = slices.take([7], take, never);
    while (taken.length === end) await step();
    await Promise.all([...all, next]);
    expect(taken).toEqual([...numbers(end), 7]);
  }
});
