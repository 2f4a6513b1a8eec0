import type { HuffmanSpec, Tables } from './tables.ts';

/** T.81, K.3.3.1: luminance and chrominance of DC have the same values. */
const DC_COUNTS = ['00010501010101010100000000000000', '00030101010101010101010000000000'];
const DC_VALUES = '000102030405060708090a0b';

/** T.81, K.3.3.2. */
const AC_COUNTS = ['0002010303020403050504040000017d', '00020102040403040705040400010277'];
const AC_VALUES = [
  '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a' +
    '434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8' +
    'a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa',
  '000102031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738' +
    '393a434445464748494a535455565758595a636465666768696a737475767778797a82838485868788898a92939495969798999aa2a3a4a5' +
    'a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa',
];

/**
 * Gives a sequential frame the tables of T.81, K.3.3, that it lacks, as libjpeg-turbo does: single pictures of Motion JPEG come without.
 */
export function supplyHuffmanTables({ dcHuffman, acHuffman }: Tables): void {
  for (let i = 0; i < 2; i++) {
    dcHuffman[i] ??= specOf(DC_COUNTS[i], DC_VALUES);
    acHuffman[i] ??= specOf(AC_COUNTS[i], AC_VALUES[i]);
  }
}

function specOf(counts: string, values: string): HuffmanSpec {
  return { counts: bytesOf(counts), values: bytesOf(values) };
}

function bytesOf(hexadecimal: string): Uint8Array {
  const bytes = new Uint8Array(hexadecimal.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hexadecimal.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
