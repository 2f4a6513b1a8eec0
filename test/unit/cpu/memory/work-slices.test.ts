import { afterEach, describe, expect, it, vi } from 'vitest';
import { WorkSlices } from '../../../../src/cpu/memory/work-slices.ts';

afterEach(() => vi.restoreAllMocks());

/** A row of so many pixels is a step of its own. */
const WIDE = 1 << 17;

/** A clock by which every step takes `ms`. */
function clock(ms: number): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += ms));
}

describe('WorkSlices', () => {
  it.each([
    ['within a slice', 0],
    ['when every step is a slice', 1000],
  ])('does no further step after an abort in the middle of one, %s', async (_when, ms) => {
    clock(ms);
    const controller = new AbortController();
    let steps = 0;
    const work = (): boolean => {
      if (++steps === 3) controller.abort();
      return true;
    };
    await expect(new WorkSlices(controller.signal).overRows(50, WIDE, work)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(steps).toBe(3);
    steps = 0;
    await expect(new WorkSlices(new AbortController().signal).overRows(50, WIDE, work)).resolves.toBe(undefined);
    expect(steps).toBe(50);
  });

  it('does no further step after an abort during a pause', async () => {
    clock(1000);
    const controller = new AbortController();
    let steps = 0;
    const following = new WorkSlices(controller.signal).untilDone(() => {
      if (++steps === 2) setImmediate(() => controller.abort());
      // Pauses let the abort in; without them this would go on for ever.
      return steps < 10_000;
    });
    const atAbort = new Promise<number>((resolve) => controller.signal.addEventListener('abort', () => resolve(steps)));
    await expect(following).rejects.toMatchObject({ name: 'AbortError' });
    expect(steps).toBe(await atAbort);
  });

  it('pauses when eight milliseconds are over, not at every step', async () => {
    clock(1);
    let turns = 0;
    let stop = false;
    const count = (): void => {
      turns++;
      if (!stop) setImmediate(count);
    };
    setImmediate(count);
    await new WorkSlices(new AbortController().signal).overRows(80, WIDE, () => undefined);
    stop = true;
    expect(turns).toBeGreaterThan(3);
  });
});
