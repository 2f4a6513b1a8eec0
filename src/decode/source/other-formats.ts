import { alternatives } from '../../base/alternatives.ts';
import { XrayError } from '../../base/xray-error.ts';
import { FORMAT_NAMES } from './formats.ts';

/** How a format is spoken of, and how its files begin, a character a byte. */
type OtherFormat = readonly [article: 'a' | 'an', name: string, kind: string, begins: RegExp];

/** Those that people have instead of an image that is read; of two that fit the first is meant. */
const OTHERS: readonly OtherFormat[] = [
  ['a', 'TIFF', 'image', /^(II[*+]\0|MM\0[*+])/],
  ['a', 'WebP', 'image', /^RIFF....WEBP/s],
  // ISO 14496-12, 4.3: the brand of a file, or the first of those that it also goes by.
  ['an', 'AVIF', 'image', /^....ftyp(.{8})?avi[fs]/s],
  ['a', 'HEIC', 'image', /^....ftyp(.{8})?(hei[cmsx]|hev[cx]|mif1|msf1)/s],
  ['an', 'MP4', 'video', /^....ftyp/s],
  ['a', 'GIF', 'image', /^GIF8[79]a/],
  ['a', 'BMP', 'image', /^BM....\0{4}/s],
  ['a', 'JPEG 2000', 'image', /^(\0\0\0\fjP {2}\r\n|\xffO\xffQ)/],
  ['a', 'JPEG XL', 'image', /^(\0\0\0\fJXL \r\n|\xff\n)/],
  ['a', 'Photoshop', 'image', /^8BPS/],
  ['an', 'ICO', 'image', /^\0\0\cA\0/],
  ['an', 'OpenEXR', 'image', /^v\/1\cA/],
  ['a', 'NIfTI', 'volume', /^(.{344}n[+i]1|....n[+i]2)\0/s],
  ['an', 'NRRD', 'volume', /^NRRD000/],
  ['a', 'PDF', 'document', /^%PDF-/],
  ['a', 'ZIP', 'archive', /^PK(\cC\cD|\cE\cF)/],
  ['a', 'GZIP', 'archive', /^.\x8b[\b]/s],
  ['a', '7z', 'archive', /^7z\xbc\xaf/],
  ['a', 'RAR', 'archive', /^Rar!\cZ\cG/],
  // A byte-order mark may stand in front.
  ['an', 'HTML', 'page', /^(\xef\xbb\xbf)?\s*(?=<).*?<(html|!doctype html)/is],
  ['an', 'SVG', 'drawing', /^(\xef\xbb\xbf)?\s*(?=<).*?<svg[\s>]/is],
];

/** As many bytes of a file's beginning tell these formats. */
export const OTHER_SIGNATURE_LENGTH = 1024;

/** That a file is of another format, which is named; by how it begins, whatever it is called. Null where that is not known either. */
export function otherFormatError(head: Uint8Array): XrayError | null {
  const text = String.fromCharCode(...head.subarray(0, OTHER_SIGNATURE_LENGTH));
  const [article, name, kind] = OTHERS.find(([, , , begins]) => begins.test(text)) ?? [];
  if (!name) return null;
  return new XrayError(
    'unsupported-type',
    `this is ${article} ${name} ${kind}. Please choose a ${alternatives(FORMAT_NAMES, 'or')} file.`,
    { reason: 'other-format', values: { subject: name } },
  );
}
