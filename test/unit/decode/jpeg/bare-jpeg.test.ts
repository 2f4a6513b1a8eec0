import { describe, expect, it } from 'vitest';
import { bareJpeg } from '../../../../src/decode/jpeg/bare-jpeg.ts';
import { exifSegment, frame, segment } from '../../../support/jpeg-segments.ts';

const start = [0xff, 0xd8];
const app2 = (name: string, ...content: number[]): number[] => segment(0xe2, [...Buffer.from(`${name}\0`), ...content]);
const profile = app2('ICC_PROFILE', 1, 1, 0xff, 0xda, 7);
const exif = exifSegment(6);
const other = app2('MPF', 1, 2);
const head = segment(0xc0, frame());
const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 0xff, 0, 3];
const end = [0xff, 0xd9];

async function strip(bytes: number[]): Promise<number[]> {
  const stripped = bareJpeg(Uint8Array.from(bytes));
  expect(stripped.type).toBe('image/jpeg');
  return [...new Uint8Array(await stripped.arrayBuffer())];
}

describe('bareJpeg', () => {
  const sound = [...start, ...other, ...head, ...scan, ...end];

  it.each([
    ['before the frame', [...start, ...other, ...profile, ...head, ...scan, ...end]],
    ['first of all', [...start, ...profile, ...other, ...head, ...scan, ...end]],
    ['behind the frame', [...start, ...other, ...head, ...profile, ...scan, ...end]],
    ['in two segments', [...start, ...profile, ...profile, ...other, ...head, ...scan, ...end]],
    ['in two that stand apart', [...start, ...profile, ...other, ...profile, ...head, ...scan, ...end]],
  ])('leaves out a profile %s', async (_, bytes) => {
    expect(await strip(bytes)).toEqual(sound);
  });

  it.each([
    ['first of all', [...start, ...exif, ...other, ...head, ...scan, ...end]],
    ['in two segments', [...start, ...exif, ...other, ...exif, ...head, ...scan, ...end]],
    ['behind the frame, beside a profile', [...start, ...other, ...head, ...profile, ...exif, ...scan, ...end]],
    ['with a thumbnail', [...start, ...segment(0xe1, [...start, ...profile]), ...other, ...head, ...scan, ...end]],
    ['in words', [...start, ...other, ...segment(0xe1, [...Buffer.from('<x:xmpmeta')]), ...head, ...scan, ...end]],
  ])('leaves out what would turn the picture, %s', async (_, bytes) => {
    expect(await strip(bytes)).toEqual(sound);
  });

  it.each([
    ['a file without one', sound],
    ['APP2 segments of another kind', [...start, ...app2('MPF', 1, 2), ...app2('ICC_PROFIL', 1), ...head, ...scan]],
    ['another segment with such a name', [...start, ...segment(0xe3, profile.slice(4)), ...head, ...scan, ...end]],
    ['what stands behind the first scan', [...start, ...head, ...scan, ...profile, ...end]],
    ['what stands behind the end', [...sound, ...profile]],
    ['a file cut off in a marker', [...start, 0xff, 0xe2, 0]],
    ['nothing', []],
  ])('leaves %s as it is', async (_, bytes) => {
    expect(await strip(bytes)).toEqual(bytes);
  });

  it.each([
    ['a comment', [0xff, 0xfe, 0, 0]],
    ['a comment of length 1', [0xff, 0xfe, 0, 1]],
    ['a comment without text', segment(0xfe)],
    ['an application’s segment', [0xff, 0xe5, 0, 0]],
    ['a number of lines', [0xff, 0xdc, 0, 1]],
  ])('leaves out %s without content, wherever it stands', async (_, empty) => {
    expect(
      await strip([...start, ...empty, ...other, ...empty, ...empty, ...head, ...scan, ...empty, ...scan, ...end]),
    ).toEqual([...start, ...other, ...head, ...scan, ...scan, ...end]);
  });

  it('leaves alone what no decoder passes over', async () => {
    const bytes = [...start, 0xff, 0xdb, 0, 1, ...head, ...scan, ...end];
    expect(await strip(bytes)).toEqual(bytes);
  });

  it('keeps fill bytes, which may stand before any marker', async () => {
    expect(await strip([...start, 0xff, ...profile, ...head, ...scan, ...end])).toEqual([
      ...[...start, 0xff, ...head, ...scan, ...end],
    ]);
  });

  it('ends with the file where a profile is cut off', async () => {
    expect(await strip([...start, ...other, ...profile.slice(0, -2)])).toEqual([...start, ...other]);
  });
});
