import { describe, expect, it } from 'vitest';
import { sniffFormat } from '../../../../src/decode/source/sniff-format.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

describe('sniffFormat', () => {
  it.each([
    ['PNG', PNG, 'png'],
    ['JPEG', [0xff, 0xd8, 0xff, 0xe0], 'jpeg'],
    ['PNG whose line ends were converted', [0x89, 0x50, 0x4e, 0x47, 0x0a, 0x1a, 0x0a, 0], 'damaged-png'],
    ['PNG that lost bit 7', [0x09, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'damaged-png'],
    ['PNG cut within its signature', PNG.slice(0, 6), 'damaged-png'],
    ['GIF', [0x47, 0x49, 0x46, 0x38, 0x39, 0x61], null],
    ['BMP', [0x42, 0x4d, 0, 0, 0, 0], null],
    ['WebP', [0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0], null],
    ['byte-order mark before a PNG', [0xef, 0xbb, 0xbf, ...PNG], null],
    ['two bytes of a JPEG', [0xff, 0xd8], null],
    ['nothing', [], null],
  ])('%s', (_, bytes, format) => {
    expect(sniffFormat(Uint8Array.from(bytes))).toBe(format);
  });
});
