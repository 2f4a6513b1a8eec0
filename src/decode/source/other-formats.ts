import { alternatives } from '../../base/alternatives.ts';
import { XrayError } from '../../base/xray-error.ts';
import { FORMAT_NAMES } from './formats.ts';

/** Bytes that a file has at an offset, as characters of one byte. */
type Mark = readonly [at: number, bytes: string];

/** How a format is spoken of, and what its files begin with, in one way or another. */
type OtherFormat = readonly [
  article: 'a' | 'an',
  name: string,
  kind: string,
  ...signatures: readonly (readonly Mark[])[],
];

/** Those that people have instead of an image that is read; of two that fit the first is meant. */
const OTHERS: readonly OtherFormat[] = [
  ['a', 'TIFF', 'image', [[0, 'II*\0']], [[0, 'MM\0*']], [[0, 'II+\0']], [[0, 'MM\0+']]],
  [
    'a',
    'WebP',
    'image',
    [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  ],
  ['an', 'AVIF', 'image', ...branded('avif', 'avis')],
  ['a', 'HEIC', 'image', ...branded('heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1')],
  ['an', 'MP4', 'video', [[4, 'ftyp']]],
  ['a', 'GIF', 'image', [[0, 'GIF87a']], [[0, 'GIF89a']]],
  [
    'a',
    'BMP',
    'image',
    [
      [0, 'BM'],
      [6, '\0\0\0\0'],
    ],
  ],
  ['a', 'JPEG 2000', 'image', [[0, '\0\0\0\x0cjP  \r\n\x87\n']], [[0, '\xff\x4f\xff\x51']]],
  ['a', 'JPEG XL', 'image', [[0, '\0\0\0\x0cJXL \r\n\x87\n']], [[0, '\xff\x0a']]],
  ['a', 'Photoshop', 'image', [[0, '8BPS']]],
  ['an', 'ICO', 'image', [[0, '\0\0\x01\0']]],
  ['an', 'OpenEXR', 'image', [[0, 'v/1\x01']]],
  ['a', 'NIfTI', 'volume', [[344, 'n+1\0']], [[344, 'ni1\0']], [[4, 'n+2\0']], [[4, 'ni2\0']]],
  ['an', 'NRRD', 'volume', [[0, 'NRRD000']]],
  ['a', 'PDF', 'document', [[0, '%PDF-']]],
  ['a', 'ZIP', 'archive', [[0, 'PK\x03\x04']], [[0, 'PK\x05\x06']]],
  ['a', 'GZIP', 'archive', [[0, '\x1f\x8b']]],
  ['a', '7z', 'archive', [[0, '7z\xbc\xaf\x27\x1c']]],
  ['a', 'RAR', 'archive', [[0, 'Rar!\x1a\x07']]],
];

/** Of those that are written in words, what stands in their beginning. */
const WRITTEN: readonly { readonly format: OtherFormat; readonly word: RegExp }[] = [
  { format: ['an', 'HTML', 'page'], word: /<html|<!doctype html/i },
  { format: ['an', 'SVG', 'drawing'], word: /<svg[\s>]/i },
];

/** As many bytes of a file's beginning tell these formats. */
export const OTHER_SIGNATURE_LENGTH = 1024;

/** That a file is of another format, which is named; by how it begins, whatever it is called. Null where that is not known either. */
export function otherFormatError(head: Uint8Array): XrayError | null {
  const text = String.fromCharCode(...head.subarray(0, OTHER_SIGNATURE_LENGTH));
  const [article, name, kind] = markedFormat(text) ?? writtenFormat(text) ?? [];
  if (!name) return null;
  return new XrayError(
    'unsupported-type',
    `this is ${article} ${name} ${kind}. Please choose a ${alternatives(FORMAT_NAMES, 'or')} file.`,
    { reason: 'other-format', values: { subject: name } },
  );
}

function markedFormat(text: string): OtherFormat | undefined {
  return OTHERS.find(([, , , ...signatures]) =>
    signatures.some((marks) => marks.every(([at, bytes]) => text.startsWith(bytes, at))),
  );
}

/** A byte-order mark may stand in front. */
function writtenFormat(text: string): OtherFormat | undefined {
  return /^(?:\xef\xbb\xbf)?\s*</.test(text) ? WRITTEN.find(({ word }) => word.test(text))?.format : undefined;
}

/** ISO 14496-12, 4.3: the brand of a file, or the first of those that it also goes by. */
function branded(...brands: readonly string[]): (readonly Mark[])[] {
  return brands.flatMap((brand): (readonly Mark[])[] => [
    [[4, `ftyp${brand}`]],
    [
      [4, 'ftyp'],
      [16, brand],
    ],
  ]);
}
