import type { LookupTable } from '../../../image/sample-values.ts';
import type { DataSet } from '../data-set/data-set.ts';
import { TAG } from '../data-set/tags.ts';

/**
 * A table of an item (PS3.3, C.11.1.1.1 and C.11.2.1.1). Its first value is signed where what goes in may be negative, whatever VR it
 * has; its entries never are. Null for one that cannot be used.
 */
export function lookupTable(item: DataSet, signed: boolean): LookupTable | null {
  return tableOf(item, TAG.lutDescriptor, TAG.lutData, signed);
}

/** The three tables of a palette (C.7.6.3.1.5, C.7.6.3.1.6), whose indices are not signed; null where one is missing. */
export function paletteTables(dataSet: DataSet): readonly [LookupTable, LookupTable, LookupTable] | null {
  const [red, green, blue] = [0, 1, 2].map((c) =>
    tableOf(dataSet, TAG.paletteDescriptor + c, TAG.paletteData + c, false),
  );
  return red && green && blue && [red, green, blue];
}

function tableOf(dataSet: DataSet, descriptorTag: number, dataTag: number, signed: boolean): LookupTable | null {
  const [length, first, bits] = dataSet.words(descriptorTag);
  if (bits === undefined || bits < 1 || bits > 16) return null;
  const words = dataSet.words(dataTag);
  const count = length || 65536;
  // 8-bit entries come one a word, or two, the low byte first: the number of bytes tells.
  const entries = words.length >= count ? words.subarray(0, count) : bytesOf(words).subarray(0, count);
  if (entries.length < count) return null;
  return { first: signed ? (first << 16) >> 16 : first, entries: Uint16Array.from(entries), bits };
}

function bytesOf(words: Uint16Array): Uint16Array {
  return Uint16Array.from({ length: 2 * words.length }, (_, i) => (words[i >> 1] >> (8 * (i & 1))) & 255);
}
