import { describe, expect, it } from 'vitest';
import { decodeFile, decodeImage, type DecodeFileOptions } from '../../../../src/decode/decode-image.ts';
import { decodeJpegSamples } from '../../../../src/decode/jpeg/decode-jpeg.ts';
import type { RasterImage } from '../../../../src/image/raster-image.ts';
import type { SampleValues } from '../../../../src/image/sample-values.ts';
import { Pacer } from '../../../../src/worker/pacer.ts';
import {
  cellsOf,
  describing,
  dicomFile,
  joined,
  nativeBytes,
  rleFrame,
  SYNTAX,
  type DicomElement,
  type DicomFileParts,
  type MadePicture,
} from '../../../support/dicom-maker.ts';
import { jpegFixtures } from '../../../support/jpeg-fixtures.ts';
import { losslessJpeg } from '../../../support/lossless-jpeg-maker.ts';

/** 4 × 3 values that use all of 12 bits. */
const VALUES = [0, 1, 255, 256, 1000, 2047, 2048, 2049, 3000, 4000, 4094, 4095];
const PICTURE: MadePicture = { rows: 3, columns: 4, values: VALUES };
const FULL_WINDOW: DicomElement[] = [
  [0x00281050, 'DS', '2048'],
  [0x00281051, 'DS', '4096'],
];
/** The full window of 12 bits by hand: (x − 2047.5) · 255/4095 + 127.5. */
const SHADES = VALUES.map((value) => Math.round((value * 255) / 4095));

type Change = Partial<DicomFileParts> & { readonly further?: readonly DicomElement[] };

/** A file of `picture`, coded in some way. */
function fileOf(picture: MadePicture, { further = FULL_WINDOW, ...parts }: Change = {}): File {
  const syntax = parts.syntax ?? SYNTAX.explicit;
  const pixels = nativeBytes(cellsOf(picture), syntax !== SYNTAX.big);
  return new File([dicomFile({ elements: describing(picture, further), pixels, ...parts })], 'a.dcm');
}

const picture = async (file: File, options: DecodeFileOptions = {}): Promise<number[]> => [
  ...(await decodeImage(file, options)).data,
];

async function stored(
  file: File,
  options: DecodeFileOptions = {},
): Promise<{ image: RasterImage; values: SampleValues }> {
  const { image, values } = await decodeFile(file, { ...options, depth: 'stored' });
  if (!values) throw new Error('No values.');
  return { image, values };
}

const refusal = async (file: File): Promise<unknown> =>
  decodeImage(file).then(
    () => 'an image',
    (error: unknown) => error,
  );

describe('a file of each kind', () => {
  it.each<[string, Change]>([
    ['explicit', { syntax: SYNTAX.explicit }],
    ['implicit', { syntax: SYNTAX.implicit }],
    ['big endian', { syntax: SYNTAX.big }],
    ['deflated', { syntax: SYNTAX.deflated }],
    ['bare, explicit', { syntax: SYNTAX.explicit, bare: true }],
    ['bare, implicit', { syntax: SYNTAX.implicit, bare: true }],
    ['bare, big endian', { syntax: SYNTAX.big, bare: true }],
    ['with a PNG’s signature in front', { preamble: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) }],
    ['with something behind', { rest: new Uint8Array(333).fill(0x55) }],
    ['in RLE', { syntax: SYNTAX.rle, pixels: { table: [], fragments: [rleFrame(cellsOf(PICTURE))] } }],
    [
      'in lossless JPEG',
      {
        syntax: SYNTAX.lossless,
        pixels: {
          table: [0],
          fragments: [losslessJpeg({ width: 4, height: 3, precision: 12, samples: VALUES, predictor: 4 })],
        },
      },
    ],
  ])('%s', async (_, change) => {
    const file = fileOf(PICTURE, change);
    expect(await picture(file)).toEqual(SHADES);
    const { image, values } = await stored(file);
    expect(image).toMatchObject({ width: 4, height: 3, channels: 1, bitDepth: 16 });
    expect([...image.data]).toEqual(VALUES);
    expect(values).toMatchObject({ bitsStored: 12, bias: 0, slope: 1, intercept: 0, inverted: false, frames: 1 });
  });

  it('without preamble', async () => {
    const bytes = new Uint8Array(await fileOf(PICTURE).arrayBuffer());
    expect(await picture(new File([bytes.subarray(132)], 'a'))).toEqual(SHADES);
  });

  it('with a wrong length of the meta group', async () => {
    const bytes = new Uint8Array(await fileOf(PICTURE).arrayBuffer());
    bytes[140] -= 4;
    expect(await picture(new File([bytes], 'a'))).toEqual(SHADES);
  });

  it('of lossy JPEG, as the JPEG', async () => {
    for (const { bytes, expected } of jpegFixtures()) {
      if (expected?.channels !== 1) continue;
      // Many fixtures are turned by EXIF, which says nothing inside of another file.
      const { width, height, data } = await decodeJpegSamples(bytes, new Pacer());
      const made = { rows: height, columns: width, values: [], bits: expected.bits ?? 8 };
      const file = fileOf(made, { syntax: SYNTAX.jpeg12, pixels: { table: [], fragments: [bytes] }, further: [] });
      expect((await stored(file)).image).toEqual({
        width,
        height,
        channels: 1,
        bitDepth: expected.bits ? 16 : 8,
        data,
      });
    }
  });
});

describe('bits of cells', () => {
  const same = fileOf(PICTURE);

  it.each<[string, MadePicture]>([
    ['noise above', { ...PICTURE, dirt: 0xa000 }],
    ['at the upper end', { ...PICTURE, high: 15 }],
    ['at the upper end, noise below', { ...PICTURE, high: 15, dirt: 0x0009 }],
    ['in between', { ...PICTURE, high: 13, dirt: 0xffff }],
  ])('%s', async (_, made) => {
    expect((await stored(fileOf(made))).image).toEqual((await stored(same)).image);
    const packed = fileOf(made, { syntax: SYNTAX.rle, pixels: { table: [], fragments: [rleFrame(cellsOf(made))] } });
    expect((await stored(packed)).image).toEqual((await stored(same)).image);
  });

  it('of signed values, whatever is above', async () => {
    const values = VALUES.map((value) => value - 2048);
    for (const dirt of [0, 0xf000, 0x5000]) {
      const { image, values: meaning } = await stored(fileOf({ ...PICTURE, values, signed: true, dirt }));
      expect([...image.data].map((sample) => sample - meaning.bias)).toEqual(values);
      expect(meaning.bias).toBe(2048);
    }
  });

  it('8 of 16, 6 of 8, and signed 8', async () => {
    const eight = await stored(fileOf({ rows: 1, columns: 3, values: [0, 7, 255], bits: 8, allocated: 16 }));
    expect(eight.image).toMatchObject({ bitDepth: 8, data: Uint8Array.of(0, 7, 255) });
    const six = fileOf({ rows: 1, columns: 3, values: [0, 21, 63], bits: 6, allocated: 8 }, { further: [] });
    expect(await picture(six)).toEqual([0, 85, 255]);
    const signed = await stored(fileOf({ rows: 1, columns: 3, values: [-128, 0, 127], bits: 8, signed: true }));
    expect(signed.image).toMatchObject({ bitDepth: 8, data: Uint8Array.of(0, 128, 255) });
    expect(signed.values.bias).toBe(128);
  });

  it('of 8-bit cells in words of big endian', async () => {
    const made = { rows: 1, columns: 5, values: [1, 2, 3, 4, 5], bits: 8, frames: 2 };
    const pixels = Uint8Array.of(2, 1, 4, 3, 11, 5, 13, 12, 15, 14);
    const file = fileOf(made, { syntax: SYNTAX.big, pixels, further: [], pixelVr: 'OW' });
    expect(await picture(file)).toEqual([1, 2, 3, 4, 5]);
    expect(await picture(file, { frame: 1 })).toEqual([11, 12, 13, 14, 15]);
    const bytes = fileOf(made, { syntax: SYNTAX.big, pixels, further: [], pixelVr: 'OB' });
    expect(await picture(bytes)).toEqual([2, 1, 4, 3, 11]);
  });
});

describe('what is in front of the image', () => {
  const icon = describing({ rows: 1, columns: 1, values: [1], bits: 8 }).concat([[0x7fe00010, 'OW', [1]]]);
  const nested = (depth: number): DicomElement => [
    0x00081140,
    'SQ',
    { items: [depth > 0 ? [nested(depth - 1)] : []], undefinedLength: true },
  ];

  it.each<[string, DicomElement[]]>([
    ['an icon with pixels of its own', [[0x00880200, 'SQ', { items: [icon] }]]],
    ['the same with marked ends', [[0x00880200, 'SQ', { items: [icon], undefinedLength: true }]]],
    ['items without anything in them', [[0x00540220, 'SQ', { items: [[], [nested(3)], []], undefinedLength: true }]]],
    ['a sequence of UN', [[0x00290010, 'UN', { items: [[[0x00080060, 'CS', 'DX']]], undefinedLength: true }]]],
    [
      'VRs with long lengths',
      (['OB', 'OD', 'OF', 'OL', 'OV', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV', 'ZZ'] as const).map((vr, i): DicomElement => [
        0x00290020 + i,
        vr,
        new Uint8Array(18).fill(0xfe),
      ]),
    ],
    ['something that looks like the image', [[0x00291001, 'UN', Uint8Array.of(0xe0, 0x7f, 0x10, 0, 16, 0, 0, 0)]]],
    ['something very long', [[0x00291002, 'OB', new Uint8Array(3_000_000)]]],
    ['20,000 sequences inside each other', [[0x00081140, 'SQ', { depth: 20_000 }]]],
  ])('%s', async (_, further) => {
    for (const syntax of [SYNTAX.explicit, SYNTAX.implicit, SYNTAX.big, SYNTAX.deflated]) {
      expect(await picture(fileOf(PICTURE, { further: [...FULL_WINDOW, ...further], syntax }))).toEqual(SHADES);
    }
  });

  it('is nowhere in what is told of a file', async () => {
    const { image, values, source } = await decodeFile(fileOf(PICTURE), { depth: 'stored' });
    expect(JSON.stringify({ ...image, values, source })).not.toContain('SECRET');
    const error = await refusal(fileOf({ ...PICTURE, photometric: 'HSV', samples: 3 }));
    expect(JSON.stringify(error) + String(error)).not.toContain('SECRET');
  });
});

describe('frames', () => {
  const frames = [0, 1, 2].map((n) => VALUES.map((value) => (value + 1000 * n) & 4095));
  const run: MadePicture = { ...PICTURE, values: frames.flat(), frames: 3 };
  const coded = frames.map((samples) => losslessJpeg({ width: 4, height: 3, precision: 12, samples }));
  const parts = coded.map((bytes) => [bytes.subarray(0, 30), bytes.subarray(30, 60), bytes.subarray(60)]);
  const itemLength = (bytes: Uint8Array): number => 8 + bytes.length + (bytes.length % 2);
  const starts = parts.map((_, n) =>
    parts
      .slice(0, n)
      .flat()
      .reduce((sum, part) => sum + itemLength(part), 0),
  );
  const offsets64 = (offsets: readonly number[]): Uint8Array =>
    joined(...offsets.map((offset) => Uint8Array.of(offset & 255, offset >> 8, 0, 0, 0, 0, 0, 0)));

  it.each<[string, Change]>([
    ['native', {}],
    ['native, deflated', { syntax: SYNTAX.deflated }],
    ['a fragment each', { syntax: SYNTAX.lossless1, pixels: { table: [], fragments: coded } }],
    ['by the Basic Offset Table', { syntax: SYNTAX.lossless1, pixels: { table: starts, fragments: parts.flat() } }],
    ['by the ends of codestreams', { syntax: SYNTAX.lossless1, pixels: { table: [], fragments: parts.flat() } }],
    ['with a wrong table', { syntax: SYNTAX.lossless1, pixels: { table: [0, 9, 4], fragments: parts.flat() } }],
    [
      'by the Extended Offset Table',
      {
        syntax: SYNTAX.lossless1,
        pixels: { table: [], fragments: parts.flat() },
        further: [...FULL_WINDOW, [0x7fe00001, 'OV', offsets64(starts)]],
      },
    ],
  ])('%s', async (_, change) => {
    const file = fileOf(run, change);
    for (const [frame, values] of frames.entries()) {
      const read = await stored(file, { frame });
      expect([...read.image.data]).toEqual(values);
      expect(read.values).toMatchObject({ frames: 3, frame });
    }
    await expect(decodeImage(file, { frame: 3 })).rejects.toMatchObject({
      code: 'decode-failed',
      reason: 'no-frame',
      message: 'a.dcm: there is no frame 4: the file has 3.',
    });
  });

  it('of a run that is cut short can be read as far as they go', async () => {
    const file = fileOf(run, { syntax: SYNTAX.lossless1, pixels: { table: [], fragments: parts.slice(0, 2).flat() } });
    expect([...(await stored(file, { frame: 1 })).image.data]).toEqual(frames[1]);
    await expect(decodeImage(file, { frame: 2 })).rejects.toHaveProperty('reason', 'no-frame');
  });

  it('one in several fragments', async () => {
    const file = fileOf(PICTURE, { syntax: SYNTAX.lossless1, pixels: { table: [], fragments: parts[0] } });
    expect([...(await stored(file)).image.data]).toEqual(frames[0]);
  });

  it('have windows and rescales of their own', async () => {
    const group = (center: number): DicomElement[] => [
      [
        0x00289132,
        'SQ',
        {
          items: [
            [
              [0x00281050, 'DS', String(center)],
              [0x00281051, 'DS', '100'],
            ],
          ],
        },
      ],
    ];
    const further: DicomElement[] = [
      [
        0x52009229,
        'SQ',
        {
          items: [
            [
              [
                0x00289145,
                'SQ',
                {
                  items: [
                    [
                      [0x00281052, 'DS', '-100'],
                      [0x00281053, 'DS', '2'],
                    ],
                  ],
                },
              ],
            ],
          ],
        },
      ],
      [0x52009230, 'SQ', { items: [group(10), group(20), group(30)], undefinedLength: true }],
    ];
    for (const syntax of [SYNTAX.explicit, SYNTAX.implicit, SYNTAX.big]) {
      const { values } = await stored(fileOf(run, { further, syntax }), { frame: 1 });
      expect(values).toMatchObject({ slope: 2, intercept: -100 });
      expect(values.presets[0]).toMatchObject({ kind: 'window', center: 20, width: 100 });
    }
  });
});

describe('colours', () => {
  const rgb = [255, 0, 0, 10, 200, 30, 0, 0, 255, 77, 77, 77];
  const made: MadePicture = { rows: 2, columns: 2, values: rgb, bits: 8, samples: 3, photometric: 'RGB' };
  const byPlane = [0, 1, 2].flatMap((c) => rgb.filter((_, i) => i % 3 === c));

  it.each<[string, Change]>([
    ['by pixel', { further: [] }],
    ['by plane', { further: [[0x00280006, 'US', [1]]], pixels: Uint8Array.from(byPlane) }],
    [
      'in RLE, whatever is said of planes',
      {
        syntax: SYNTAX.rle,
        further: [[0x00280006, 'US', [0]]],
        pixels: { table: [], fragments: [rleFrame(Uint8Array.from(rgb), 3)] },
      },
    ],
    [
      'in lossless JPEG',
      {
        syntax: SYNTAX.lossless,
        further: [],
        pixels: {
          table: [],
          fragments: [losslessJpeg({ width: 2, height: 2, components: 3, precision: 8, samples: rgb })],
        },
      },
    ],
  ])('RGB %s', async (_, change) => {
    const image = await decodeImage(fileOf(made, change));
    expect(image).toMatchObject({ width: 2, height: 2, channels: 3, bitDepth: 8 });
    expect([...image.data]).toEqual(rgb);
  });

  it('of 16 bits are shown by the high byte', async () => {
    const wide = { ...made, bits: 16, values: rgb.map((value) => value * 256 + 99) };
    expect(await picture(fileOf(wide, { further: [] }))).toEqual(rgb);
    expect((await stored(fileOf(wide, { further: [] }))).image.data).toEqual(Uint16Array.from(wide.values));
  });

  it('YBR_FULL as in JPEGs, whole and halved', async () => {
    const ybr = [76, 85, 255, 149, 43, 21];
    const full = { ...made, rows: 1, photometric: 'YBR_FULL', values: ybr };
    expect(await picture(fileOf(full, { further: [] }))).toEqual([254, 0, 0, 0, 255, 0]);
    const halved = { ...made, rows: 1, photometric: 'YBR_FULL_422', values: [76, 149, 85, 255] };
    expect(await picture(fileOf(halved, { further: [] }))).toEqual([254, 0, 0, 255, 73, 73]);
  });

  it('of palettes, of 8 and 16 bits', async () => {
    const indices: MadePicture = {
      rows: 1,
      columns: 4,
      values: [9, 10, 11, 255],
      bits: 8,
      photometric: 'PALETTE COLOR',
    };
    const palette = (bits: number, entries: Uint8Array | readonly number[]): DicomElement[] =>
      [0, 1, 2].flatMap((c): DicomElement[] => [
        [0x00281101 + c, 'US', [2, 10, bits]],
        [0x00281201 + c, 'OW', entries],
      ]);
    const colours = [1, 1, 1, 1, 1, 1, 7, 7, 7, 7, 7, 7];
    expect(await picture(fileOf(indices, { further: palette(16, [0x01ff, 0x0700]) }))).toEqual(colours);
    expect(await picture(fileOf(indices, { further: palette(8, Uint8Array.of(1, 7)) }))).toEqual(colours);
    expect((await stored(fileOf(indices, { further: palette(8, [1, 7]) }))).image.data).toEqual(
      Uint8Array.of(9, 10, 11, 255),
    );
    const noTables = await refusal(fileOf(indices, { further: [] }));
    expect(noTables).toHaveProperty('code', 'decode-failed');
  });
});

describe('what is refused', () => {
  const pixels = { table: [], fragments: [new Uint8Array(100)] };

  it.each<[string, MadePicture, Change, string, string | undefined]>([
    [
      '32 bits',
      { ...PICTURE, allocated: 16 },
      { further: [[0x00280100, 'US', [32]]] },
      'unsupported-type',
      'dicom-kind',
    ],
    ['2 samples', PICTURE, { further: [[0x00280002, 'US', [2]]] }, 'unsupported-type', 'dicom-kind'],
    ['HSV', { ...PICTURE, photometric: 'HSV' }, {}, 'unsupported-type', 'dicom-kind'],
    ['gray of three samples', { ...PICTURE, samples: 3 }, {}, 'decode-failed', undefined],
    ['no rows', { ...PICTURE, rows: 0 }, {}, 'decode-failed', undefined],
    ['13 bits in 12', { ...PICTURE, high: 10 }, {}, 'decode-failed', undefined],
    ['a high bit beyond the cell', { ...PICTURE, high: 16 }, {}, 'decode-failed', undefined],
    ['too little', { ...PICTURE, values: VALUES.slice(1) }, {}, 'decode-failed', undefined],
    ['too few frames', { ...PICTURE, frames: 2 }, {}, 'decode-failed', undefined],
    ['no pixels', PICTURE, { pixels: null }, 'decode-failed', undefined],
    ['video', PICTURE, { syntax: '1.2.840.10008.1.2.4.102', pixels }, 'unsupported-type', 'dicom-kind'],
    ['an unknown syntax', PICTURE, { syntax: '1.2.3', pixels }, 'unsupported-type', 'dicom-kind'],
    [
      'a segmented palette',
      { ...PICTURE, bits: 8, values: VALUES.map(() => 0), photometric: 'PALETTE COLOR' },
      { further: [[0x00281221, 'OW', [0, 1]]] },
      'unsupported-type',
      'dicom-kind',
    ],
    ['fragments of an uncompressed syntax', PICTURE, { pixels }, 'decode-failed', undefined],
    ['cells of a compressed one', PICTURE, { syntax: SYNTAX.rle }, 'decode-failed', undefined],
    [
      'RLE that ends early',
      PICTURE,
      { syntax: SYNTAX.rle, pixels: { table: [], fragments: [rleFrame(cellsOf(PICTURE)).slice(0, -4)] } },
      'decode-failed',
      undefined,
    ],
    [
      'RLE of other samples',
      PICTURE,
      { syntax: SYNTAX.rle, pixels: { table: [], fragments: [rleFrame(Uint8Array.from(VALUES))] } },
      'decode-failed',
      undefined,
    ],
  ])('%s', async (_, made, change, code, reason) => {
    expect(await refusal(fileOf(made, change))).toMatchObject({ code, ...(reason && { reason }) });
  });

  it('what is too large, by its header', async () => {
    const huge = fileOf({ ...PICTURE, rows: 65535, columns: 65535 });
    expect(await refusal(huge)).toMatchObject({
      code: 'image-too-large',
      message: 'a.dcm: 65535 × 65535 pixels is too large. The maximum is 100 megapixels.',
    });
  });

  it('a JPEG of another size than the file says, in words for people', async () => {
    const [{ bytes }] = jpegFixtures().filter(({ expected }) => expected?.channels === 1 && !expected.bits);
    const file = fileOf({ ...PICTURE, bits: 8 }, { syntax: SYNTAX.jpeg, pixels: { table: [], fragments: [bytes] } });
    expect(await refusal(file)).toHaveProperty(
      'message',
      'a.dcm: the image could not be read. The file may be damaged.',
    );
  });

  it('what inflates without an end', async () => {
    const long: DicomElement = [0x00291001, 'OB', new Uint8Array(40 * 2 ** 20)];
    const file = fileOf(PICTURE, { syntax: SYNTAX.deflated, further: [long] });
    expect(file.size).toBeLessThan(100_000);
    expect(await refusal(file)).toHaveProperty('code', 'decode-failed');
  });

  it('larger files than of other formats, when they are larger than they may be', async () => {
    const pixels = new Uint8Array(21 * 2 ** 20);
    const file = fileOf(PICTURE, { pixels, further: [] });
    expect(await picture(file)).toHaveLength(12);
    await expect(decodeImage(file, { maxFileSize: 20 * 2 ** 20 })).rejects.toHaveProperty('code', 'file-too-large');
  });
});

describe('what samples mean', () => {
  const presetsOf = async (further: readonly DicomElement[], made: MadePicture = PICTURE): Promise<unknown[]> =>
    (await stored(fileOf(made, { further }))).values.presets.map((preset) => ({ ...preset, label: preset.label }));

  it('windows by their names, and the first that is one in front', async () => {
    const presets = await presetsOf([
      [0x00281050, 'DS', '40\\ +1.5E3 \\x\\.5'],
      [0x00281051, 'DS', '0\\900\\10\\Infinity'],
      [0x00281055, 'LO', 'NONE\\KNOCHEN – Ü\\X'],
    ]);
    expect(presets).toEqual([
      { kind: 'window', label: 'KNOCHEN – Ü', center: 1500, width: 900, function: 'linear' },
      { kind: 'extent', label: '', from: 0, to: 4095 },
      { kind: 'full', label: '', from: 0, to: 4095 },
    ]);
  });

  it('functions', async () => {
    const shape = async (name: string, width: string): Promise<unknown> =>
      (
        await presetsOf([
          [0x00281050, 'DS', '1'],
          [0x00281051, 'DS', width],
          [0x00281056, 'CS', name],
        ])
      )[0];
    expect(await shape('SIGMOID', '.5')).toHaveProperty('function', 'sigmoid');
    expect(await shape('LINEAR_EXACT', '.5')).toHaveProperty('function', 'linear-exact');
    expect(await shape('LINEAR', '.5')).toHaveProperty('kind', 'extent');
    expect(await shape('SOMETHING', '2')).toHaveProperty('function', 'linear');
  });

  it('eight bits are shown as they are', async () => {
    const made = { rows: 1, columns: 3, values: [10, 20, 30], bits: 8 };
    expect(await presetsOf([], made)).toMatchObject([{ kind: 'full' }, { kind: 'extent', from: 10, to: 30 }]);
    expect(await presetsOf([[0x00281053, 'DS', '1']], made)).toMatchObject([{ kind: 'extent' }, { kind: 'full' }]);
  });

  it('tables, whose first value is signed where values can be', async () => {
    const table = (first: number): DicomElement => [
      0x00283010,
      'SQ',
      {
        items: [
          [
            [0x00283002, 'US', [4, first, 8]],
            [0x00283003, 'LO', 'CURVE'],
            [0x00283006, 'OW', [0, 1, 254, 255]],
          ],
        ],
      },
    ];
    const signed = { ...PICTURE, signed: true, values: VALUES.map((value) => value - 2048) };
    expect(await presetsOf([table(0xfffe)], signed)).toMatchObject([
      { kind: 'lut', label: 'CURVE', table: { first: -2, bits: 8 } },
      {},
      {},
    ]);
    expect((await presetsOf([table(0xfffe)]))[0]).toMatchObject({ table: { first: 65534 } });
    expect((await presetsOf([table(0xfffe), [0x00281052, 'DS', '-1']]))[0]).toMatchObject({ table: { first: -2 } });
    expect(await picture(fileOf(signed, { further: [table(0xfffe)] }))).toEqual(
      signed.values.map((value) => [0, 1, 254, 255][Math.max(0, Math.min(3, value + 2))]),
    );
  });

  it('angiography’s table back to intensities is left alone', async () => {
    const further = (relationship: string): DicomElement[] => [
      [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.12.1'],
      [0x00281040, 'CS', relationship],
      [
        0x00283000,
        'SQ',
        {
          items: [
            [
              [0x00283002, 'US', [2, 0, 16]],
              [0x00283006, 'OW', [7, 9]],
            ],
          ],
        },
      ],
    ];
    expect((await stored(fileOf(PICTURE, { further: further('LOG') }))).values.modality).toBeUndefined();
    expect((await stored(fileOf(PICTURE, { further: further('LIN') }))).values.modality).toMatchObject({ bits: 16 });
  });

  it('polarity once, and by the shape where there is one', async () => {
    const inverted = async (photometric: string, shape?: string): Promise<boolean> => {
      const further: DicomElement[] = shape ? [[0x20500020, 'CS', shape]] : [];
      return (await stored(fileOf({ ...PICTURE, photometric }, { further }))).values.inverted;
    };
    expect(await inverted('MONOCHROME2')).toBe(false);
    expect(await inverted('MONOCHROME1')).toBe(true);
    expect(await inverted('MONOCHROME1', 'INVERSE')).toBe(true);
    expect(await inverted('MONOCHROME1', 'IDENTITY')).toBe(false);
    expect(await inverted('MONOCHROME2', 'INVERSE')).toBe(true);
    const negative = await picture(fileOf({ ...PICTURE, photometric: 'MONOCHROME1' }));
    expect(negative).toEqual(SHADES.map((shade) => 255 - shade));
  });

  it('padding is black and does not count', async () => {
    const made = { rows: 1, columns: 4, values: [-2000, -100, 0, 100], bits: 16, signed: true };
    const further: DicomElement[] = [[0x00280120, 'US', [63536]]];
    const { values } = await stored(fileOf(made, { further }));
    expect(values.padding).toEqual({ from: -2000, to: -2000 });
    expect(await picture(fileOf(made, { further }))).toEqual([0, 0, 128, 255]);
    const negative = { ...made, photometric: 'MONOCHROME1' };
    expect(await picture(fileOf(negative, { further }))).toEqual([0, 255, 127, 0]);
  });

  it('spacing, aspect and what is burnt in', async () => {
    const told = async (...further: DicomElement[]): Promise<SampleValues> =>
      (await stored(fileOf(PICTURE, { further }))).values;
    const imager: DicomElement = [0x00181164, 'DS', '0.2\\0.2'];
    expect(await told()).not.toHaveProperty('spacing');
    expect(await told([0x00280030, 'DS', '.3\\.3'])).toHaveProperty('spacing', {
      row: 0.3,
      column: 0.3,
      at: 'patient',
    });
    expect(await told(imager)).toHaveProperty('spacing.at', 'detector');
    expect(await told(imager, [0x00280030, 'DS', '.2\\.2'])).toHaveProperty('spacing.at', 'detector');
    expect(await told(imager, [0x00280030, 'DS', '.1\\.1'])).toHaveProperty('spacing', {
      row: 0.1,
      column: 0.1,
      at: 'calibrated',
    });
    expect(await told(imager, [0x00181114, 'DS', '1.25'])).toHaveProperty('spacing', {
      row: 0.16,
      column: 0.16,
      at: 'patient',
      magnification: 1.25,
    });
    expect(await told([0x00280034, 'IS', '4\\3'])).toHaveProperty('pixelAspect', 4 / 3);
    expect(await told([0x00280301, 'CS', 'YES'])).toHaveProperty('burnedIn', true);
    expect(await told([0x00280301, 'CS', 'NO'])).toHaveProperty('burnedIn', false);
    expect(await told()).not.toHaveProperty('burnedIn');
    expect(await told([0x00281054, 'LO', 'HU'])).toHaveProperty('unit', 'HU');
    expect(await told([0x00281054, 'LO', 'US'])).not.toHaveProperty('unit');
  });
});
