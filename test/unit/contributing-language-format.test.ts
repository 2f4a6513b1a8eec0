import { basename, join } from 'node:path';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOfTree, isThere, stepsUnder, type Copy, type ExampleStep } from '../support/worked-example.ts';

/** All tests of the tree in Node: `npm run test:long`. */
const LONG = Boolean(process.env.XRAY_LONG);

let copy: Copy;
beforeAll(() => {
  copy = copyOfTree();
});
afterAll(() => copy.remove());

/** The files that the compiler finds errors in. */
const wrongFor = (...files: string[]): string[] => [
  ...new Set(copy.typeErrors(...files).map((line) => line.split(':')[0])),
];

interface Results {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

/** The tests that fail, by their files' names and their own. */
function failing(...args: string[]): string[] {
  rmSync(join(copy.folder, 'results.json'), { force: true });
  copy.vitest('--reporter', 'json', '--outputFile', 'results.json', ...args);
  const { testResults } = JSON.parse(copy.read('results.json')) as Results;
  expect(testResults.length).toBeGreaterThan(0);
  return testResults.flatMap(({ name, message, assertionResults }) => {
    if (assertionResults.length === 0) return [`${basename(name)}: ${message}`];
    return assertionResults.flatMap(({ title, status }) =>
      status === 'failed' ? [`${basename(name)}: ${title}`] : [],
    );
  });
}

/** Files that were touched though no step names them or their folder. */
function unnamed(steps: readonly ExampleStep[]): string[] {
  const named = steps.flatMap(({ files }) => files);
  const isNamed = (path: string): boolean =>
    named.some((each) => path === each || (each.endsWith('/') && path.startsWith(each)));
  return [...copy.written].filter((path) => !isNamed(path));
}

const WORDS = ['test/unit/messages/known-languages.test.ts', 'test/unit/messages/languages.test.ts'];
const PAGE = 'test/unit/page/page-texts.test.ts';

describe('CONTRIBUTING.md: how to add a language', () => {
  const steps = stepsUnder('How to add a language');

  it('names files that are there, but for the two new ones', () => {
    const files = steps.flatMap((step) => step.files);
    expect(files.filter((path) => !isThere(path))).toEqual(['src/messages/pt.ts', 'src/page/texts/pt.ts']);
  });

  it('is asked for by the compiler and the tests, and by nothing more when it is followed', () => {
    const spanish = (path: string): string =>
      copy.read(path).replace("'es'", "'pt'").replace('SPANISH:', 'PORTUGUESE:');
    const table = spanish('src/messages/es.ts');
    copy.write('src/messages/pt.ts', table.replace(/^ {2}reset: .*\n/m, ''));
    copy.write('src/page/texts/pt.ts', spanish('src/page/texts/es.ts').replace('_SPANISH:', '_PORTUGUESE:'));
    copy.replace('src/page/language-tags.ts', ' } as const', ", pt: 'Português' } as const");
    expect(wrongFor('src/messages/pt.ts', 'src/page/language-choice.ts')).toEqual([
      'src/messages/pt.ts',
      'src/page/language-choice.ts',
    ]);
    copy.write('src/messages/pt.ts', table);
    copy.replace(
      'src/page/language-choice.ts',
      '  ja: async () => {',
      `  pt: async () => {
    const [words, page] = await Promise.all([import('../messages/pt.ts'), import('./texts/pt.ts')]);
    return { messages: words.PORTUGUESE, texts: page.PAGE_IN_PORTUGUESE };
  },
  ja: async () => {`,
    );
    copy.replace('scripts/languages.mjs', "'ja']", "'ja', 'pt']");
    const KNOWN = 'known-languages.test.ts';
    expect(failing('--project', 'unit', ...WORDS).sort()).toEqual([
      `${KNOWN}: docs/embedding.md names them`,
      `${KNOWN}: docs/reliability.md names them`,
      ...['docs/viewer.md', 'package.json', 'scripts/docs-site/assets/playground.js', 'tsconfig.build.json'].map(
        (place) => `${KNOWN}: ${place} has the languages of scripts/languages.mjs, and no other`,
      ),
      'languages.test.ts: every language of the package is here',
    ]);
    const entry = (tag: string): string =>
      `    "./messages/${tag}": {\n      "types": "./dist/messages/${tag}.d.ts",\n      "default": "./dist/messages/${tag}.js"\n    }`;
    copy.replace('package.json', entry('ja'), `${entry('ja')},\n${entry('pt')}`);
    copy.replace('tsconfig.build.json', '"src/messages/ja.ts"', '"src/messages/ja.ts", "src/messages/pt.ts"');
    copy.replace('scripts/docs-site/assets/playground.js', "ja: 'JAPANESE'", "ja: 'JAPANESE', pt: 'PORTUGUESE'");
    copy.replace('docs/viewer.md', '(`…/ja`)', '(`…/ja`), `PORTUGUESE` (`…/pt`)');
    for (const path of ['docs/embedding.md', 'docs/reliability.md'])
      copy.replace(path, ' and Japanese', ', Japanese and Portuguese');
    const [row = ''] = /\n {2}\{\n {4}name: 'Spanish'.*?\n {2}\},/s.exec(copy.read(WORDS[1])) ?? [];
    copy.replace(WORDS[1], row, row + row.replace('Spanish', 'Portuguese').replace('SPANISH', 'PORTUGUESE'));
    copy.insert(WORDS[1], 'import { JAPANESE }', "import { PORTUGUESE } from '../../../src/messages/pt.ts';");
    expect(wrongFor('src/page/language-choice.ts', ...WORDS)).toEqual([]);
    expect(failing('--project', 'unit', ...WORDS, 'test/unit/page/')).toEqual([]);
    expect(unnamed(steps)).toEqual([]);
    copy.written.clear();
  });
});

describe('CONTRIBUTING.md: how to add a format', () => {
  const steps = stepsUnder('How to add a format');
  const codeOf = (path: string): string => steps.find(({ files }) => files[0] === path)?.code ?? '';
  const READER = 'src/decode/pgm/pgm.ts';
  const TEST = 'test/unit/decode/pgm/pgm.test.ts';
  const LINES = ['src/decode/read-image-header.ts', 'src/decode/decode-tasks.ts'];
  const HOUSE = 'test/unit/house.test.ts';
  const FORMATS = 'test/unit/decode/source/formats.test.ts';

  /** What the text leaves to its reader. */
  const IMPORTS: Readonly<Record<string, string>> = {
    [READER]: `import { eightBitSteps, grayRaster, type RasterImage } from '../../image/raster-image.ts';
import type { Pacer } from '../../worker/pacer.ts';
import { damagedError } from '../source/decode-errors.ts';
import type { SampleDepth } from '../source/decode-input.ts';
import type { FileBytes } from '../source/file-bytes.ts';
import type { HeaderReader } from '../source/image-header.ts';`,
    [TEST]: `import { expect, it } from 'vitest';
import { decodeFile, decodeImage } from '../../../../src/decode/decode-image.ts';`,
  };

  it('names files that are there, but for the two new ones', () => {
    expect(steps.flatMap((step) => step.files).filter((path) => !isThere(path))).toEqual([READER, TEST]);
  });

  it('compiles when it is followed, and not before each line that the compiler is said to ask for', () => {
    const rows = 'src/decode/source/formats.ts';
    copy.replace(rows, '} as const satisfies', `${codeOf(rows)}\n} as const satisfies`);
    for (const [path, imports] of Object.entries(IMPORTS)) copy.write(path, `${imports}\n\n${codeOf(path)}\n`);
    expect(wrongFor(...LINES, TEST).sort()).toEqual([...LINES].sort());
    copy.insert(LINES[0], '  png: readPngHeader,', '  pgm: readPgmHeader,');
    copy.insert(LINES[0], 'import { readJpegHeader }', "import { readPgmHeader } from './pgm/pgm.ts';");
    copy.insert(LINES[1], '  png: (file,', codeOf(LINES[1]));
    copy.insert(LINES[1], 'import { decodeJpeg }', "import { decodePgm } from './pgm/pgm.ts';");
    expect(copy.typeErrors(...LINES, TEST)).toEqual([]);
  });

  it('decodes it; the tests that are said to ask for its name do so, and pass when it is followed', () => {
    // To read the house takes seconds.
    const asking = [...(LONG ? [HOUSE] : []), FORMATS];
    const files = failing('--project', 'unit', TEST, ...asking).map((name) => name.split(':')[0]);
    expect([...new Set(files)].sort()).toEqual(asking.map((path) => basename(path)).sort());
    copy.replace(HOUSE, "    'decode/png': [", `    ${codeOf(HOUSE)}\n    'decode/png': [`);
    copy.replace(
      HOUSE,
      "      'decode/png',\n      'decode/source',",
      "      'decode/pgm',\n      'decode/png',\n      'decode/source',",
    );
    const rooms = 'docs/architecture.md';
    copy.insert(rooms, '| `decode/source` |', '| `decode/pgm` | PGM | `image`, `worker`, `decode/source` |');
    copy.replace(rooms, '`decode/png`, `decode/source` |\n', '`decode/pgm`, `decode/png`, `decode/source` |\n');
    // Part of `npm run docs`.
    const made = ['scripts/manifest-schema.mjs', 'scripts/format-texts.mjs'].map((script) => copy.run(script));
    expect(made.filter(({ failed }) => failed)).toEqual([]);
    for (const path of ['README.md', 'index.html']) {
      expect(copy.read(path)).toContain('DICOM up to 128 MB, JPG, PNG and PGM up to 20 MB, 100');
    }
    expect(failing('--project', 'unit', TEST, HOUSE, FORMATS, WORDS[1], PAGE)).toEqual([]);
    expect([...copy.written].sort()).toEqual(steps.flatMap(({ files }) => files).sort());
    expect(copy.written.size).toBe(7);
  });
});

describe('both', () => {
  it.runIf(LONG)('leave no other test to be changed', () => {
    expect(copy.run('node_modules/typescript/bin/tsc', '--noEmit', '-p', '.').said).toBe('');
    // These would copy the copy.
    for (const name of ['contributing', 'contributing-language-format'])
      copy.write(
        `test/unit/${name}.test.ts`,
        "import { it } from 'vitest';\n\nit('is done above', () => undefined);\n",
      );
    expect(failing('--project', 'unit', '--project', 'unit-apart')).toEqual([]);
  });
});
