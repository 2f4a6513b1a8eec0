import { expect } from '@open-wc/testing';
import { releaseDecoder } from '../../../src/decode/decode-client.ts';
import { decodeImage } from '../../../src/decode/decode-image.ts';
import { CorpusTally, parseTruth } from '../../support/corpus-truth.ts';

/** The JPEGs of a collection that is not part of this repository; everything else of it is decoded in Node. */
describe('the JPEGs of the corpus (skipped where it is absent)', () => {
  after(() => releaseDecoder());

  it('decode to what OpenCV gives, or are refused with the right code', async function () {
    const manifest = await fetch('/corpus/MANIFEST.tsv');
    if (!manifest.ok) this.skip();
    const table: unknown = await (await fetch('/test/support/corpus-truth.json')).json();
    const tally = new CorpusTally();
    for (const truth of parseTruth(table as Record<string, string>)) {
      if (truth.format !== 'jpeg') continue;
      const response = await fetch(`/corpus/${truth.path}`);
      expect(response.ok, truth.path).to.equal(true);
      const file = new File([await response.blob()], truth.path);
      await tally.judge(truth, decodeImage(file));
    }
    console.log(`The corpus in this browser: JPEG files\n${tally.toString()}`);
    expect(tally.problems).to.deep.equal([]);
  });
});
