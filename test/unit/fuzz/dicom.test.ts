import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { XrayError } from '../../../src/base/xray-error.ts';
import { decodeFile } from '../../../src/decode/decode-image.ts';
import { assertRasterImage } from '../../../src/image/raster-image.ts';
import { windowTable } from '../../../src/image/window-table.ts';
import { codedDicom, codestreamFixture } from '../../support/codestream-fixtures.ts';
import {
  cellsOf,
  describing,
  dicomFile,
  nativeBytes,
  rleFrame,
  SYNTAX,
  type DicomElement,
  type MadePicture,
} from '../../support/dicom-maker.ts';
import { jpegFixtures } from '../../support/jpeg-fixtures.ts';
import { losslessJpeg } from '../../support/lossless-jpeg-maker.ts';
import { mutantCount, mutate, mutations } from '../../support/mutants.ts';

const MUTANTS = mutantCount(3000, process.env.XRAY_FUZZ);
const MAX_PIXELS = 100_000;

vi.setConfig({ testTimeout: 120_000 + MUTANTS * 40 });

const values = Array.from({ length: 30 * 20 * 2 }, (_, i) => (i * i * 7) % 4096);
const run: MadePicture = { rows: 20, columns: 30, values, frames: 2 };
const frames = [values.slice(0, 600), values.slice(600)];
const window: DicomElement[] = [
  [0x00280120, 'US', [0]],
  [0x00281050, 'DS', '2000\\1000'],
  [0x00281051, 'DS', '4000\\0'],
  [0x00281055, 'LO', 'A\\B'],
  [
    0x00283000,
    'SQ',
    {
      items: [
        [
          [0x00283002, 'US', [4, 0, 12]],
          [0x00283006, 'OW', [0, 1, 4000, 4095]],
        ],
      ],
    },
  ],
  [
    0x00283010,
    'SQ',
    {
      items: [
        [
          [0x00283002, 'US', [4, 0, 8]],
          [0x00283006, 'OW', [0, 1, 2, 3]],
        ],
      ],
      undefinedLength: true,
    },
  ],
  [0x52009229, 'SQ', { items: [[[0x00289145, 'SQ', { items: [[[0x00281053, 'DS', '2']]] }]]] }],
  [
    0x52009230,
    'SQ',
    { items: [[[0x00289132, 'SQ', { items: [[[0x00281050, 'DS', '9']]] }]], []], undefinedLength: true },
  ],
];
const elements = describing(run, window);
const native = (syntax: string): Uint8Array<ArrayBuffer> =>
  dicomFile({ syntax, elements, pixels: nativeBytes(cellsOf(run), syntax !== SYNTAX.big) });
const coded = (syntax: string, fragments: readonly Uint8Array[], made: MadePicture = run): Uint8Array<ArrayBuffer> =>
  dicomFile({ syntax, elements: describing(made, window), pixels: { table: [], fragments } });
const [jpeg] = jpegFixtures().filter(({ expected }) => expected?.channels === 1 && !expected.bits);
const colours: MadePicture = {
  rows: 5,
  columns: 6,
  values: values.slice(0, 90).map((v) => v & 255),
  bits: 8,
  samples: 3,
};
const palette = [0, 1, 2].flatMap((c): DicomElement[] => [
  [0x00281101 + c, 'US', [2, 10, 16]],
  [0x00281201 + c, 'OW', [1, 2]],
]);

const FILES = [
  ...[SYNTAX.explicit, SYNTAX.implicit, SYNTAX.big, SYNTAX.deflated].map(native),
  dicomFile({ elements, pixels: nativeBytes(cellsOf(run)), bare: true }),
  coded(
    SYNTAX.rle,
    frames.map((part) => rleFrame(Uint16Array.from(part))),
  ),
  coded(
    SYNTAX.lossless,
    frames.map((samples) => losslessJpeg({ width: 30, height: 20, precision: 12, samples })),
  ),
  coded(SYNTAX.jpeg, [jpeg.bytes], {
    ...run,
    frames: 1,
    bits: 8,
    rows: jpeg.expected?.height ?? 0,
    columns: jpeg.expected?.width ?? 0,
  }),
  ...['JPEG-LS, 12 bits', 'JPEG 2000, 12 bits', 'HTJ2K, colours'].map((name) => codedDicom(codestreamFixture(name))),
  dicomFile({
    elements: describing({ ...colours, photometric: 'YBR_FULL' }, [[0x00280006, 'US', [1]]]),
    pixels: nativeBytes(cellsOf(colours)),
  }),
  dicomFile({
    elements: describing({ ...colours, samples: 1, photometric: 'PALETTE COLOR' }, palette),
    pixels: nativeBytes(cellsOf(colours)),
  }),
];

/** What came of a file on the way that the application takes: an image, or an error's code. Anything else fails the test. */
async function outcome(bytes: Uint8Array<ArrayBuffer>, depth: 'picture' | 'stored', frame: number): Promise<string> {
  try {
    const decoded = await decodeFile(new File([bytes], 'mutant.dcm'), {
      maxPixels: MAX_PIXELS,
      depth,
      frame,
    });
    const { image } = decoded;
    assertRasterImage(image);
    expect(image.width * image.height).toBeLessThanOrEqual(MAX_PIXELS);
    const meaning = 'values' in decoded ? decoded.values : null;
    if (meaning) windowTable(meaning, undefined, 2 ** meaning.bitsStored);
    return 'decoded';
  } catch (error) {
    if (!(error instanceof XrayError)) throw error;
    return error.code;
  }
}

it('begins with files that are good', async () => {
  for (const file of FILES) expect(await outcome(file, 'stored', 0)).toBe('decoded');
});

it(`decodes or refuses ${MUTANTS} damaged DICOM files`, async () => {
  const counts: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(
      fc.nat(FILES.length - 1),
      mutations,
      fc.constantFrom(0, 132, 400),
      fc.boolean(),
      fc.nat(1),
      async (index, changes, kept, isStored, frame) => {
        const bytes = mutate(FILES[index], changes, kept);
        const result = await outcome(bytes, isStored ? 'stored' : 'picture', frame);
        counts[result] = (counts[result] ?? 0) + 1;
      },
    ),
    { numRuns: MUTANTS, seed: 11 },
  );
  console.log(`DICOM mutants: ${JSON.stringify(counts)}`);
  // All happen, or the mutants are too tame or too wild.
  expect(counts.decoded).toBeGreaterThan(MUTANTS / 20);
  expect(counts['decode-failed']).toBeGreaterThan(MUTANTS / 10);
  expect(counts['unsupported-type']).toBeGreaterThan(0);
});
