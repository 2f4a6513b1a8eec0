import { describe, expect, it, vi } from 'vitest';
import { byTimeout, listenTo, type Heard } from '../../../src/base/listen-to.ts';
import { HandClock } from '../../support/hand-clock.ts';

const refusal = (): Error => new Error('It says nothing.');

/** Work that is steered from outside. */
function open(signal?: AbortSignal, patience: number | undefined = 10) {
  const clock = new HandClock();
  let hear: Heard = () => undefined;
  let finish: (value: string) => void = () => undefined;
  let inner: AbortSignal | null = null;
  const result = listenTo<string>(
    (ending, heard) => {
      inner = ending;
      hear = heard;
      return new Promise((resolve) => (finish = resolve));
    },
    { signal, patience, after: clock.after },
    refusal,
  );
  result.catch(() => undefined);
  return {
    clock,
    result,
    hear: (more: boolean) => hear(more),
    finish: (value: string) => finish(value),
    inner: () => inner,
  };
}

describe('listenTo', () => {
  it('gives what the work gives, however long that takes of which nothing is to be heard', async () => {
    const { clock, result, hear, finish } = open();
    hear(true);
    clock.pass(9);
    hear(true);
    clock.pass(9);
    hear(false);
    clock.pass(1000);
    finish('all');
    expect(await result).toBe('all');
    expect(clock.waiting).toBe(0);
  });

  it('ends with the refusal after silence, and tells the work', async () => {
    const { clock, result, hear, inner } = open();
    hear(true);
    clock.pass(10);
    await expect(result).rejects.toThrow('It says nothing.');
    expect(inner()?.aborted).toBe(true);
    hear(true);
    expect(clock.waiting).toBe(0);
  });

  it('ends by its signal, at once', async () => {
    const ending = new AbortController();
    const { clock, result, hear, inner } = open(ending.signal);
    hear(true);
    ending.abort();
    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
    expect([inner()?.aborted, clock.waiting]).toEqual([true, 0]);
  });

  it('does not begin what is not wanted', async () => {
    const { result, inner } = open(AbortSignal.abort());
    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
    expect(inner()).toBeNull();
  });
});

describe('byTimeout', () => {
  const busyUntil = (end: number): void => {
    while (performance.now() < end);
  };

  it('does not count for silence that the page stood still meanwhile', async () => {
    const came: string[] = [];
    const over = new Promise<void>((resolve) => byTimeout(90, () => resolve(void came.push('given up'))));
    // An answer that is there when the page goes on, but is told later than a timer that was set before.
    setTimeout(() => came.push('answer'), 100);
    busyUntil(performance.now() + 120);
    await over;
    expect(came).toEqual(['answer', 'given up']);
  });

  it('can be called off, at the beginning and later', () => {
    vi.useFakeTimers();
    try {
      const came: string[] = [];
      byTimeout(90, () => came.push('called off at once'))();
      const callOff = byTimeout(90, () => came.push('called off later'));
      byTimeout(90, () => came.push('waited for'));
      vi.advanceTimersByTime(89);
      callOff();
      expect(came).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(came).toEqual(['waited for']);
    } finally {
      vi.useRealTimers();
    }
  });
});
