import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { circles, houseProblems, roomsInMarkdown, type HouseRules, type Sources } from '../support/house.ts';

const root = join(import.meta.dirname, '../..');

/** Who may import from whom; docs/architecture.md says what for. */
const RULES: HouseRules = {
  rooms: {
    base: [],
    'base/checksums': ['base'],
    'base/checksums/assembly': [],
    image: ['base'],
    measure: ['base', 'image'],
    worker: ['base'],
    operators: ['base', 'image'],
    pipeline: ['base', 'image', 'operators'],
    shaders: ['base'],
    'gpu/resources': ['base', 'shaders', 'worker'],
    'gpu/passes': ['base', 'operators', 'shaders', 'gpu/resources'],
    'gpu/operators': ['base', 'operators', 'shaders', 'worker', 'gpu/passes'],
    gpu: [
      'base',
      'image',
      'operators',
      'pipeline',
      'shaders',
      'worker',
      'gpu/operators',
      'gpu/passes',
      'gpu/resources',
    ],
    'cpu/memory': ['base', 'operators', 'pipeline', 'worker'],
    'cpu/kernels': ['base', 'image', 'operators', 'cpu/memory'],
    'cpu/simd': ['base', 'image', 'operators', 'cpu/kernels', 'cpu/memory'],
    'cpu/simd/assembly': ['cpu/simd/assembly/parts'],
    'cpu/simd/assembly/parts': [],
    'cpu/worker': [
      'base',
      'image',
      'operators',
      'pipeline',
      'worker',
      'cpu/kernels',
      'cpu/memory',
      'cpu/simd',
      'decode',
    ],
    cpu: ['base', 'image', 'operators', 'pipeline', 'worker', 'cpu/memory', 'cpu/worker'],
    'decode/source': ['base', 'image', 'worker'],
    'decode/png/inflation': ['base/checksums', 'decode/source'],
    'decode/png': ['base', 'base/checksums', 'image', 'worker', 'decode/png/inflation', 'decode/source'],
    'decode/png/assembly': ['base/checksums/assembly', 'decode/png/assembly/parts'],
    'decode/png/assembly/parts': [],
    'decode/jpeg/stream': ['decode/source'],
    'decode/jpeg/entropy': ['decode/jpeg/stream', 'decode/source'],
    'decode/jpeg/samples': ['decode/jpeg/entropy', 'decode/jpeg/stream', 'decode/source'],
    'decode/jpeg/simd': ['base', 'decode/jpeg/entropy', 'decode/jpeg/samples', 'decode/jpeg/stream', 'decode/source'],
    'decode/jpeg/assembly': ['decode/jpeg/assembly/parts'],
    'decode/jpeg/assembly/parts': [],
    'decode/jpeg': [
      'base',
      'base/checksums',
      'image',
      'worker',
      'decode/jpeg/entropy',
      'decode/jpeg/samples',
      'decode/jpeg/simd',
      'decode/jpeg/stream',
      'decode/source',
    ],
    'decode/jpeg/lossless': ['worker', 'decode/jpeg/entropy', 'decode/jpeg/stream', 'decode/source'],
    'decode/dicom/data-set': ['decode/png/inflation', 'decode/source'],
    'decode/dicom/values': ['image', 'decode/dicom/data-set', 'decode/dicom/layout'],
    'decode/dicom/frames': [
      'worker',
      'decode/jpeg',
      'decode/jpeg/lossless',
      'decode/jpeg/stream',
      'decode/source',
      'decode/dicom/codecs',
      'decode/dicom/data-set',
      'decode/dicom/layout',
    ],
    'decode/dicom/codecs': ['base', 'decode/source', 'decode/dicom/layout'],
    'decode/dicom/layout': ['base', 'decode/source', 'decode/dicom/data-set'],
    'decode/dicom': [
      'image',
      'worker',
      'decode/source',
      'decode/dicom/codecs',
      'decode/dicom/data-set',
      'decode/dicom/frames',
      'decode/dicom/layout',
      'decode/dicom/values',
    ],
    decode: [
      'base',
      'base/checksums',
      'image',
      'worker',
      'decode/dicom',
      'decode/dicom/codecs',
      'decode/dicom/data-set',
      'decode/dicom/information',
      'decode/jpeg',
      'decode/png',
      'decode/source',
    ],
    'decode/dicom/information': ['decode/source', 'decode/dicom/data-set', 'decode/dicom/layout'],
    'export/png': ['base', 'base/checksums', 'image', 'worker'],
    'export/png/assembly': [],
    'export/encode': ['base', 'base/checksums', 'image', 'worker', 'export/png'],
    'export/manifest': ['base', 'image', 'operators', 'pipeline', 'worker', 'version.ts'],
    export: ['base'],
    'export/zip': ['base', 'base/checksums', 'export', 'export/encode', 'export/manifest'],
    'export/folder': ['base', 'export', 'export/encode', 'export/manifest', 'export/zip'],
    engines: ['base', 'image', 'pipeline'],
    oneshot: ['base', 'image', 'pipeline', 'decode', 'engines'],
    session: ['base', 'pipeline', 'engines', 'export'],
    'session/parameters': ['pipeline'],
    'session/files': ['base', 'image', 'pipeline', 'decode', 'engines', 'export/encode', 'session'],
    'session/frames': ['base', 'session', 'session/files', 'session/processing'],
    'session/measurements': ['decode', 'export/zip', 'image', 'measure', 'session', 'session/files'],
    'session/processing': [
      'base',
      'image',
      'pipeline',
      'decode',
      'decode/source',
      'engines',
      'session',
      'session/files',
    ],
    'session/intake': [
      'base',
      'measure',
      'pipeline',
      'decode/source',
      'export/manifest',
      'session',
      'session/files',
      'session/processing',
    ],
    'session/results': [
      'base',
      'image',
      'pipeline',
      'decode',
      'engines',
      'export',
      'export/encode',
      'export/zip',
      'session',
      'session/files',
      'session/processing',
    ],
    'session/comparing': [
      'base',
      'image',
      'pipeline',
      'decode',
      'session',
      'session/files',
      'session/processing',
      'session/results',
    ],
    'session/saving': [
      'base',
      'image',
      'measure',
      'pipeline',
      'export',
      'export/encode',
      'export/folder',
      'export/manifest',
      'export/zip',
      'session',
      'session/files',
      'session/measurements',
      'session/results',
    ],
    'session/session-hooks.ts': ['base', 'engines', 'session/files', 'session/processing', 'session/saving'],
    'session/session.ts': [
      'base',
      'pipeline',
      'engines',
      'session',
      'session/session-hooks.ts',
      'session/files',
      'session/frames',
      'session/measurements',
      'session/intake',
      'session/processing',
      'session/results',
      'session/saving',
    ],
    'components/words': ['base', 'image', 'operators', 'pipeline', 'decode', 'decode/source', 'session/parameters'],
    'components/part': ['base', 'image', 'measure', 'pipeline', 'components/words'],
    'components/form': ['base', 'components/part'],
    'components/saving': [
      'base',
      'image',
      'pipeline',
      'session',
      'session/files',
      'session/saving',
      'components/part',
      'components/words',
    ],
    'components/keys': ['base', 'components/part', 'components/words'],
    'components/intake': ['base', 'session/intake', 'components/part', 'components/words'],
    'components/files': [
      'base',
      'pipeline',
      'session',
      'session/session.ts',
      'session/files',
      'session/intake',
      'session/processing',
      'session/results',
      'components/part',
      'components/words',
    ],
    'components/parameters': [
      'image',
      'operators',
      'pipeline',
      'session/parameters',
      'components/part',
      'components/sheet',
      'components/stages',
      'components/words',
    ],
    'components/stages': [
      'engines',
      'image',
      'pipeline',
      'session/files',
      'session/processing',
      'components/part',
      'components/saving',
      'components/words',
    ],
    'components/probe': [
      'image',
      'operators',
      'pipeline',
      'session/files',
      'session/processing',
      'components/part',
      'components/words',
    ],
    'components/frames': ['components/part', 'components/words'],
    'components/menu': ['components/part'],
    'components/sheet': ['pipeline', 'components/part', 'components/words'],
    'components/viewer-bar': ['pipeline', 'components/part', 'components/words'],
    'components/information': [
      'base',
      'decode/source',
      'session/files',
      'components/keys',
      'components/part',
      'components/words',
    ],
    'components/window-drag': ['image', 'pipeline', 'components/parameters', 'components/part', 'components/words'],
    'components/pane': ['image', 'pipeline', 'session/processing', 'components/part'],
    'components/compare': [
      'image',
      'pipeline',
      'session/comparing',
      'session/processing',
      'components/pane',
      'components/part',
      'components/words',
    ],
    'components/magnifier': ['components/compare', 'components/pane', 'components/part'],
    'components/measuring': [
      'image',
      'measure',
      'pipeline',
      'session/files',
      'session/processing',
      'components/pane',
      'components/part',
      'components/words',
    ],
    'components/viewer': [
      'image',
      'pipeline',
      'session/files',
      'session/processing',
      'components/menu',
      'components/pane',
      'components/part',
      'components/probe',
      'components/viewer-bar',
      'components/window-drag',
      'components/words',
      'components/magnifier',
      'components/measuring',
      'components/compare',
    ],
    'components/image': [
      'base',
      'image',
      'operators',
      'pipeline',
      'session/comparing',
      'session/measurements',
      'session/session.ts',
      'session/files',
      'session/parameters',
      'session/processing',
      'components/measuring',
      'components/compare',
      'components/files',
      'components/frames',
      'components/information',
      'components/intake',
      'components/keys',
      'components/parameters',
      'components/part',
      'components/saving',
      'components/sheet',
      'components/stages',
      'components/viewer',
      'components/words',
    ],
    'components/lab': [
      'base',
      'measure',
      'pipeline',
      'decode/source',
      'engines',
      'export',
      'session',
      'session/session.ts',
      'session/files',
      'session/intake',
      'session/parameters',
      'session/processing',
      'session/results',
      'session/saving',
      'components/files',
      'components/form',
      'components/image',
      'components/intake',
      'components/keys',
      'components/parameters',
      'components/part',
      'components/saving',
      'components/stages',
      'components/viewer',
      'components/words',
    ],
    components: ['components/lab'],
    messages: ['components/words'],
    page: ['pipeline', 'engines', 'components', 'components/lab', 'components/words', 'page/texts'],
    'page/texts': ['base', 'decode/source'],
    'cli/film': [
      'base',
      'image',
      'pipeline',
      'worker',
      'cpu',
      'decode',
      'decode/source',
      'export',
      'export/manifest',
      'export/png',
      'session/files',
    ],
    'cli/folders': ['base', 'decode/source', 'export', 'cli/film'],
    cli: [
      'base',
      'base/checksums',
      'operators',
      'pipeline',
      'worker',
      'decode/source',
      'export',
      'export/manifest',
      'export/zip',
      'cli/film',
      'cli/folders',
      'version.ts',
    ],
    'version.ts': [],
    'core.ts': [
      'base',
      'image',
      'measure',
      'operators',
      'pipeline',
      'decode',
      'engines',
      'oneshot',
      'export',
      'export/encode',
      'export/folder',
      'export/manifest',
      'export/zip',
    ],
    'element.ts': ['components/keys', 'components/lab', 'components/words', 'session/intake', 'session/results'],
    'index.ts': [
      'components',
      'components/keys',
      'components/lab',
      'components/words',
      'core.ts',
      'session/intake',
      'session/results',
    ],
  },
  later: {
    engines: ['gpu', 'cpu'],
    page: [
      'cpu',
      'gpu',
      'decode',
      'decode/jpeg',
      'export/encode',
      'export/folder',
      'export/manifest',
      'export/zip',
      'session/frames',
      'session/processing',
      'components/files',
      'components/image',
      'components/viewer',
      'messages',
    ],
  },
  packages: {
    'twgl.js': 'gpu',
    jszip: 'export',
    lit: 'components',
    ...Object.fromEntries(
      ['crypto', 'fs', 'os', 'path', 'util', 'worker_threads'].map((name) => [`node:${name}`, 'cli']),
    ),
  },
};

function sourcesIn(folder: string): Sources {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.generated.ts'));
  return new Map(paths.map((path) => [path, readFileSync(join(root, folder, path), 'utf8')]));
}

describe('the house', () => {
  const sources = sourcesIn('src');

  it('keeps to its table, and has no circles', () => {
    expect(houseProblems(sources, RULES)).toEqual([]);
  });

  it('is told so in docs/architecture.md', () => {
    const documented = roomsInMarkdown(readFileSync(join(root, 'docs/architecture.md'), 'utf8'));
    expect(documented).toEqual(RULES.rooms);
  });

  it('has no large rooms and no long files', () => {
    const lines = (text: string): number => text.split('\n').length - 1;
    // Tables of words and styles are as long as they are.
    const table = /(\.styles|messages|messages\/\w+)\.ts$/;
    const long = [...sources].filter(([path, text]) => !table.test(path) && lines(text) > 320);
    expect(long.map(([path, text]) => `${path}: ${lines(text)}`)).toEqual([]);
    const rooms = new Map<string, number>();
    for (const [path, text] of sources) {
      const room = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      // One table a language, and nothing in one that another needs.
      if (room === 'messages') continue;
      rooms.set(room, (rooms.get(room) ?? 0) + lines(text));
    }
    expect([...rooms].filter(([, count]) => count > 1600)).toEqual([]);
  });
});

describe('the rules of the house', () => {
  const rules: HouseRules = {
    rooms: { low: [], high: ['low'], 'high/attic.ts': ['high', 'low'], shop: ['low'] },
    later: { high: ['shop'] },
    packages: { lit: 'high' },
  };
  const problemsOf = (sources: Record<string, string>): string[] =>
    houseProblems(new Map(Object.entries(sources)), rules);

  it('let through what the table allows', () => {
    expect(
      problemsOf({
        'low/a.ts': `export const a = 1;`,
        'high/b.ts': `import { html } from 'lit';\nimport { a } from '../low/a.ts';\nexport const load = () => import('../shop/c.ts');`,
        'shop/c.ts': `import type { a } from '../low/a.ts';`,
        'high/attic.ts': `import { b } from './b.ts';`,
      }),
    ).toEqual([]);
  });

  it.each([
    ['an import', `import { b } from '../high/b.ts';`],
    ['an import of a type', `import type { B } from '../high/b.ts';`],
    ['an export', `export { b } from '../high/b.ts';`],
    ['an import for its effects', `import '../high/b.ts';`],
    ['a dynamic import', `export const load = () => import('../high/b.ts');`],
    ['the type of a module', `export type B = import('../high/b.ts').B;`],
    ['an address', `export const worker = new URL('../high/b.ts', import.meta.url);`],
  ])('refuse %s upwards', (_, text) => {
    expect(problemsOf({ 'low/a.ts': text, 'high/b.ts': '' })).toEqual([
      'low/a.ts imports high/b.ts: low may not import from high.',
    ]);
  });

  it('refuse a room that is not in the table', () => {
    expect(problemsOf({ 'cellar/a.ts': '' })).toEqual(['cellar/a.ts: there is no room "cellar" in the table.']);
  });

  it('refuse a circle, of types too', () => {
    const found = problemsOf({
      'low/a.ts': `import type { B } from './b.ts';`,
      'low/b.ts': `import type { C } from './c.ts';`,
      'low/c.ts': `export const load = () => import('./a.ts');`,
    });
    expect(found).toEqual(['A circle: low/c.ts → low/b.ts → low/a.ts.']);
  });

  it('refuse to load at once what is to be loaded later', () => {
    expect(problemsOf({ 'high/b.ts': `import { c } from '../shop/c.ts';`, 'shop/c.ts': '' })).toEqual([
      'high/b.ts imports shop/c.ts: high may load it only when it is wanted.',
    ]);
  });

  it('refuse packages outside their room', () => {
    expect(problemsOf({ 'low/a.ts': `import { html } from 'lit/html.js';`, 'high/b.ts': `import 'other';` })).toEqual([
      'low/a.ts imports lit: it belongs to high.',
      'high/b.ts imports other: no room may know it.',
    ]);
  });

  it('find each circle once', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['a', 'c']],
      ['c', ['d']],
      ['d', ['c']],
      ['e', ['a']],
    ]);
    expect(circles(graph).map((group) => group.sort())).toEqual([
      ['c', 'd'],
      ['a', 'b'],
    ]);
  });

  it('read a table in Markdown', () => {
    const text =
      '| room | what it holds | may import from |\n|---|---|---|\n| `low/` | `words` | – |\n| `high/` | more | `low`, `lit/` |\n';
    expect(roomsInMarkdown(text)).toEqual({ low: [], high: ['low', 'lit'] });
  });
});
