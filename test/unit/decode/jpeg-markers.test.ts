import { describe, expect, it } from 'vitest';
import { reachesEndOfImage } from '../../../src/decode/jpeg-markers.ts';
import { exifSegment, frame, segment } from '../../support/jpeg-segments.ts';

const start = [0xff, 0xd8];
const tables = segment(0xdb, [0, 0xff, 0xd9]);
const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 0xff, 0, 3, 0xff, 0xd0, 4];
const end = [0xff, 0xd9];

describe('reachesEndOfImage', () => {
  it.each([
    ['one scan', [...start, ...tables, ...segment(0xc0, frame()), ...scan, ...end], true],
    ['two scans with tables between', [...start, ...scan, ...tables, ...scan, ...end], true],
    ['bytes behind the end', [...start, ...scan, ...end, 1, 2, 3], true],
    ['fill bytes before the end', [...start, ...scan, 0xff, 0xff, ...end], true],
    ['no end', [...start, ...tables, ...scan], false],
    ['an end within the tables only', [...start, ...tables, ...scan, 0xff], false],
    ['a thumbnail that ends, in EXIF', [...start, ...exifSegment(1), ...segment(0xe1, end), ...scan], false],
    ['no scan', [...start, ...tables, ...end], false],
    ['a segment cut off', [...start, ...scan, 0xff, 0xdb, 0x10], false],
    ['nothing', [...start], false],
  ])('%s', (_, bytes, whole) => {
    expect(reachesEndOfImage(Uint8Array.from(bytes))).toBe(whole);
  });
});
