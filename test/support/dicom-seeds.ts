import { codedDicom, codestreamFixture } from './codestream-fixtures.ts';
import {
  cellsOf,
  describing,
  dicomFile,
  nativeBytes,
  rleFrame,
  SYNTAX,
  type DicomElement,
  type MadePicture,
} from './dicom-maker.ts';
import { jpegFixtures } from './jpeg-fixtures.ts';
import { losslessJpeg } from './lossless-jpeg-maker.ts';

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

/** Files of every kind, small ones, to be damaged. */
export const DICOM_SEEDS: readonly Uint8Array<ArrayBuffer>[] = [
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
