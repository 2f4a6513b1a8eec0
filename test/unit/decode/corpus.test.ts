import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../../src/decode/decode-image.ts';
import { CorpusTally, parseTruth } from '../../support/corpus-truth.ts';
import { ANY_FORMAT } from '../../support/format-names.ts';

/** A collection of real and hostile files that is not part of this repository. */
const CORPUS = join(import.meta.dirname, '../../../../shared/corpus');
const present = existsSync(join(CORPUS, 'MANIFEST.tsv'));

const truths = parseTruth(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../support/corpus-truth.json'), 'utf8')) as Record<
    string,
    string
  >,
);

const open = (path: string): File => new File([readFileSync(join(CORPUS, path))], basename(path));

/** What browsers make of its JPEGs: test/browser/decode/corpus-decode.test.ts. */
describe.skipIf(!present)('the corpus (skipped where it is absent)', () => {
  // Other folders have references of their own, or none.
  it('has a truth for every file of its folders', () => {
    const folders = new Set(truths.map(({ path }) => path.split('/')[0]));
    const files = [...folders].flatMap((folder) =>
      readdirSync(join(CORPUS, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(CORPUS.length + 1)),
    );
    expect(files.sort()).toEqual(truths.map(({ path }) => path).sort());
  });

  it('decodes to what OpenCV gives, or is refused with the right code', { timeout: 120_000 }, async () => {
    const tally = new CorpusTally();
    for (const truth of truths) await tally.judge(truth, decodeImage(open(truth.path)));
    console.log(`The corpus in Node\n${tally.toString()}`);
    expect(tally.problems).toEqual([]);
  });

  it('refuses with a message that begins with the file’s name', async () => {
    const damaged = 'the image could not be read\\. The file may be damaged\\.';
    const foreign = `(invalid file type\\. Please choose a ${ANY_FORMAT} image|this is an? .+\\. Please choose a ${ANY_FORMAT} file)\\.`;
    for (const { path, format, expected } of truths) {
      const reason = expected.endsWith('decode-failed')
        ? damaged
        : expected.endsWith('unsupported-type')
          ? foreign
          : '';
      if (format === 'jpeg' || !reason) continue;
      const error: unknown = await decodeImage(open(path)).catch((failure: unknown) => failure);
      const { message } = error as Error;
      expect(message.startsWith(`${basename(path)}: `), message).toBe(true);
      expect(message.slice(basename(path).length + 2), path).toMatch(new RegExp(`^${reason}$`));
    }
  });
});
