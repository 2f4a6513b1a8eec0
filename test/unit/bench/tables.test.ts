import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../bench/element/arguments.mjs';
import { parseNative } from '../../../bench/element/native.mjs';
import { median, short, spread, Table } from '../../../bench/element/tables.mjs';

describe('figures', () => {
  it('are told by the middle one and the ends', () => {
    expect(median([30, 10, 20])).toBe(20);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(spread([1234.5, 12.34, 100])).toBe('100 (12.3–1235)');
    expect(spread([0.456])).toBe('0.46');
    expect(spread([])).toBe('–');
  });

  it('have as many digits as mean something', () => {
    expect([123.4, 45.67, 1.234, 7, NaN].map(short)).toEqual(['123', '45.7', '1.23', '7', '–']);
  });
});

describe('a table', () => {
  it('holds rows against others by their medians, and says what is missing', () => {
    const table = new Table('Speed', 'Cold.');
    for (const ms of [100, 300, 200]) table.add('here', { ms, MB: 5 }, 'native');
    table.add('native', { ms: 100, MB: NaN });
    expect(table.medianOf('here', 'ms')).toBe(200);
    expect(String(table)).toBe(
      [
        '### Speed',
        '',
        'Cold.',
        '',
        '|  | ms | MB |',
        '| --- | ---: | ---: |',
        '| here | 200 (100–300), **2.00 ×** | 5 (5–5) |',
        '| native | 100 | – |',
      ].join('\n'),
    );
  });

  it('holds nothing against a row that is not there, or that is 0', () => {
    const table = new Table('Tasks');
    table.add('here', { long: 3 }, 'nobody');
    table.add('there', { long: 2 }, 'quiet');
    table.add('quiet', { long: 0 });
    expect(String(table)).not.toContain('×');
  });
});

describe('the arguments of the bench', () => {
  it('are all measures, unless some are named', () => {
    const all = parseArguments([]);
    expect(all.measures).toContain('zip');
    expect(all).toMatchObject({ runs: 3, roots: [], built: false, backend: 'cpu', counts: [200, 5000] });
    const some = ['zip', 'drag', '--runs', '5', '--root', '/a', '--root', 'b', '--built', '--files', '10,20'];
    expect(parseArguments(some)).toEqual({
      measures: ['zip', 'drag'],
      runs: 5,
      roots: ['/a', 'b'],
      built: true,
      backend: 'cpu',
      counts: [10, 20],
    });
  });

  it.each([
    [['zap']],
    [['--runs']],
    [['--runs', '0']],
    [['--runs', '--built']],
    [['--backend', 'gpu']],
    [['--files', '1,x']],
  ])('refuse %j, and say why', (args) => {
    expect(() => parseArguments(args)).toThrow(/"|needs a value/);
  });
});

it('reads what native OpenCV took', () => {
  expect(parseNative('1503.25 2710.5 145.2')).toEqual({ ms: 1503.25, processorMs: 2710.5, touchedMB: 145.2 });
});
