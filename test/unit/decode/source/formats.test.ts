import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatTexts } from '../../../../scripts/format-texts.mjs';
import { USAGE } from '../../../../src/cli/usage.ts';
import { unsupportedTypeError } from '../../../../src/decode/source/decode-errors.ts';
import {
  acceptsFormat,
  ALL_TYPES,
  FORMAT_NAMES,
  formatByName,
  FORMATS,
  sniffFormat,
  type FormatId,
} from '../../../../src/decode/source/formats.ts';

const IDS = Object.keys(FORMATS) as FormatId[];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const ROOT = join(import.meta.dirname, '../../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('sniffFormat', () => {
  it.each([
    ['PNG', PNG, 'png'],
    ['JPEG', [0xff, 0xd8, 0xff, 0xe0], 'jpeg'],
    ['PNG whose line ends were converted', [0x89, 0x50, 0x4e, 0x47, 0x0a, 0x1a, 0x0a, 0], 'damaged'],
    ['PNG that lost bit 7', [0x09, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'damaged'],
    ['PNG cut within its signature', PNG.slice(0, 6), 'damaged'],
    ['GIF', [0x47, 0x49, 0x46, 0x38, 0x39, 0x61], null],
    ['BMP', [0x42, 0x4d, 0, 0, 0, 0], null],
    ['WebP', [0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0], null],
    ['byte-order mark before a PNG', [0xef, 0xbb, 0xbf, ...PNG], null],
    ['two bytes of a JPEG', [0xff, 0xd8], null],
    ['nothing', [], null],
  ])('%s', (_, bytes, format) => {
    expect(sniffFormat(Uint8Array.from(bytes))).toBe(format);
  });

  it.each(IDS)('knows the signature of %s from all others', (id) => {
    const { at, bytes } = FORMATS[id].signature;
    expect(sniffFormat(Uint8Array.from([...new Array<number>(at).fill(0), ...bytes]))).toBe(id);
  });
});

describe('formatByName', () => {
  it.each<[name: string, type: string, format: FormatId | null]>([
    ['a.png', '', 'png'],
    ['A.PNG', 'image/jpeg', 'png'],
    ['a.b.jpg', '', 'jpeg'],
    ['a.jpeg', '', 'jpeg'],
    ['a.JPE', '', 'jpeg'],
    ['a.jfif', '', 'jpeg'],
    ['a.pjpeg', '', 'jpeg'],
    ['a.pjpg', '', 'jpeg'],
    ['a.pjp', '', null],
    ['a', 'image/jpeg', 'jpeg'],
    ['a', 'image/pjpeg', 'jpeg'],
    ['a', 'image/png', 'png'],
    ['a', 'image/jfif', 'jpeg'],
    ['a', '', null],
    ['a.txt', 'image/png', null],
    ['png', '', null],
  ])('%s of type "%s"', (name, type, format) => {
    expect(formatByName(name, type)).toBe(format);
  });
});

describe('acceptsFormat', () => {
  it.each([
    ['', 'png', true],
    [' , ', 'jpeg', true],
    ['image/png', 'png', true],
    ['image/png', 'jpeg', false],
    ['.PNG, .txt', 'png', true],
    ['image/jpg', 'jpeg', true],
    ['.jpg', 'jpeg', true],
    ['.jpeg', 'jpeg', true],
    ['.jfif', 'jpeg', true],
    ['IMAGE/*', 'jpeg', true],
    ['*/*', 'png', true],
    ['application/pdf', 'png', false],
  ] as const)('"%s" covers %s: %s', (accept, format, covered) => {
    expect(acceptsFormat(accept, format)).toBe(covered);
  });

  it.each(IDS)('is true of %s and what is accepted unless told', (id) => {
    expect(acceptsFormat(ALL_TYPES, id)).toBe(true);
    for (const word of [...FORMATS[id].types, ...FORMATS[id].extensions.map((end) => `.${end}`)]) {
      expect(acceptsFormat(word, id), word).toBe(true);
    }
  });
});

describe('what people read of the formats', () => {
  it('README.md, index.html and docs/errors.md tell which there are (`npm run docs` writes it anew)', async () => {
    const texts = await formatTexts(ROOT);
    for (const [path, text] of texts) expect(read(path), path).toBe(text);
    for (const name of FORMAT_NAMES) {
      for (const path of ['README.md', 'index.html']) expect(texts.get(path)).toContain(name);
    }
    expect(texts.get('docs/errors.md')).toContain(`The default of \`accept\`, and so what is read: \`${ALL_TYPES}\`.`);
    expect(texts.get('docs/errors.md')).toContain(`"…: ${unsupportedTypeError().message}"`);
  });

  it('the schema of manifests knows them', () => {
    const schema = JSON.parse(read('docs/schema/manifest.schema.json')) as {
      $defs: { source: { properties: { format: { enum: string[] } } } };
    };
    expect(schema.$defs.source.properties.format.enum.sort()).toEqual([...IDS].sort());
  });

  it('the command line names them all', () => {
    for (const name of FORMAT_NAMES) expect(USAGE).toContain(name);
  });
});
