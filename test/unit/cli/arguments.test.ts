import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArguments, UsageError, type Options } from '../../../src/cli/arguments.ts';
import { framesIn, framesOf } from '../../../src/cli/film/frames.ts';
import { paramsGiven } from '../../../src/cli/params-given.ts';
import { DEFAULT_PARAMS, resolveParams } from '../../../src/pipeline/params.ts';
import { STAGE_IDS } from '../../../src/pipeline/standard-graph.ts';
import { USAGE } from '../../../src/cli/usage.ts';
import { temporaryFolder } from './in-a-folder.ts';

const options = (...typed: string[]): Options => {
  const command = readArguments(typed);
  if (command.kind !== 'run') throw new Error(command.kind);
  return command.options;
};

describe('what was typed', () => {
  it('is files and folders, and what is usual', () => {
    const { jobs, ...rest } = options('a.png', 'folder');
    expect(rest).toEqual({
      paths: ['a.png', 'folder'],
      output: 'xray-lab-results',
      zip: false,
      kinds: [...STAGE_IDS, 'stored'],
      params: [],
      frames: null,
      shard: null,
      resume: false,
      json: false,
      quiet: false,
    });
    expect(jobs).toBeGreaterThan(0);
  });

  it('is every option of the contract', () => {
    const typed = '-o out --zip --stages edges,original --params a.json --params blur.sigma=2 --frames 0,2-5 --jobs 3';
    expect(options(...typed.split(' '), '--shard', '2/3', '--resume', '--json', '--quiet', 'x')).toEqual({
      paths: ['x'],
      output: 'out',
      zip: true,
      kinds: ['original', 'edges'],
      params: ['a.json', 'blur.sigma=2'],
      frames: [
        [0, 0],
        [2, 5],
      ],
      jobs: 3,
      shard: { index: 2, count: 3 },
      resume: true,
      json: true,
      quiet: true,
    });
    expect(readArguments(['--version'])).toEqual({ kind: 'version' });
    expect(readArguments(['--help', '--zip'])).toEqual({ kind: 'help' });
    expect(readArguments(['merge', '-o', 'all', 'a', 'b'])).toEqual({
      kind: 'merge',
      options: { paths: ['a', 'b'], output: 'all', json: false, quiet: false },
    });
  });

  it.each([
    [[], /No file and no folder/],
    [['--nope', 'a'], /'--nope'/],
    [['a', '-o', ''], /-o needs/],
    [['a', '--stages', 'edges,bones'], /no stage "bones"; known are original, .*stored/],
    [['a', '--frames', '5-2'], /--frames 5-2/],
    [['a', '--frames', 'some'], /"all" is needed/],
    [['a', '--jobs', '0'], /--jobs 0/],
    [['a', '--jobs', 'many'], /whole number/],
    [['a', '--shard', '0/3'], /--shard 0\/3/],
    [['a', '--shard', '4/3'], /I from 1 to N/],
    [['a', '--shard', '2'], /I\/N/],
    [['merge'], /folders/],
    [['merge', 'a', '--zip'], /no option --zip/],
  ])('%j is refused', (typed, message) => {
    expect(() => readArguments(typed)).toThrow(UsageError);
    expect(() => readArguments(typed)).toThrow(message);
  });

  it('is what the help tells of', () => {
    for (const option of ['-o', '--zip', '--stages', '--params', '--frames', '--jobs', '--shard', '--resume', '--json'])
      expect(USAGE).toContain(option);
  });
});

describe('frames', () => {
  it('are all, or numbers and ranges, each once and in order', () => {
    expect(framesOf(framesIn('all'), 3)).toEqual([0, 1, 2]);
    expect(framesOf(framesIn('4, 0-1,1'), 10)).toEqual([0, 1, 4]);
    expect(framesOf(framesIn('2-9'), 4)).toEqual([2, 3]);
    expect(framesOf(null, 4)).toEqual([0]);
    expect(framesIn('-1')).toBeNull();
    expect(framesIn('')).toBeNull();
  });
});

describe('--params', () => {
  const folder = temporaryFolder();
  const file = (name: string, value: unknown): string => {
    writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
    return join(folder, name);
  };

  it('are laid over each other, files and single values', () => {
    const some = file('some.json', { blur: { sigma: 3, kernelSize: 7 }, canny: { l2Gradient: true } });
    expect(paramsGiven([some, 'blur.sigma=2', 'enhance.method=clahe', 'canny.apertureSize=5'])).toEqual(
      resolveParams({
        blur: { sigma: 2, kernelSize: 7 },
        canny: { l2Gradient: true, apertureSize: 5 },
        enhance: { method: 'clahe' },
      }),
    );
    expect(paramsGiven([])).toEqual(DEFAULT_PARAMS);
  });

  it('are those of a manifest, where its images agree', () => {
    const image = (sigma: number): object => ({ name: 'a', parameters: resolveParams({ blur: { sigma } }) });
    const one = file('one.json', { schemaVersion: 1, images: [image(2), image(2)] });
    expect(paramsGiven([one]).blur.sigma).toBe(2);
    const two = file('two.json', { schemaVersion: 1, images: [image(2), image(3)] });
    expect(() => paramsGiven([two])).toThrow(/different parameters/);
  });

  it.each([
    ['blur.sigma=much', /blur.sigma is "much": a number/],
    ['blur.sigma=', /a number/],
    ['blur.kernelSize=4', /blur.kernelSize is 4/],
    ['blur.radius=4', /no such parameter; known are/],
    ['blurr.sigma=4', /no group "blurr"; known are/],
    ['enhance.method=magic', /equalize or clahe/],
    ['canny.l2Gradient=yes', /true or false/],
    ['constructor.name=x', /no group "constructor"/],
    ['none.json', /none.json: .*no such file/],
  ])('%s is refused', (text, message) => {
    expect(() => paramsGiven([text])).toThrow(UsageError);
    expect(() => paramsGiven([text])).toThrow(message);
  });

  it.each([
    [['window.center=1000'], 'window.center has no effect without window.source=manual: add it.'],
    [['window.width=80'], 'window.width has no effect without window.source=manual: add it.'],
    [['window.preset=1'], 'window.preset has no effect without window.source=preset: add it.'],
    [['window.function=sigmoid'], 'window.function has no effect without window.source=manual: add it.'],
    [['enhance.clipLimit=2'], 'enhance.clipLimit has no effect without enhance.method=clahe: add it.'],
    [['canny.edgeShare=0.1'], 'canny.edgeShare has no effect without canny.thresholds=auto: add it.'],
    [
      ['blur.sigma=2', 'blur.method=median'],
      'blur.sigma has no effect with blur.method=median: blur.method=gaussian is needed.',
    ],
    [
      ['window.source=manual', 'window.center=1', 'window.source=full'],
      'window.center has no effect with window.source=full: window.source=manual is needed.',
    ],
    [
      [file('clahe.json', { enhance: { method: 'clahe' } }), 'enhance.method=equalize', 'enhance.tileRows=4'],
      'enhance.tileRows has no effect with enhance.method=equalize: enhance.method=clahe is needed.',
    ],
  ])('%j are refused: one that is typed does nothing', (given, message) => {
    expect(() => paramsGiven(given)).toThrow(UsageError);
    expect(() => paramsGiven(given)).toThrow(`--params: ${message}`);
  });

  it('are taken where each that is typed does something, in any order, and whatever a file holds', () => {
    const all = file('all.json', DEFAULT_PARAMS);
    const whole = file('whole.json', { schemaVersion: 1, images: [{ name: 'a', parameters: DEFAULT_PARAMS }] });
    expect(paramsGiven([all])).toEqual(DEFAULT_PARAMS);
    expect(paramsGiven([whole])).toEqual(DEFAULT_PARAMS);
    expect(paramsGiven([file('center.json', { window: { center: 7 } })]).window.center).toBe(7);
    expect(paramsGiven(['window.center=5', 'window.source=manual', 'window.width=9']).window).toMatchObject({
      source: 'manual',
      center: 5,
      width: 9,
    });
    const byHand = file('by-hand.json', { window: { source: 'manual' }, blur: { method: 'median' } });
    expect(paramsGiven([byHand, 'window.center=5']).window.center).toBe(5);
    expect(() => paramsGiven([whole, 'window.center=5'])).toThrow('has no effect with window.source=auto');
  });

  it('refuse files that are none of theirs', () => {
    expect(() => paramsGiven([file('text.json', 'no')])).toThrow(/no JSON/);
    expect(() => paramsGiven([file('list.json', [])])).toThrow(/an object is needed/);
    expect(() => paramsGiven([file('other.json', { colour: 1 })])).toThrow(/no group "colour"/);
    expect(() => paramsGiven([file('group.json', { blur: 3 })])).toThrow(/blur is 3/);
    expect(() => paramsGiven([file('later.json', { schemaVersion: 2, images: [] })])).toThrow(/another version/);
  });
});
