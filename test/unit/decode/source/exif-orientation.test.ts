import { describe, expect, it } from 'vitest';
import { jpegOrientation } from '../../../../src/decode/source/exif-orientation.ts';

const ORIENTATION = 0x0112;
const MAKE = 0x010f;
const [BYTE, TEXT, SHORT, LONG, RATIONAL] = [1, 2, 3, 4, 5];

type Entry = readonly [tag: number, type: number, count: number, value: readonly number[]];

const short = (value: number): number[] => [value & 0xff, value >> 8];
const long = (value: number): number[] => [...short(value & 0xffff), ...short(value >>> 16)];

/** An APP1 segment's content: EXIF, the lowest byte first, whose directory tells of `count` entries. */
function exif(entries: readonly Entry[], { name = 'Exif\0\0', count = entries.length, mark = 'II', magic = 42 } = {}) {
  const directory = entries.flatMap(([tag, type, many, value]) => [
    ...short(tag),
    ...short(type),
    ...long(many),
    ...value,
  ]);
  const tiff = [...Buffer.from(mark), ...short(magic), ...long(8), ...short(count), ...directory, ...long(0)];
  return Uint8Array.from([...Buffer.from(name), ...tiff]);
}

const orientation = (value: number, type = SHORT, count = 1): Entry => [ORIENTATION, type, count, long(value)];
const sound = exif([orientation(3)]);
const subDirectory: Entry = [0x8769, LONG, 1, long(26)];

/** Found with OpenCV 4.6 by `imread` of a JPEG with that segment. */
describe('the orientation in EXIF is what OpenCV takes it for', () => {
  it.each([
    ['one short number', sound, 3],
    ['one long number', exif([orientation(3, LONG)]), 3],
    ['another type', exif([orientation(6, BYTE)]), 6],
    ['a fraction’s', exif([orientation(3, RATIONAL)]), 3],
    ['a text’s', exif([orientation(3, TEXT)]), 3],
    ['two numbers', exif([orientation(3 | (6 << 16), SHORT, 2)]), 3],
    ['no number', exif([orientation(3, SHORT, 0)]), 3],
    ['given twice', exif([orientation(3), orientation(6)]), 3],
    ['behind other entries', exif([[MAKE, TEXT, 4, [65, 66, 67, 0]], orientation(3)]), 3],
    ['behind a text that lies outside', exif([[MAKE, TEXT, 400, long(100_000)], orientation(3)]), 1],
    ['in a directory below', exif([subDirectory, orientation(3)], { count: 1 }), 1],
    ['beyond the values', exif([orientation(9)]), 1],
    ['zero', exif([orientation(0)]), 1],
    ['not there', exif([]), 1],
    ['cut off', sound.slice(0, 22), 1],
    ['the last that is there', exif([orientation(3)], { count: 9 }).slice(0, -4), 3],
    ['in a segment of another name', exif([orientation(3)], { name: 'abcdef' }), 3],
    ['behind another byte order mark', exif([orientation(3)], { mark: 'IM' }), 1],
    ['behind another magic number', exif([orientation(3)], { magic: 43 }), 1],
    ['in XMP', Uint8Array.from(Buffer.from('http://ns.adobe.com/xap/1.0/\0<x/>')), 1],
    ['in nothing', new Uint8Array(0), 1],
  ])('%s', (_, content, expected) => {
    expect(jpegOrientation(content)).toBe(expected);
  });
});
