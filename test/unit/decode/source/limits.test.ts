import { describe, expect, it } from 'vitest';
import { assertFileSize, assertPixelCount } from '../../../../src/decode/source/limits.ts';

const MB = 1024 * 1024;

describe('assertFileSize', () => {
  it.each([
    [23.4 * MB, {}, 'file is too large (23.4 MB). The maximum is 20 MB.'],
    [25 * MB, {}, 'file is too large (25 MB). The maximum is 20 MB.'],
    [20 * MB + 1, {}, 'file is too large (20.1 MB). The maximum is 20 MB.'],
    [4 * MB, { maxFileSize: 2.5 * MB }, 'file is too large (4 MB). The maximum is 2.5 MB.'],
    [3000, { maxFileSize: 2048 }, 'file is too large (2.9 KB). The maximum is 2 KB.'],
    [12, { maxFileSize: 10 }, 'file is too large (12 bytes). The maximum is 10 bytes.'],
  ])('%d bytes', (size, limits, message) => {
    expect(() => assertFileSize(size, limits)).toThrow(expect.objectContaining({ code: 'file-too-large', message }));
  });

  it('refuses an empty file', () => {
    expect(() => assertFileSize(0, {})).toThrow(
      expect.objectContaining({ code: 'file-empty', message: 'the file is empty.' }),
    );
  });

  it('takes what is exactly at the limit', () => {
    expect(() => assertFileSize(20 * MB, {})).not.toThrow();
    expect(() => assertFileSize(100, { maxFileSize: 100 })).not.toThrow();
  });
});

describe('assertPixelCount', () => {
  it.each([
    [65535, 65535, {}, '65535 × 65535 pixels is too large. The maximum is 100 megapixels.'],
    [10001, 10000, {}, '10001 × 10000 pixels is too large. The maximum is 100 megapixels.'],
    [2000, 2000, { maxPixels: 2.5e6 }, '2000 × 2000 pixels is too large. The maximum is 2.5 megapixels.'],
    [100, 100, { maxPixels: 9999 }, '100 × 100 pixels is too large. The maximum is 9999 pixels.'],
  ])('%d × %d', (width, height, limits, message) => {
    expect(() => assertPixelCount(width, height, limits)).toThrow(
      expect.objectContaining({ code: 'image-too-large', message }),
    );
  });

  it('takes what is exactly at the limit', () => {
    expect(() => assertPixelCount(10000, 10000, {})).not.toThrow();
  });
});
