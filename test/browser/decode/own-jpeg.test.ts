import { expect } from '@open-wc/testing';
import { crc32 } from '../../../src/base/checksums/crc32.ts';
import { releaseDecoder } from '../../../src/decode/decode-client.ts';
import { decodeFile } from '../../../src/decode/decode-image.ts';
import { fetchFixtures, ownOutcome, wantedOutcome, type JpegFixture } from '../../support/jpeg-fixture.ts';

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
    const wrong = await wrongOnes(ordinary, async ({ bytes }) => {
      const { image, source } = await decodeFile(new Blob([bytes]));
      expect(source.fidelity).to.equal('exact');
      return `${image.width}x${image.height}x${image.channels} ${crc32(image.data)}`;
    });
    expect(wrong).to.deep.equal([]);
    for (const { bytes } of files.filter((file) => !ordinary.includes(file))) {
      const error = await decodeFile(new File([bytes], 'hand.jpg')).catch((reason: unknown) => reason);
      expect(error).to.include({ code: 'unsupported-type', reason: 'jpeg-kind' });
    }
  });
});
