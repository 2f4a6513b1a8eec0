import packed from './codestream-fixtures.json' with { type: 'json' };
import { describing, dicomFile, type DicomElement, type MadePicture } from './dicom-maker.ts';

/** A codestream, and the samples that went in (scripts/codestream-fixtures.mjs). */
export interface CodestreamFixture {
  readonly name: string;
  /** Of the transfer syntax. */
  readonly syntax: string;
  readonly picture: MadePicture;
  /** How far a sample may be from what went in. */
  readonly near: number;
  readonly codestream: Uint8Array<ArrayBuffer>;
}

export function codestreamFixtures(): CodestreamFixture[] {
  return packed.map((fixture) => {
    const { name, syntax, bits, near, width, height } = fixture;
    const values = [...new Int32Array(bytesOf(fixture.samples).buffer)];
    const samples = fixture.components === 3 ? 3 : 1;
    const photometric = samples === 3 ? 'RGB' : 'MONOCHROME2';
    const signed = fixture.signed ?? false;
    const picture = { rows: height, columns: width, values, bits, samples, photometric, signed } as const;
    return { name, syntax, picture, near, codestream: bytesOf(fixture.codestream) };
  });
}

/** The one of that name. */
export function codestreamFixture(name: string): CodestreamFixture {
  const fixture = codestreamFixtures().find((one) => one.name === name);
  if (!fixture) throw new Error(`There is no fixture ${name}.`);
  return fixture;
}

/** A DICOM file of it, with further elements instead of those that describe it, or with another codestream. */
export function codedDicom(
  { syntax, picture, codestream }: CodestreamFixture,
  further: readonly DicomElement[] = [],
  coded: Uint8Array = codestream,
): Uint8Array<ArrayBuffer> {
  return dicomFile({ syntax, elements: describing(picture, further), pixels: { table: [], fragments: [coded] } });
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
