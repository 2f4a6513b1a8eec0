// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { importSource } from './source-module.mjs';

/**
 * Part of `npm run docs`: what texts written by hand say of the formats that are read, from their rows. A test fails when it is not what
 * this makes.
 */

/** "DICOM up to 128 MB, JPG and PNG up to 20 MB, 100 megapixels each". */
const LIMITS = /(?<=[.>]\s+)[^.<>]+(?=,\s+100\s+megapixels\s+each)/;

/**
 * @param {string} root the repository's folder
 * @returns {Promise<Map<string, string>>} what each file should hold
 */
export async function formatTexts(root) {
  const { ALL_TYPES } = await importSource(root, 'src/decode/source/formats.ts');
  const { unsupportedTypeError } = await importSource(root, 'src/decode/source/decode-errors.ts');
  const { formatLimits } = await importSource(root, 'src/decode/source/format-limits.ts');
  const { alternatives } = await importSource(root, 'src/base/alternatives.ts');
  /** @type {(names: readonly string[], megabytes: number) => string} */
  const say = (names, megabytes) => `${alternatives(names, 'and')} up to ${megabytes} MB`;
  const limits = formatLimits(say).join(', ');
  /** @type {[path: string, where: RegExp, text: string][]} */
  const places = [
    ['README.md', LIMITS, limits],
    ['index.html', LIMITS, limits],
    ['docs/errors.md', /(?<=The default of `accept`, and so what is read: `)[^`]+/, ALL_TYPES],
    ['docs/errors.md', /(?<="…: )invalid file type[^"]+/, unsupportedTypeError().message],
  ];
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const [path, where, text] of places) {
    const before = texts.get(path) ?? readFileSync(join(root, path), 'utf8');
    if (!where.test(before)) throw new Error(`${path} has no place for what is said of formats: ${where}`);
    texts.set(
      path,
      before.replace(where, () => text),
    );
  }
  const options = await resolveConfig(join(root, 'index.html'));
  const page = texts.get('index.html') ?? '';
  texts.set('index.html', await format(page, { ...options, parser: 'html' }));
  return texts;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  for (const [path, text] of await formatTexts(root)) {
    writeFileSync(join(root, path), text);
    console.log(`${path} is up to date.`);
  }
}
