import { describe, expect, it } from 'vitest';
import { MOST_BYTES, SPARE_MS, SpareMemory, WIPE_MS } from '../../../../src/cpu/memory/spare-memory.ts';
import { HandClock } from '../../../support/hand-clock.ts';

const any = (): boolean => true;

function start() {
  const clock = new HandClock();
  const wiped: string[] = [];
  const spare = new SpareMemory<string>((memory) => void wiped.push(memory), clock.after);
  return { clock, wiped, spare };
}

describe('the memory of a closed image', () => {
  it('serves one image that it fits, and no second one', () => {
    const { spare, clock } = start();
    spare.opened();
    spare.keep('a', 1);
    expect(spare.take((memory) => memory === 'b')).toBeNull();
    expect(spare.take(any)).toBeNull();
    spare.opened();
    spare.keep('c', 1);
    expect([spare.take(any), spare.take(any), clock.waiting]).toEqual(['c', null, 0]);
  });

  it('is wiped after two seconds, and kept for a minute more where no image is open', () => {
    const { spare, clock, wiped } = start();
    spare.opened();
    spare.keep('a', MOST_BYTES);
    clock.pass(WIPE_MS - 1);
    expect(wiped).toEqual([]);
    clock.pass(1);
    expect(wiped).toEqual(['a']);
    clock.pass(SPARE_MS - 1);
    expect(spare.take(any)).toBe('a');
    spare.opened();
    spare.keep('a', MOST_BYTES);
    clock.pass(WIPE_MS);
    clock.pass(SPARE_MS);
    expect(spare.take(any)).toBeNull();
  });

  it('is kept as long as another one is open', () => {
    const { spare, clock } = start();
    spare.opened();
    spare.opened();
    spare.keep('a', 1);
    clock.pass(WIPE_MS);
    clock.pass(10 * SPARE_MS);
    expect([spare.take(any), clock.waiting]).toEqual(['a', 0]);
    spare.keep('b', 1);
    clock.pass(WIPE_MS);
    clock.pass(SPARE_MS);
    expect(spare.take(any)).toBeNull();
  });

  it('of a large image goes after two seconds in any case', () => {
    const { spare, clock, wiped } = start();
    spare.opened();
    spare.opened();
    spare.keep('a', MOST_BYTES + 1);
    clock.pass(WIPE_MS);
    expect([spare.take(any), wiped, clock.waiting]).toEqual([null, [], 0]);
  });

  it('gives way to that of the next one', () => {
    const { spare, clock, wiped } = start();
    spare.opened();
    spare.opened();
    spare.keep('a', 1);
    spare.keep('b', 1);
    clock.pass(WIPE_MS);
    expect([wiped, spare.take(any)]).toEqual([['b'], 'b']);
  });
});
