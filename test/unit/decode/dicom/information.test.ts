import { describe, expect, it } from 'vitest';
import { openSource } from '../../../../src/decode/open-source.ts';
import type { HeaderField, HeaderFields } from '../../../../src/decode/source/header-field.ts';
import { CountingFile } from '../../../support/counting-file.ts';
import {
  cellsOf,
  describing,
  dicomFile,
  nativeBytes,
  SYNTAX,
  type DicomElement,
} from '../../../support/dicom-maker.ts';

const picture = { rows: 2, columns: 2, bits: 12, values: [1, 2, 3, 4] };
const pixels = nativeBytes(cellsOf(picture));

function fileWith(further: readonly DicomElement[], syntax: string = SYNTAX.explicit): Uint8Array<ArrayBuffer> {
  const littleEndian = syntax !== SYNTAX.big;
  return dicomFile({
    syntax,
    elements: describing(picture, further),
    pixels: nativeBytes(cellsOf(picture), littleEndian),
  });
}

async function fieldsOf(file: Blob): Promise<HeaderFields> {
  return (await openSource(file)).fields({});
}

async function valuesOf(bytes: Uint8Array<ArrayBuffer>): Promise<Record<string, string | null>> {
  const { fields } = await fieldsOf(new File([bytes], 'a.dcm'));
  return Object.fromEntries(fields.map(({ tag, value }) => [tag, value]));
}

const line = ({ depth, tag, vr, name, value, bytes }: HeaderField): string =>
  `${'>'.repeat(depth)}${tag} ${vr} ${name}: ${value ?? `${bytes} bytes`}`;

const SEQUENCE: DicomElement = [
  0x00081140,
  'SQ',
  { items: [[[0x00081150, 'UI', '1.2.3']], [[0x00082218, 'SQ', { items: [[[0x00080104, 'LO', 'Chest']]] }]]] },
];

describe('the fields of a header', () => {
  it('are listed as they stand in the file, who the patient is too, up to the image', async () => {
    const { fields, more } = await fieldsOf(new File([fileWith([SEQUENCE])], 'a.dcm'));
    expect(fields.map(line)).toEqual([
      '(0002,0000) UL File Meta Information Group Length: 78',
      '(0002,0001) OB File Meta Information Version: 00 01',
      '(0002,0002) UI Media Storage SOP Class UID: 1.2.840.10008.5.1.4.1.1.1.1',
      '(0002,0010) UI Transfer Syntax UID: 1.2.840.10008.1.2.1',
      '(0008,0005) CS Specific Character Set: ISO_IR 192',
      '(0008,0016) UI SOP Class UID: 1.2.840.10008.5.1.4.1.1.1.1',
      '(0008,0020) DA Study Date: 20000101',
      '(0008,1140) SQ Referenced Image Sequence: ',
      '1  Item: ',
      '>(0008,1150) UI Referenced SOP Class UID: 1.2.3',
      '2  Item: ',
      '>(0008,2218) SQ Anatomic Region Sequence: ',
      '>1  Item: ',
      '>>(0008,0104) LO Code Meaning: Chest',
      "(0010,0010) PN Patient's Name: SECRET^NAME",
      '(0010,0020) LO Patient ID: SECRET-ID',
      '(0028,0002) US Samples per Pixel: 1',
      '(0028,0004) CS Photometric Interpretation: MONOCHROME2',
      '(0028,0010) US Rows: 2',
      '(0028,0011) US Columns: 2',
      '(0028,0100) US Bits Allocated: 16',
      '(0028,0101) US Bits Stored: 12',
      '(0028,0102) US High Bit: 11',
      '(0028,0103) US Pixel Representation: 0',
      '(7FE0,0010) OW Pixel Data: 8 bytes',
    ]);
    expect(more).toBe(false);
  });

  it.each(['implicit', 'big', 'deflated'] as const)('are the same however they are written: %s', async (syntax) => {
    const undefinedLength: DicomElement = [
      0x00081140,
      'SQ',
      { items: [[[0x00081150, 'UI', '1.2.3']]], undefinedLength: true },
    ];
    const listed = async (bytes: Uint8Array<ArrayBuffer>): Promise<string[]> => {
      const { fields } = await fieldsOf(new File([bytes], 'a.dcm'));
      return fields.map(line).filter((text) => !text.includes('(0002,') && !text.includes('(7FE0,'));
    };
    expect(await listed(fileWith([undefinedLength], SYNTAX[syntax]))).toEqual(
      await listed(fileWith([undefinedLength])),
    );
  });

  it('are read in the file’s character sets', async () => {
    const name = async (sets: string, bytes: readonly number[]): Promise<string | null> => {
      const further: DicomElement[] = [
        [0x00080005, 'CS', sets],
        [0x00100010, 'PN', Uint8Array.from(bytes)],
      ];
      return (await valuesOf(fileWith(further)))['(0010,0010)'];
    };
    expect(await name('ISO_IR 100', [0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72])).toBe('Müller');
    expect(await name('', [0x4d, 0xfc])).toBe('Mü');
    expect(await name('ISO_IR 192', [0xc5, 0x81])).toBe('Ł');
    expect(await name('ISO_IR 144', [0xbb, 0xee, 0xda, 0x20])).toBe('Люк');
    expect(await name('ISO_IR 13', [0xd4, 0xcf, 0xc0, 0xde])).toBe('ﾔﾏﾀﾞ');
    const yamada = [0x1b, 0x24, 0x42, 0x3b, 0x33, 0x45, 0x44, 0x1b, 0x28, 0x42];
    expect(await name('\\ISO 2022 IR 87', yamada)).toBe('山田');
    const hong = [0x1b, 0x24, 0x29, 0x43, 0xfb, 0xf3];
    expect(await name('\\ISO 2022 IR 149', hong)).toBe('洪');
    expect(await name('GB18030', [0xcd, 0xf5])).toBe('王');
  });

  it('tell long bytes by their number, long texts by their beginning, numbers as such', async () => {
    const values = await valuesOf(
      fileWith([
        [0x00091001, 'OB', new Uint8Array(40)],
        [0x00091002, 'LT', 'x'.repeat(2000)],
        [0x00091003, 'FD', Uint8Array.of(0, 0, 0, 0, 0, 0, 0xf8, 0x3f)],
        [0x00091004, 'SS', [-3, 7]],
        [0x00091005, 'AT', Uint8Array.of(0x18, 0, 0x63, 0x10)],
        [0x00091006, 'UN', Uint8Array.of(1, 2)],
        [0x00091007, 'LO', 'tab\u0000\u0007'],
      ]),
    );
    expect([1, 2, 3, 4, 5, 6, 7].map((n) => values[`(0009,100${n})`])).toEqual([
      null,
      `${'x'.repeat(1024)}…`,
      '1.5',
      '-3\\7',
      '(0018,1063)',
      '01 02',
      'tab',
    ]);
  });

  it('are read in slices, and end where a file is damaged, or has too many', async () => {
    const whole = dicomFile({ elements: describing(picture), pixels: new Uint8Array(2 ** 21) });
    const file = new CountingFile([whole], 'a.dcm');
    const opened = await openSource(file);
    const { slices } = file;
    await opened.fields({});
    expect(file.slices - slices).toBe(1);
    expect(file.whole).toBe(0);
    const many = Array.from({ length: 3100 }, (_, i): DicomElement => [0x00110000 + 0x1000 + i, 'SH', 'a']);
    expect(await fieldsOf(new File([fileWith(many)], 'a.dcm'))).toMatchObject({ more: true });
    expect((await fieldsOf(new File([fileWith([[0x00091001, 'SQ', { depth: 20_000 }]])], 'a.dcm'))).fields.length).toBe(
      3004,
    );
  });
});

it('that nobody asked for them, a header tells nothing of a patient', async () => {
  const opened = await openSource(new File([dicomFile({ elements: describing(picture), pixels })], 'a.dcm'));
  expect(JSON.stringify(opened.header)).not.toContain('SECRET');
});
