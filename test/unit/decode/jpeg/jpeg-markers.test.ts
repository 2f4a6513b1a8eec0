import { describe, expect, it } from 'vitest';
import { headSegments, isArithmeticallyCoded, reachesEndOfImage } from '../../../../src/decode/jpeg/jpeg-markers.ts';
import { exifSegment, frame, segment } from '../../../support/jpeg-segments.ts';

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

describe('headSegments', () => {
  it('are those before the first scan', () => {
    const file = Uint8Array.from([
      ...start,
      7,
      ...tables,
      0xff,
      0xff,
      0xd0,
      ...segment(0xc0, frame()),
      ...scan,
      ...tables,
    ]);
    const found = headSegments(file);
    expect(found.map(({ marker }) => marker)).toEqual([0xdb, 0xc0]);
    expect([...file.subarray(found[0].start, found[0].end)]).toEqual(tables);
    expect([...file.subarray(found[1].start, found[1].end)]).toEqual(segment(0xc0, frame()));
  });

  it('end with the file', () => {
    const file = Uint8Array.from([...start, ...tables].slice(0, -1));
    expect(headSegments(file)).toEqual([{ marker: 0xdb, start: 2, end: file.length }]);
    expect(headSegments(Uint8Array.from(start))).toEqual([]);
  });
});

describe('isArithmeticallyCoded', () => {
  it.each([
    [0xc0, false],
    [0xc2, false],
    [0xc9, true],
    [0xca, true],
  ])('SOF %i: %s', (marker, expected) => {
    const file = Uint8Array.from([...start, ...tables, ...segment(0xcc, [0]), ...segment(marker, frame()), ...scan]);
    expect(isArithmeticallyCoded(file)).toBe(expected);
  });
});
