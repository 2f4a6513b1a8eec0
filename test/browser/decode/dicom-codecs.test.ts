import { expect } from '@open-wc/testing';
import { decodeFile, decodeImage } from '../../../src/decode/decode-image.ts';
import { codedDicom, codestreamFixture, codestreamFixtures } from '../../support/codestream-fixtures.ts';

interface Case {
  readonly file: string;
  readonly expect: 'image' | 'error';
  readonly transferSyntax?: string;
  readonly references?: readonly { readonly frame: number; readonly stored: string; readonly display: string }[];
}

const isCoded = ({ transferSyntax = '' }: Case): boolean => /\.2\.4\.(8|9|20)\d+$/.test(transferSyntax);

const differing = (data: ArrayLike<number>, other: ArrayLike<number>, bias = 0): number =>
  data.length === other.length
    ? Array.from(data).filter((sample, i) => ((sample - bias) & 0xffff) !== other[i]).length
    : Infinity;

async function corpusFile(name: string): Promise<File> {
  const response = await fetch(`/corpus/dicom/${name}`);
  expect(response.ok, name).to.equal(true);
  return new File([await response.blob()], name);
}

describe('codecs in their worker', () => {
  for (const fixture of codestreamFixtures()) {
    it(fixture.name, async () => {
      const { picture, near } = fixture;
      const { image, values } = await decodeFile(new File([codedDicom(fixture)], 'a.dcm'), { depth: 'stored' });
      const stored = Array.from(image.data, (sample) => sample - (values?.bias ?? 0));
      expect(stored).to.have.lengthOf(picture.values.length);
      expect(Math.max(...stored.map((value, i) => Math.abs(value - picture.values[i])))).to.be.at.most(near);
    });
  }

  it('end where a call is aborted, and the next one decodes', async () => {
    const fixture = codestreamFixture('JPEG 2000, 16 bits');
    const file = new File([codedDicom(fixture)], 'a.dcm');
    const controller = new AbortController();
    const aborted = decodeFile(file, { depth: 'stored', signal: controller.signal });
    controller.abort();
    const reason: unknown = await aborted.then(
      () => 'an image',
      ({ name }: Error) => name,
    );
    expect(reason).to.equal('AbortError');
    const { image } = await decodeFile(file, { depth: 'stored' });
    expect([...image.data]).to.deep.equal([...fixture.picture.values]);
  });

  it('give what the references of the corpus hold (skipped where it is absent)', async function () {
    const index = await fetch('/corpus/dicom/cases.json');
    if (!index.ok) this.skip();
    const { cases } = (await index.json()) as { cases: Case[] };
    const coded = cases.filter((one) => one.expect === 'image' && isCoded(one));
    expect(coded).to.have.lengthOf(32);
    const problems: string[] = [];
    const told = (what: string, count: number): void => {
      if (count > 0) problems.push(`${what}: ${count} differ`);
    };
    for (const { file: name, references = [] } of coded) {
      const file = await corpusFile(name);
      for (const { frame, stored, display } of references) {
        const { image, values } = await decodeFile(file, { depth: 'stored', frame });
        const expected = await decodeFile(await corpusFile(stored), { depth: 'stored' });
        told(`${name}, stored`, differing(image.data, expected.image.data, values?.bias));
        const picture = await decodeImage(file, { frame });
        told(`${name}, picture`, differing(picture.data, (await decodeImage(await corpusFile(display))).data));
      }
    }
    expect(problems).to.deep.equal([]);
  });
});
