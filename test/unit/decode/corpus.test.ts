import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../../src/decode/decode-image.ts';
import type { Raster8 } from '../../../src/image/raster-image.ts';

/** A collection of real and hostile files that is not part of this repository. */
const CORPUS = join(import.meta.dirname, '../../../../shared/corpus');
const MANIFEST = join(CORPUS, 'MANIFEST.tsv');
const present = existsSync(MANIFEST);

const notes = new Map(
  (present ? readFileSync(MANIFEST, 'utf8').split('\n') : []).map((line) => {
    const [path, , , note = ''] = line.split('\t');
    return [path, note];
  }),
);

function decode(path: string): Promise<Raster8> {
  return decodeImage(new File([readFileSync(join(CORPUS, path))], basename(path)));
}

function list(folder: string): string[] {
  return present ? readdirSync(join(CORPUS, folder)).map((name) => `${folder}/${name}`) : [];
}

function luminance({ channels, data }: Raster8): Buffer {
  if (channels === 1) return Buffer.from(data);
  const gray = Buffer.alloc(data.length / 3);
  for (let i = 0; i < gray.length; i++) {
    gray[i] = (data[i * 3] * 9798 + data[i * 3 + 1] * 19235 + data[i * 3 + 2] * 3735 + 16384) >> 15;
  }
  return gray;
}

describe.skipIf(!present)('the corpus (skipped where it is absent)', () => {
  it('variants said to equal gray8.png do', async () => {
    const reference = luminance(await decode('variants/png/gray8.png'));
    const equal = [...notes].filter(
      ([path, note]) => path.endsWith('.png') && note.includes('must equal gray8.png EXACTLY'),
    );
    expect(equal.length).toBeGreaterThan(15);
    for (const [path] of equal) {
      expect(luminance(await decode(path)).equals(reference), path).toBe(true);
    }
  });

  it('metadata and alpha change nothing', async () => {
    const reference = luminance(await decode('variants/png/gray8.png'));
    const tagged = list('variants/png').filter((path) =>
      /gAMA|iCCP|cICP|pHYs|trns_key|gradient|transparent/.test(path),
    );
    expect(tagged.length).toBeGreaterThan(10);
    for (const path of tagged) expect(luminance(await decode(path)).equals(reference), path).toBe(true);
  });

  it('gives the high byte of 16 bits', async () => {
    const { data } = await decode('variants/png/ramp16_256x256.png');
    expect(data.every((value, i) => value === i >> 8)).toBe(true);
  });

  it('damaged PNGs are refused, except what libpng reads past', async () => {
    const readable = ['_control_valid.png', 'height_smaller_than_data.png', 'iend_with_data.png'];
    const damaged = [
      ...list('hostile/png/handmade_corrupt'),
      ...list('hostile/png/pngsuite').filter((path) => basename(path).startsWith('x')),
      'variants/png/gray8_no_iend.png',
      'variants/png/cgbi_iphone.png',
    ].filter((path) => !readable.includes(basename(path)));
    expect(damaged.length).toBeGreaterThan(25);
    for (const path of damaged) {
      await expect(decode(path), path).rejects.toMatchObject({
        code: expect.stringMatching(/^(decode-failed|unsupported-type)$/) as unknown,
        message: expect.stringContaining(basename(path)) as unknown,
      });
    }
    for (const name of readable) await expect(decode(`hostile/png/handmade_corrupt/${name}`)).resolves.toBeDefined();
  });

  it('every sound file of PngSuite is read', async () => {
    const sound = list('hostile/png/pngsuite').filter((path) => !basename(path).startsWith('x'));
    expect(sound.length).toBeGreaterThan(150);
    for (const path of sound) await expect(decode(path), path).resolves.toBeDefined();
  });

  it('files that are something else are refused by content', async () => {
    const others = [...list('hostile/misnamed'), ...list('hostile/other_formats')].filter(
      (path) => !/misnamed\/(png_|jpeg_|soi_eoi|empty|jls)/.test(path),
    );
    expect(others.length).toBeGreaterThan(15);
    for (const path of others) {
      await expect(decode(path), path).rejects.toMatchObject({
        code: 'unsupported-type',
        message: `${basename(path)}: invalid file type. Please choose a JPG or PNG image.`,
      });
    }
  });

  it('bombs are refused by their header, or cost nothing', async () => {
    for (const path of list('hostile/bombs').filter((path) => /(16385|20000|30000|32767|65500)/.test(path))) {
      await expect(decode(path), path).rejects.toMatchObject({ code: 'image-too-large' });
    }
    for (const name of ['iCCP_300MB', 'zTXt_300MB', '100k_text_chunks']) {
      await expect(decode(`hostile/bombs/${name}.png`)).resolves.toMatchObject({ width: 16, height: 16 });
    }
  });
});
