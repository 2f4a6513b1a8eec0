import { expect, it } from 'vitest';
import { grouped, formatBytes } from '../../../../src/components/words/format.ts';
import { GERMAN } from '../../../../src/messages/de.ts';

it.each([
  [0, '0 bytes', '0 Byte'],
  [1, '1 byte', '1 Byte'],
  [5, '5 bytes', '5 Byte'],
  [1023, '1023 bytes', '1023 Byte'],
  [1024, '1 KB', '1 KB'],
  [1536, '1.5 KB', '1,5 KB'],
  [2 ** 20 - 1, '1 MB', '1 MB'],
  [23.4 * 2 ** 20, '23.4 MB', '23,4 MB'],
])('%d bytes are told as people read them', (bytes, english, german) => {
  expect([formatBytes(bytes), GERMAN.fileSize(bytes)]).toEqual([english, german]);
});

it('counts have their thousands apart', () => {
  expect([0, 999, 1000, 24_600_000].map((count) => grouped(count))).toEqual(['0', '999', '1,000', '24,600,000']);
  expect(grouped(1234, '.')).toBe('1.234');
});
