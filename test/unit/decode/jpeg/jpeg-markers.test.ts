import { describe, expect, it } from 'vitest';
import { countScans, firstApp1, headSegments, MOST_SEGMENTS } from '../../../../src/decode/jpeg/jpeg-markers.ts';
import { exifSegment, frame, segment } from '../../../support/jpeg-segments.ts';

const start = [0xff, 0xd8];
const tables = segment(0xdb, [0, 0xff, 0xd9]);
const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 0xff, 0, 3, 0xff, 0xd0, 4];
const end = [0xff, 0xd9];

describe('countScans', () => {
  it.each([
    ['one scan', [...start, ...tables, ...segment(0xc0, frame()), ...scan, ...end], 1],
    ['two scans with tables between', [...start, ...scan, ...tables, ...scan, ...end], 2],
    ['bytes behind the end', [...start, ...scan, ...end, 1, 2, 3], 1],
    ['fill bytes before the end', [...start, ...scan, 0xff, 0xff, ...end], 1],
    ['no end', [...start, ...tables, ...scan], 0],
    ['an end within the tables only', [...start, ...tables, ...scan, 0xff], 0],
    ['a thumbnail that ends, in EXIF', [...start, ...exifSegment(1), ...segment(0xe1, end), ...scan], 0],
    ['no scan', [...start, ...tables, ...end], 0],
    ['a segment cut off', [...start, ...scan, 0xff, 0xdb, 0x10], 0],
    ['nothing', [...start], 0],
    ['a comment whose length is 0', [...start, 0xff, 0xfe, 0, 0, ...scan, 0xff, 0xfe, 0, 1, ...scan, ...end], 2],
  ])('%s', (_, bytes, scans) => {
    expect(countScans(Uint8Array.from(bytes), 10)?.count ?? 0).toBe(scans);
  });

  it('goes no further than somebody wants to know', () => {
    const file = Uint8Array.from([...start, ...Array.from({ length: 9 }, () => scan).flat(), ...end]);
    expect([9, 8, 3].map((most) => countScans(file, most)?.count)).toEqual([9, 9, 4]);
    // Nor to an end that is not there.
    expect(countScans(file.subarray(0, -2), 9)).toBe(null);
    expect(countScans(file.subarray(0, -2), 8)?.count).toBe(9);
  });

  it('tells how many components they have together', () => {
    const three = segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]);
    expect(countScans(Uint8Array.from([...start, ...three, 1, 2, ...scan, ...end]), 9)).toEqual({
      count: 2,
      components: 4,
    });
  });

  it('refuses a file of nothing but segments, which would take long, but takes as many scans', () => {
    const comments = (count: number): Uint8Array =>
      Uint8Array.from([...start, ...Array.from({ length: count }, () => segment(0xfe)).flat(), ...scan, ...end]);
    expect(countScans(comments(MOST_SEGMENTS - 1), 1)?.count).toBe(1);
    expect(() => countScans(comments(MOST_SEGMENTS + 1), 1)).toThrow(
      expect.objectContaining({ code: 'decode-failed' }),
    );
    const scans = Uint8Array.from([...start, ...Array.from({ length: MOST_SEGMENTS + 9 }, () => scan).flat(), ...end]);
    expect(countScans(scans, Infinity)?.count).toBe(MOST_SEGMENTS + 9);
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
    expect(headSegments(file)).toEqual([{ marker: 0xdb, start: 2, end: file.length, length: 5 }]);
    expect(headSegments(Uint8Array.from(start))).toEqual([]);
  });
});

describe('a length that is shorter than itself', () => {
  it.each([0, 1])('%i: is read, and nothing behind it', (length) => {
    const file = Uint8Array.from([...start, 0xff, 0xfe, 0, length, ...tables, ...scan, ...end]);
    expect(headSegments(file)).toEqual([
      { marker: 0xfe, start: 2, end: 6, length },
      { marker: 0xdb, start: 6, end: 13, length: 5 },
    ]);
  });

  it.each([0, 1])('%i: makes APP1 none, as to libjpeg-turbo; an empty one is the first', (length) => {
    const short = [0xff, 0xe1, 0, length];
    const exif = exifSegment(6);
    const first = (...bytes: number[]): Uint8Array | null => firstApp1(Uint8Array.from([...start, ...bytes, ...scan]));
    expect(first(...short)).toBe(null);
    expect([...(first(...short, ...exif) ?? [])]).toEqual(exif.slice(4));
    expect([...(first(...segment(0xe1), ...exif) ?? [9])]).toEqual([]);
  });
});
