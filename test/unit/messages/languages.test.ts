import { describe, expect, it } from 'vitest';
import { LANGUAGES as ENTRIES } from '../../../scripts/languages.mjs';
import { unreadableError } from '../../../src/session/intake/brought-files.ts';
import { errorWords } from '../../../src/components/words/error-words.ts';
import { MESSAGES, messagesWith, type ParameterWords } from '../../../src/components/words/messages.ts';
import { isOfWords } from '../../../src/operators/parameter-spec.ts';
import { PARAMETER_PATHS, parameterSpec } from '../../../src/pipeline/parameter-paths.ts';
import { STAGE_IDS } from '../../../src/pipeline/standard-graph.ts';
import { PRESET_IDS } from '../../../src/session/parameters/parameter-presets.ts';
import { XrayError, type XrayErrorValues } from '../../../src/base/xray-error.ts';
import { GERMAN } from '../../../src/messages/de.ts';
import { SPANISH } from '../../../src/messages/es.ts';
import { FRENCH } from '../../../src/messages/fr.ts';
import { JAPANESE } from '../../../src/messages/ja.ts';
import type { CompleteMessages } from '../../../src/messages/values.ts';

/** Texts that are the same in every language. */
const SAME = ['1:1', 'x, y', '?', 'Tab', '0', '1', 'B', 'C', 'F', 'H', 'I', 'W', 'Z', 'CLAHE', 'px'];

interface Language {
  readonly name: string;
  readonly table: CompleteMessages;
  /** Texts that are the same as in English, and names of texts with values that are. */
  readonly same: readonly string[];
  readonly five: string;
  /** What 23.4 MB and an error are. */
  readonly decimals: string;
}

const LANGUAGES: readonly Language[] = [
  {
    name: 'German',
    table: GERMAN,
    same: ['Original', 'Sigma', 'Gradient', 'Linear', 'Sigmoid', 'Median', 'Ellipse', 'size', 'percent'],
    five: 'fünf Bilder',
    decimals: '23,4 MB',
  },
  {
    name: 'French',
    table: FRENCH,
    same: [
      'Sigma',
      'Gradient',
      'Centre',
      'Image',
      'image',
      'Angle',
      'Rectangle',
      'Ellipse',
      'Point',
      'Ctrl + Z',
      'size',
      'percent',
    ],
    five: 'cinq images',
    decimals: '23,4\u00a0Mo',
  },
  {
    name: 'Spanish',
    table: SPANISH,
    same: ['Original', 'Sigma', 'Ctrl + Z', 'size', 'percent', 'fileSize'],
    five: 'cinco imágenes',
    decimals: '23,4\u00a0MB',
  },
  {
    name: 'Japanese',
    table: JAPANESE,
    same: ['Ctrl + Z', 'Ctrl + Shift + Z', 'Shift + W', 'Enter', 'size', 'fileSize', 'number', 'sampleValue'],
    five: '5 枚の画像',
    decimals: '23.4\u00a0MB',
  },
];

/** Words that stand in no text of another language, but where it is called so there. */
const ENGLISH = /\b(the|of|and|with|is|are|to|from|files?|values?|computed|about|reset|save|open|copy|choose|done)\b/i;

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
  notRead: [[8]],
  problems: [[8]],
  sidePanelsWith: [[2]],
  madeWithOthers: [
    [1, 9],
    [8, 9],
  ],
  removedAll: [[1], [4980]],
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
  announceMeasurements: [['measurements.json']],
};

/** Names of formats that are read nowhere: what is said of errors has them from outside. */
const FORMATS = ['TIFF', 'BMP', 'WebP'];

/** What is put into the texts of errors. */
const ERROR_VALUES: readonly XrayErrorValues[] = [
  {},
  { subject: 'RLE', actual: 1, limit: 2 ** 20, width: 3, height: 4 },
  { subject: 'RLE', part: 'charls.wasm', actual: 23.4 * 2 ** 20, limit: 1e8 },
  { subject: 'RLE', part: 'charls.wasm', policy: 'connect-src', actual: 5 },
  { subject: 'RLE', policy: 'wasm-unsafe-eval' },
];

describe.each(LANGUAGES)('the texts in $name', ({ table, same, five, decimals }) => {
  it('are there for every English one, and other than that', () => {
    const english = textsIn(MESSAGES);
    const texts = textsIn(table);
    const known = [...english].filter(([path]) => !/^stages\.\w+\.(input|params)$/.test(path));
    expect(known.length).toBeGreaterThan(100);
    for (const [path, text] of known) {
      expect(texts.get(path), path).toBeTruthy();
      if (!SAME.includes(text) && !same.includes(text)) expect(texts.get(path), path).not.toBe(text);
    }
    // Nothing that is said nowhere.
    expect([...texts.keys()].filter((path) => !english.has(path))).toEqual([]);
  });

  it('have no English words in them', () => {
    const said = [...textsIn(table)].filter(([path]) => !/^language$|\.\d+\.0$/.test(path));
    for (const [path, text] of said) expect(text, path).not.toMatch(ENGLISH);
  });

  it('name every stage, parameter and preset, and no other', () => {
    for (const id of STAGE_IDS) {
      expect([table.stages[id].title, table.stages[id].purpose, table.stageNames[id]]).toEqual([SAID, SAID, SAID]);
    }
    for (const path of PARAMETER_PATHS) {
      const [group, name] = path;
      const texts: Readonly<Record<string, ParameterWords>> = table.parameterTexts[group];
      const spec = parameterSpec(path);
      const values = spec.kind === 'choice' && isOfWords(spec) ? spec.values : [];
      const names = Object.fromEntries(values.map((value) => [value, SAID]));
      expect(texts[name], path.join('.')).toEqual({ label: SAID, tip: SAID, ...(values.length > 0 && { names }) });
    }
    const keys = (of: object): string[] => Object.keys(of).sort();
    expect(keys(table.stages)).toEqual([...STAGE_IDS].sort());
    expect(keys(table.stageNames)).toEqual([...STAGE_IDS].sort());
    expect(keys(table.presets)).toEqual([...PRESET_IDS].sort());
    expect(Object.values(table.parameterTexts).flatMap(Object.keys)).toHaveLength(PARAMETER_PATHS.length);
  });

  it('tell stages, and choices of one parameter, apart', () => {
    const different = (names: Readonly<Record<string, string>>): void =>
      expect(new Set(Object.values(names)).size).toBe(Object.values(names).length);
    different(table.stageNames);
    different(table.presets);
    different(table.colorTypes);
    different(Object.fromEntries(STAGE_IDS.map((id) => [id, table.stages[id].title])));
    for (const group of Object.values(table.parameterTexts) as Readonly<Record<string, ParameterWords>>[]) {
      for (const { names } of Object.values(group)) if (names) different(names);
    }
  });

  it('count as many images as there are', () => {
    expect(STAGE_IDS).toHaveLength(5);
    expect(table.announceReady('a.png')).toContain(five);
  });

  it('are other ones where values are put in too', () => {
    const english = functionsIn(MESSAGES);
    const texts = functionsIn(table);
    expect(english.size).toBeGreaterThan(30);
    for (const [path, say] of english) {
      const values = VALUES[path];
      expect(values, `values for ${path}`).toBeTruthy();
      const translated = texts.get(path);
      if (!translated) throw new Error(`There is no ${path}.`);
      for (const each of values) {
        const said = translated(...each);
        expect(said, path).toMatch(/\S/);
        expect(said, path).not.toMatch(/undefined|null|NaN|\[object/);
        expect(said, path).not.toMatch(ENGLISH);
        // A space that does not break is none that is another one.
        const plain = said.replace(/\u00a0/g, ' ');
        if (!same.includes(path)) expect(plain, path).not.toBe(say(...each));
      }
    }
  });

  it('have one for every error, with what it is about', () => {
    for (const [reason, say] of Object.entries(table.errors)) {
      for (const values of ERROR_VALUES) {
        const said = say(values, FORMATS);
        for (const text of said) {
          if (text === undefined) throw new Error(`${reason} has an empty hint.`);
          expect(text, reason).toMatch(/\S/);
          expect(text, reason).not.toMatch(/undefined|null|NaN|\[object/);
          // Names of settings.
          expect(text.replace(/allow-downloads|\(scans?\)/g, ''), reason).not.toMatch(ENGLISH);
        }
      }
    }
    for (const name of FORMATS) {
      expect(table.errors['unsupported-type']({}, FORMATS)[0]).toContain(name);
      expect(table.errors['other-format']({ subject: 'GIF' }, FORMATS)[0]).toContain(name);
    }
    expect(table.errors['file-too-large'](ERROR_VALUES[2], FORMATS)[0]).toContain(decimals);
    const wants = ERROR_VALUES.slice(1).map((values) => table.errors['codec-unavailable'](values, FORMATS)[0]);
    expect(new Set(wants).size).toBe(4);
  });

  it('are in the language that they say', () => {
    expect(new Intl.Locale(table.language).language).toBe(table.language);
    expect(LANGUAGES.filter(({ table: { language } }) => language === table.language)).toHaveLength(1);
  });
});

it('every language of the package is here', () => {
  expect(LANGUAGES.map(({ table }) => table.language).sort()).toEqual([...ENTRIES].sort());
});

describe('the German texts', () => {
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
