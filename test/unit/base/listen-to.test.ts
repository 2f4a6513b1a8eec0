import { describe, expect, it } from 'vitest';
import { listenTo, type Heard } from '../../../src/base/listen-to.ts';
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
