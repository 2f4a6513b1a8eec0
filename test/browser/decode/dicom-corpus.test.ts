import { expect } from '@open-wc/testing';
import { XrayError } from '../../../src/base/xray-error.ts';
import { releaseDecoder } from '../../../src/decode/decode-client.ts';
import { decodeFile, decodeImage } from '../../../src/decode/decode-image.ts';
import type { RasterImage } from '../../../src/image/raster-image.ts';

interface Case {
  readonly file: string;
  readonly expect: 'image' | 'error';
  readonly code?: string;
  readonly references: readonly { readonly frame: number; readonly stored: string; readonly display: string }[];
}

async function corpusFile(path: string): Promise<File> {
  const response = await fetch(`/corpus/dicom/${path}`);
  expect(response.ok, path).to.equal(true);
  return new File([await response.blob()], path);
}

const samplesOf = async (path: string): Promise<RasterImage> =>
  (await decodeFile(await corpusFile(path), { depth: 'stored' })).image;

/** Stored values of the references are two's complement. */
function differing(image: RasterImage, wanted: RasterImage, bias = 0): boolean {
  const isSize = image.width === wanted.width && image.height === wanted.height && image.channels === wanted.channels;
  return !isSize || wanted.data.some((sample, i) => ((image.data[i] - bias) & 0xffff) !== sample);
}

/** Windows, presets and headers are held in Node, test/unit/decode/dicom/corpus.test.ts: they are computed by the same code. */
describe('the DICOM files of the corpus (skipped where it is absent)', () => {
  after(() => releaseDecoder());

  it('are stored and shown as their references, or refused with the right code, by the worker', async function () {
    const list = await fetch('/corpus/dicom/cases.json');
    if (!list.ok) this.skip();
    const { cases } = (await list.json()) as { readonly cases: readonly Case[] };
    const problems: string[] = [];
    const counts = { right: 0, refused: 0, wrong: 0 };
    const found = (name: string, ...wrong: readonly string[]): void => {
      counts[wrong.length > 0 ? 'wrong' : 'right']++;
      problems.push(...wrong.map((what) => `${name}: ${what}`));
    };
    for (const known of cases) {
      const file = await corpusFile(known.file);
      if (known.expect === 'error') {
        const error = await decodeImage(file).catch((reason: unknown) => reason);
        const isRight = error instanceof XrayError && error.code === known.code;
        counts[isRight ? 'refused' : 'wrong']++;
        if (!isRight) problems.push(`${known.file}: not refused as ${known.code}: ${String(error)}`);
        continue;
      }
      for (const { frame, stored, display } of known.references) {
        const picture = await decodeImage(file, { frame });
        const { image, values } = await decodeFile(file, { frame, depth: 'stored' });
        found(
          `${known.file} ${frame}`,
          ...(differing(picture, await samplesOf(display)) ? ['another picture'] : []),
          ...(differing(image, await samplesOf(stored), values?.bias) ? ['other samples'] : []),
        );
      }
    }
    console.log(`The DICOM corpus in this browser: ${JSON.stringify(counts)}`);
    expect(problems).to.deep.equal([]);
  });
});
