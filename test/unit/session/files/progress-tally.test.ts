import { describe, expect, it } from 'vitest';
import { ProgressTally } from '../../../../src/session/files/progress-tally.ts';

describe('the time left', () => {
  it('is told by the pace so far, when there is one', () => {
    let now = 1000;
    const tally = new ProgressTally(5, undefined, () => now);
    const work = Array.from({ length: 8 }, () => tally.start());
    for (const file of work.slice(0, 2)) tally.finish(file);
    expect(tally.millisecondsLeft).toBe(null);
    now += 60;
    for (const file of work.slice(2, 4)) tally.finish(file);
    // Half is done.
    expect(tally.millisecondsLeft).toBe(60);
    now += 30;
    tally.finish(work[4]);
    expect(tally.millisecondsLeft).toBe(54);
    for (const file of work.slice(5)) tally.finish(file);
    expect(tally.millisecondsLeft).toBe(null);
  });
});

describe('what is counted', () => {
  it('is at most a file’s images, also of one that is begun again', () => {
    const tally = new ProgressTally(5);
    const [first] = [tally.start(), tally.start()];
    for (let step = 0; step < 7; step++) expect(tally.step(first)).toBe(true);
    expect([tally.done, tally.total]).toEqual([5, 10]);
  });
});

describe('the end of the work', () => {
  it('is told once, with the last file, however they came', () => {
    let ends = 0;
    const tally = new ProgressTally(5, () => ends++);
    const [first, second] = [tally.start(), tally.start()];
    tally.finish(first);
    const third = tally.start();
    tally.finish(second);
    expect([ends, tally.total]).toEqual([0, 15]);
    tally.finish(third);
    expect([ends, tally.total, tally.done]).toEqual([1, 0, 0]);
    tally.finish(third);
    expect(ends).toBe(1);
  });

  it('is not told where all was cleared', () => {
    let ends = 0;
    const tally = new ProgressTally(5, () => ends++);
    const file = tally.start();
    tally.clear();
    expect(tally.step(file)).toBe(false);
    tally.finish(file);
    expect(ends).toBe(0);
  });
});
