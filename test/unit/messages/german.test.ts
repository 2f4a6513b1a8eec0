import { describe, expect, it } from 'vitest';
import { unreadableError } from '../../../src/session/intake/brought-files.ts';
import { errorWords } from '../../../src/components/words/error-words.ts';
import { MESSAGES, messagesWith, type ParameterWords } from '../../../src/components/words/messages.ts';
import { isOfWords } from '../../../src/operators/parameter-spec.ts';
import { PARAMETER_PATHS, parameterSpec } from '../../../src/pipeline/parameter-paths.ts';
import { STAGE_IDS } from '../../../src/pipeline/standard-graph.ts';
import { PRESET_IDS } from '../../../src/session/parameters/parameter-presets.ts';
import { XrayError } from '../../../src/base/xray-error.ts';
import { GERMAN } from '../../../src/messages/de.ts';

/** Texts that are the same in both languages. */
const SAME = [
  ...['1:1', 'x, y', 'Original', 'Sigma', 'Gradient', '?', 'Tab', '0', '1', 'C', 'F', 'H', 'I', 'W'],
  ...['Linear', 'Sigmoid', 'CLAHE', 'Median'],
];

const SAID: unknown = expect.stringMatching(/\S/);

/** Every string in a table, by its path. */
function textsIn(table: object, path = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(table) as [string, unknown][]) {
    if (typeof value === 'string') texts.set(path + key, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [below, text] of textsIn(value, `${path}${key}.`)) texts.set(below, text);
    }
  }
  return texts;
}

type Say = (...values: unknown[]) => string;

/** Every text with values, by its name. */
function functionsIn(table: object): Map<string, Say> {
  const entries = Object.entries(table) as [string, unknown][];
  return new Map(entries.filter((entry): entry is [string, Say] => typeof entry[1] === 'function'));
}

/** The same in both languages. */
const SAME_FUNCTIONS = ['size', 'percent'];

/** What is put into each text, in each of its forms. */
const VALUES: Readonly<Record<string, readonly unknown[][]>> = {
  limits: [[['JPG', 'PNG'], 20 * 2 ** 20]],
  resetParameter: [['Sigma']],
  value: [['Sigma']],
  shownValues: [
    [91, 3990, ''],
    [-1024, 3071, 'HU'],
  ],
  range: [
    [0, null, 'px', false],
    [1, 31, 'px', true],
    [-32768, 32767, '', false],
  ],
  aboutStage: [['Canny']],
  saveStage: [['Canny']],
  copyStage: [['Canny']],
  announceCopied: [['Canny']],
  notANumber: [['Sigma', 1.5]],
  wholeImage: [
    ['3000 × 1500 px', true],
    ['3000 × 1500 px', false],
  ],
  burnedIn: [
    [1, 1],
    [1, 3],
    [2, 3],
  ],
  savingTo: [
    ['scans', 1, 3, 0],
    ['scans', 1, 3, 1],
  ],
  stageOf: [['Canny', 'a.png']],
  openStage: [['Canny']],
  percent: [[1.5], [0.051]],
  viewOf: [['Canny', 'a.png']],
  number: [[1.5]],
  sampleValue: [
    [1.5, ''],
    [-0.25, 'HU'],
  ],
  shownAspect: [[{ x: 1, y: 1.25 }]],
  histogramOf: [['Canny', { total: 4, min: 0, max: 3, mean: 1.25 }]],
  histogramCut: [[[{ value: 0, share: 0.375 }]]],
  histogramReading: [[7, [{ name: 'Canny', count: 3, share: 0.25 }]]],
  frameOf: [[2, 60]],
  filmOf: [['a.png', 2, 9]],
  orientation: [
    [90, true],
    [180, false],
  ],
  ofFrames: [[60]],
  spacing: [
    [0.148, 0.148, 'patient', null],
    [0.1, 0.2, 'detector', null],
    [0.25, 0.25, 'calibrated', null],
    [0.1, 0.1, 'patient', 1.5],
  ],
  workingOn: [[1, 5]],
  remove: [['a.png']],
  cancel: [['a.png']],
  processFileAgain: [['a.png']],
  summary: [
    [1, 3, 0, 0],
    [1, 3, 1, 1],
  ],
  timeLeft: [[30_000], [300_000]],
  size: [[3, 4]],
  fileSize: [[1.5 * 2 ** 20], [5]],
  depth: [[8, 'RGB']],
  reducedDepth: [[16, 'RGB']],
  computedOn: [
    ['cpu', 3.4],
    ['webgl2', 1234],
  ],
  moreProblems: [[4980]],
  skipped: [
    [1, ['PNG']],
    [3, ['JPG', 'PNG']],
  ],
  noneInFolder: [[['JPG', 'PNG']]],
  announceProcessing: [['a.png']],
  announceReady: [['a.png']],
  announceSetting: [
    ['manifest.json', 1],
    ['manifest.json', 2],
  ],
  announceExported: [[1], [2]],
};

describe('the German texts', () => {
  it('are there for every English one, and other than that', () => {
    const english = textsIn(MESSAGES);
    const german = textsIn(GERMAN);
    const known = [...english].filter(([path]) => !/^stages\.\w+\.(input|params)$/.test(path));
    expect(known.length).toBeGreaterThan(100);
    for (const [path, text] of known) {
      expect(german.get(path), path).toBeTruthy();
      if (!SAME.includes(text)) expect(german.get(path), path).not.toBe(text);
    }
  });

  it('name every stage, parameter and preset, and no other', () => {
    for (const id of STAGE_IDS) {
      expect([GERMAN.stages[id].title, GERMAN.stages[id].purpose, GERMAN.stageNames[id]]).toEqual([SAID, SAID, SAID]);
    }
    for (const path of PARAMETER_PATHS) {
      const [group, name] = path;
      const texts: Readonly<Record<string, ParameterWords>> = GERMAN.parameterTexts[group];
      const spec = parameterSpec(path);
      const values = spec.kind === 'choice' && isOfWords(spec) ? spec.values : [];
      const names = Object.fromEntries(values.map((value) => [value, SAID]));
      expect(texts[name], path.join('.')).toEqual({ label: SAID, tip: SAID, ...(values.length > 0 && { names }) });
    }
    const keys = (table: object): string[] => Object.keys(table).sort();
    expect(keys(GERMAN.stages)).toEqual([...STAGE_IDS].sort());
    expect(keys(GERMAN.stageNames)).toEqual([...STAGE_IDS].sort());
    expect(keys(GERMAN.presets)).toEqual([...PRESET_IDS].sort());
    expect(Object.values(GERMAN.parameterTexts).flatMap(Object.keys)).toHaveLength(PARAMETER_PATHS.length);
  });

  it('count as many images as there are', () => {
    const count = ['null', 'ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun'][STAGE_IDS.length];
    expect(GERMAN.announceReady('a.png')).toMatch(new RegExp(`\\b${count} Bilder`));
  });

  it('are other ones where values are put in too', () => {
    const english = functionsIn(MESSAGES);
    const german = functionsIn(GERMAN);
    expect(english.size).toBeGreaterThan(30);
    for (const [path, say] of english) {
      const values = VALUES[path];
      expect(values, `values for ${path}`).toBeTruthy();
      const translated = german.get(path);
      if (!translated) throw new Error(`There is no German ${path}.`);
      for (const each of values) {
        const said = translated(...each);
        expect(said, path).toMatch(/\S/);
        expect(said, path).not.toMatch(/undefined|NaN|\[object/);
        if (!SAME_FUNCTIONS.includes(path)) expect(said, path).not.toBe(say(...each));
      }
    }
  });

  it('name the file in errors, and its values', () => {
    const values = { file: 'a.png', actual: 23.4 * 2 ** 20, limit: 20 * 2 ** 20 };
    const error = new XrayError('file-too-large', 'a.png: file is too large (23.4 MB).', { values });
    expect(errorWords(error, MESSAGES)).toEqual({ message: 'a.png: file is too large (23.4 MB).', hint: null });
    expect(errorWords(error, GERMAN)).toEqual({
      message: 'a.png: die Datei ist zu groß (23,4 MB). Erlaubt sind 20 MB.',
      hint: null,
    });
    const lost = new XrayError('decode-failed', 'b.png: could not be loaded.', {
      hint: 'Check',
      reason: 'not-loaded',
      values: { file: 'b.png' },
    });
    expect(errorWords(lost, GERMAN).message).toBe('b.png: das Bild konnte nicht geladen werden.');
    expect(errorWords(lost, GERMAN).hint).toContain('Adresse');
    expect(errorWords(unreadableError(['scans/a.png', 'scans/b.png', 'scans/c']), GERMAN).message).toBe(
      'scans/a.png und 2 weitere: im Ordner nicht lesbar.',
    );
    expect(errorWords(unreadableError(['scans/a.png']), GERMAN).message).toBe('scans/a.png: im Ordner nicht lesbar.');
  });
});

describe('some texts replaced', () => {
  it('leave the others, at every depth', () => {
    const words = messagesWith({ reset: 'Start over', stages: { edges: { title: 'Edges' } }, keys: [['a', 'b']] });
    expect([words.reset, words.chooseImage]).toEqual(['Start over', 'Choose X-ray Image']);
    expect(words.stages.edges.title).toBe('Edges');
    expect(words.stages.edges.purpose).toBe(MESSAGES.stages.edges.purpose);
    expect(words.stages.blurred).toBe(MESSAGES.stages.blurred);
    expect(words.keys).toEqual([['a', 'b']]);
  });
});
