import { expect } from '@open-wc/testing';
import { crc32 } from '../../../src/base/checksums/crc32.ts';
import { releaseDecoder } from '../../../src/decode/decode-client.ts';
import { decodeFile } from '../../../src/decode/decode-image.ts';
import {
  fetchFixtures,
  ownOutcome,
  wantedOutcome,
  type ExpectedPixels,
  type JpegFixture,
} from '../../support/jpeg-fixture.ts';

/** Files of which something else comes than should. */
async function wrongOnes(
  files: readonly JpegFixture[],
  decode: (file: JpegFixture) => Promise<string>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const file of files) {
    const found = await decode(file);
    if (found !== wantedOutcome(file)) wrong.push(`${file.name}: ${found}, not ${wantedOutcome(file)}`);
  }
  return wrong;
}

/** Exact to the pixel, by the worker. */
async function workerOutcome({ bytes }: JpegFixture): Promise<string> {
  const { image, source } = await decodeFile(new Blob([bytes]));
  expect(source.fidelity).to.equal('exact');
  return `${image.width}x${image.height}x${image.channels} ${crc32(image.data)}`;
}

describe('JPEGs of every kind', () => {
  let files: JpegFixture[];
  before(async () => {
    files = await fetchFixtures();
    expect(files).to.have.length(384);
  });
  after(() => releaseDecoder());

  it('are decoded to what libjpeg-turbo gives when OpenCV calls it', async () => {
    expect(await wrongOnes(files, ownOutcome)).to.deep.equal([]);
  });

  it('come exact to the pixel by the worker; those of 12 bits are refused by their name', async () => {
    const ordinary = files.filter(({ expected }) => expected?.bits !== 12);
    expect(await wrongOnes(ordinary, workerOutcome)).to.deep.equal([]);
    for (const { bytes } of files.filter((file) => !ordinary.includes(file))) {
      const error = await decodeFile(new File([bytes], 'hand.jpg')).catch((reason: unknown) => reason);
      expect(error).to.include({ code: 'unsupported-type', reason: 'jpeg-kind' });
    }
  });

  // A folder that `scripts/jpeg-fixtures.py make` filled, in XRAY_JPEGS.
  it('are decoded so in the page and in the worker, many more of them (skipped where there are none)', async function () {
    const index = await fetch('/jpegs/index.json');
    if (!index.ok) this.skip();
    const entries = (await index.json()) as { readonly file: string; readonly expected: ExpectedPixels | null }[];
    const wrong: string[] = [];
    for (const { file, expected } of entries) {
      const bytes = new Uint8Array(await (await fetch(`/jpegs/${file}`)).arrayBuffer());
      const fixture = { name: file, expected, bytes };
      wrong.push(...(await wrongOnes([fixture], ownOutcome)), ...(await wrongOnes([fixture], workerOutcome)));
    }
    console.log(`${entries.length} JPEGs, ${wrong.length} wrong`);
    expect(wrong).to.deep.equal([]);
  });
});
