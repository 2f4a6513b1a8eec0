import { describe, expect, it } from 'vitest';
import { numberNamed, parseStat, treeOf, type ProcessStat } from '../../../bench/element/processes.mjs';

/** Of Linux 6.18, with a name that has all that could mislead. */
const STAT =
  '1234 (chrome) S (type=x 7) S 77 1234 1234 0 -1 4194560 5001 602 7 8 150 25 33 11 20 0 9 0 12345 1 2 18446744073709551615 0 0';

const process = (pid: number, parent: number): ProcessStat => ({
  pid,
  parent,
  processorMs: 0,
  minorFaults: 0,
  endedProcessorMs: 0,
  endedMinorFaults: 0,
});

describe('what /proc says of a process', () => {
  it('is read whatever its name holds', () => {
    expect(parseStat(STAT)).toEqual({
      pid: 1234,
      parent: 77,
      processorMs: 1750,
      minorFaults: 5001,
      endedProcessorMs: 440,
      endedMinorFaults: 602,
    });
  });

  it('is nothing where the process has ended', () => {
    expect(parseStat('')).toBe(null);
  });

  it('is found by its name in a list of numbers', () => {
    const rollup = 'Rss:  300 kB\nPss:                 120 kB\nPss_Dirty:  80 kB\n';
    expect(numberNamed(rollup, 'Pss')).toBe(120);
    expect(numberNamed('pgpgin 5\npgfault 42\ntotal_pgfault 99\n', 'pgfault')).toBe(42);
    expect(numberNamed('', 'Pss')).toBe(0);
  });
});

describe('the processes of a browser', () => {
  it('are its own, those that it started, and theirs', () => {
    const all = [process(4, 3), process(1, 0), process(2, 1), process(3, 2), process(9, 1), process(5, 2)];
    const pids = (root: number): number[] => treeOf(all, root).map(({ pid }) => pid);
    expect(pids(2).sort()).toEqual([2, 3, 4, 5]);
    expect(pids(9)).toEqual([9]);
    expect(pids(77)).toEqual([]);
  });
});
