import { damagedError } from '../../source/decode-errors.ts';
import { buildCodeTable, type CodeTable } from './huffman-codes.ts';

/** Of which symbols of their own code the lengths come, in order. */
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

export interface BitSource {
  /** The next bits, as many as that. */
  take(count: number): number;
  /** The next symbol of a code of 7 bits at most. */
  takeSymbol(table: CodeTable): number;
}

/** The codes of a block. */
export interface BlockTables {
  readonly literals: CodeTable;
  readonly distances: CodeTable;
}

/** Reads the codes that a block brings along (RFC 1951, 3.2.7). Throws `decode-failed`. */
export function readCodeTables(bits: BitSource): BlockTables {
  const literalCount = bits.take(5) + 257;
  const distanceCount = bits.take(5) + 1;
  const codeCount = bits.take(4) + 4;
  if (literalCount > 286 || distanceCount > 30) throw damagedError();
  const codeLengths = new Uint8Array(19);
  for (let i = 0; i < codeCount; i++) codeLengths[CODE_LENGTH_ORDER[i]] = bits.take(3);
  const codes = buildCodeTable(codeLengths, 'complete');

  const lengths = new Uint8Array(literalCount + distanceCount);
  for (let i = 0; i < lengths.length;) {
    const symbol = bits.takeSymbol(codes);
    if (symbol < 16) {
      lengths[i++] = symbol;
      continue;
    }
    if (symbol === 16 && i === 0) throw damagedError();
    const value = symbol === 16 ? lengths[i - 1] : 0;
    const times = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
    if (i + times > lengths.length) throw damagedError();
    lengths.fill(value, i, i + times);
    i += times;
  }
  if (lengths[256] === 0) throw damagedError();
  return {
    literals: buildCodeTable(lengths.subarray(0, literalCount), 'single-allowed'),
    distances: buildCodeTable(lengths.subarray(literalCount), 'single-allowed'),
  };
}
