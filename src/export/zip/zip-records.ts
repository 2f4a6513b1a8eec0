import { crc32 } from '../../base/checksums/crc32.ts';

/** A file of an archive, and what its records say of it. */
export interface ZipFile {
  readonly name: string;
  readonly file: Blob;
  readonly crc32: number;
}

/**
 * The date of every entry: 1 January 1980, the earliest ZIP can say. With the real one the same results would give another
 * archive each time, and the archive would tell when a patient's image was looked at.
 */
const NEUTRAL_DATE = 0x21;

/** The sizes of records without names (APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16). */
export const LOCAL_SIZE = 30;
export const CENTRAL_SIZE = 46;
export const END_SIZE = 22;

/** What an extra field has before its name: that it is a name in Unicode (4.6.9), its size, its version, the header's name's CRC-32. */
export const UNICODE_SIZE = 9;

/** The two records of a file that is stored as it is. @param offset of the first one in the archive, in bytes */
export function recordsOf({ name, file, crc32: sum }: ZipFile, offset: number): [local: Bytes, central: Bytes] {
  const bytes = new TextEncoder().encode(name);
  const isAscii = bytes.length === name.length;
  // Names are in UTF-8 and said to be (bit 11); old programs look for them in the extra field.
  const extra = isAscii
    ? []
    : [...words(0x7075, UNICODE_SIZE - 4 + bytes.length), 1, ...doubles(crc32(bytes)), ...bytes];
  const common = [
    ...words(10, isAscii ? 0 : 0x800, 0, 0, NEUTRAL_DATE),
    ...doubles(sum, file.size, file.size),
    ...words(bytes.length, extra.length),
  ];
  return [
    Uint8Array.of(...doubles(0x04034b50), ...common, ...bytes, ...extra),
    // No comment, the first disk, no attributes.
    Uint8Array.of(
      ...[...doubles(0x02014b50), ...words(20), ...common, ...words(0, 0, 0), ...doubles(0, offset)],
      ...bytes,
      ...extra,
    ),
  ];
}

/** The record that ends an archive. @param size of all central records, which begin at `offset`, in bytes */
export function endRecord(files: number, size: number, offset: number): Bytes {
  return Uint8Array.of(...doubles(0x06054b50), ...words(0, 0, files, files), ...doubles(size, offset), ...words(0));
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Numbers of 16 bits, the lowest byte first. */
function words(...values: number[]): number[] {
  return values.flatMap((value) => [value & 0xff, (value >>> 8) & 0xff]);
}

/** Numbers of 32 bits, the lowest byte first. */
function doubles(...values: number[]): number[] {
  return values.flatMap((value) => words(value, value >>> 16));
}
