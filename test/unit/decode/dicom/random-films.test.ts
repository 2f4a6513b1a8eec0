import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../../src/base/checksums/crc32.ts';
import { decodeFile, decodeImage } from '../../../../src/decode/decode-image.ts';
import { windowTable } from '../../../../src/image/window-table.ts';
import { fileOfFilm, madeFilm, type MadeFilm } from '../../../support/random-dicom.ts';
import { chosenRule, standardPicture } from '../../../support/standard-picture.ts';

const FILMS = process.env.XRAY_LONG ? 10_000 : 300;
const SEED = Number(process.env.XRAY_SEED ?? 15);

/** An implementation in Python that is not part of this repository. */
const ROOT = join(import.meta.dirname, '../../../..');
const REFERENCE = join(ROOT, '../shared/tools/dicom_reference.py');
const PYTHON = '/usr/bin/python3';
const hasReference = existsSync(REFERENCE) && spawnSync(PYTHON, ['-c', 'import numpy']).status === 0;

const films = fc.sample(madeFilm, { seed: SEED, numRuns: FILMS });

/** What is shown of a film by what is chosen. Stored values, and the picture by itself, are looked at on the way. */
async function shown(film: MadeFilm): Promise<Uint8Array> {
  const file = fileOfFilm(film);
  const { image, values } = await decodeFile(file, { depth: 'stored' });
  if (!values) throw new Error('No values.');
  const picture = Uint8Array.from(
    image.data,
    (
      (table) => (sample) =>
        table[sample]
    )(windowTable(values, film.choice)),
  );
  expect(Array.from(image.data, (sample) => sample - values.bias)).toEqual(film.stored);
  if (film.choice.source === 'auto' && !film.choice.invert) {
    expect((await decodeImage(file)).data).toEqual(picture);
  }
  return picture;
}

describe(`${FILMS} films at random: windows, tables, rescale, polarity, padding, layouts`, () => {
  const pictures: Uint8Array[] = [];

  it('look as the formulas of the standard say', { timeout: 600_000 }, async () => {
    for (const [i, film] of films.entries()) {
      const picture = await shown(film);
      const wanted = standardPicture(film);
      const at = wanted.findIndex((shade, k) => shade !== picture[k]);
      if (at >= 0) expect({ i, film, at, shade: picture[at] }).toEqual({ i, film, at, shade: wanted[at] });
      pictures.push(picture);
    }
    const rules = new Set(films.map((film) => `${film.choice.source} ${chosenRule(film)[0]}`));
    for (const rule of ['auto window', 'auto lut', 'auto minmax', 'auto full', 'preset lut', 'manual manual']) {
      expect(rules).toContain(rule);
    }
  });

  it.runIf(hasReference)('look as another implementation says (skipped where it is absent)', () => {
    const input = films.map((film) => JSON.stringify({ ...film, rule: chosenRule(film) })).join('\n');
    const script = join(ROOT, 'scripts/dicom-pictures.py');
    const options = { input, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
    const { status, stdout, stderr } = spawnSync(PYTHON, [script, REFERENCE], options);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const wrong = stdout
      .trim()
      .split('\n')
      .flatMap((crc, i) => (Number(crc) === crc32(pictures[i]) ? [] : [i]));
    expect(wrong).toEqual([]);
  });
});
