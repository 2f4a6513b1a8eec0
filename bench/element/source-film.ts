import { encodePngBytes } from '../../src/export/png/png-encoder.ts';
import { describing, dicomFile, nativeBytes, SYNTAX, type DicomElement } from '../../test/support/dicom-maker.ts';
import { radiograph } from '../../test/support/images.ts';

const BITS = 12;
const WINDOW: DicomElement[] = [
  [0x00281050, 'DS', '2048'],
  [0x00281051, 'DS', '4096'],
];

/** A film of 12 bits, the lowest of which are noise. */
function film(width: number, height: number): Uint16Array {
  const { data } = radiograph(width, height);
  return Uint16Array.from(data, (shade, i) => shade * 16 + ((Math.imul(i, 0x9e3779b1) >>> 28) & 15));
}

/** The same in 8 bits, as its window shows it. */
export function filmPng(width: number, height: number): Uint8Array {
  const data = Uint8Array.from(film(width, height), (value) => Math.round((value * 255) / 4095));
  return encodePngBytes({ width, height, channels: 1, bitDepth: 8, data });
}

/** What codes samples of {@link BITS} bits, and by which transfer syntax. */
export interface Encoding {
  readonly syntax: string;
  encode(width: number, height: number, values: Uint16Array, bits: number): Promise<Uint8Array>;
}

/** As a file without compression, as lossless JPEG (1.2.840.10008.1.2.4.70), or as another encoder has it. */
export async function filmDicom(
  width: number,
  height: number,
  coding: 'native' | 'lossless' | Encoding,
): Promise<Uint8Array> {
  const values = film(width, height);
  const elements = describing({ rows: height, columns: width, values: [], bits: BITS }, WINDOW);
  if (coding === 'native') return dicomFile({ elements, pixels: nativeBytes(values) });
  const { syntax, encode } = coding === 'lossless' ? { syntax: SYNTAX.lossless1, encode: losslessFilm } : coding;
  const fragments = [await encode(width, height, values, BITS)];
  return dicomFile({ syntax, elements, pixels: { table: [], fragments } });
}

/** By category of a difference: short codes for what is met most, none of all ones. */
const LENGTHS = [3, 3, 3, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10];

/** Lossless JPEG by the left neighbour (ITU-T T.81, annex H), in one go. */
function losslessFilm(width: number, height: number, values: Uint16Array): Uint8Array {
  const codes = LENGTHS.map((length, i) =>
    LENGTHS.slice(0, i).reduce((sum, shorter) => sum + 2 ** (length - shorter), 0),
  );
  const counts = Array.from({ length: 16 }, (_, i) => LENGTHS.filter((length) => length === i + 1).length);
  const word = (value: number): number[] => [value >> 8, value & 255];
  const segment = (code: number, content: readonly number[]): number[] => [
    0xff,
    code,
    ...word(content.length + 2),
    ...content,
  ];
  const head = [
    ...[0xff, 0xd8],
    ...segment(0xc4, [0, ...counts, ...LENGTHS.keys()]),
    ...segment(0xc3, [BITS, ...word(height), ...word(width), 1, 1, 0x11, 0]),
    ...segment(0xda, [1, 1, 0, 1, 0, 0]),
  ];
  const bytes = new Uint8Array(head.length + 4 * values.length + 2);
  bytes.set(head);
  let to = head.length;
  let hold = 0;
  let count = 0;
  const put = (value: number, length: number): void => {
    hold = (hold << length) | value;
    for (count += length; count >= 8;) {
      count -= 8;
      const byte = (hold >>> count) & 255;
      bytes[to++] = byte;
      if (byte === 255) bytes[to++] = 0;
    }
    hold &= (1 << count) - 1;
  };
  for (let i = 0; i < values.length; i++) {
    const predicted = i % width > 0 ? values[i - 1] : i > 0 ? values[i - width] : 2 ** (BITS - 1);
    const difference = values[i] - predicted;
    const category = 32 - Math.clz32(Math.abs(difference));
    put(codes[category], LENGTHS[category]);
    if (category > 0) put(difference > 0 ? difference : difference + 2 ** category - 1, category);
  }
  put(2 ** ((8 - count) % 8) - 1, (8 - count) % 8);
  bytes.set([0xff, 0xd9], to);
  return bytes.subarray(0, to + 2);
}
