import { damagedError } from '../../source/decode-errors.ts';

/** A Huffman table as it is specified (T.81, B.2.4.2): codes of each length from 1 to 16 bits, and their values in order. */
export interface HuffmanSpec {
  readonly counts: Uint8Array;
  readonly values: Uint8Array;
}

const TABLES = 4;
const ARITHMETIC_TABLES = 16;

/** What tables-and-miscellaneous segments (T.81, B.2.4) have said so far. */
export class Tables {
  /** Quantization tables, in the order of the zig-zag sequence. */
  readonly quantization: (Uint16Array | null)[] = [null, null, null, null];
  readonly dcHuffman: (HuffmanSpec | null)[] = [null, null, null, null];
  readonly acHuffman: (HuffmanSpec | null)[] = [null, null, null, null];
  /** Conditioning of arithmetic coding: L and U of DC, Kx of AC (T.81, F.1.4.4.1.4, F.1.4.4.2.1). */
  readonly dcLower = new Uint8Array(ARITHMETIC_TABLES);
  readonly dcUpper = new Uint8Array(ARITHMETIC_TABLES).fill(1);
  readonly acKx = new Uint8Array(ARITHMETIC_TABLES).fill(5);
  /** Ri: units between two restart markers; 0 for none. */
  restartInterval = 0;

  /** B.2.4.1. */
  defineQuantization(content: Uint8Array): void {
    let at = 0;
    while (at < content.length) {
      const head = content[at++];
      const wide = head >> 4 !== 0;
      const end = at + (wide ? 128 : 64);
      const index = head & 15;
      if (index >= TABLES || end > content.length) throw damagedError();
      const table = new Uint16Array(64);
      for (let k = 0; k < 64; k++)
        table[k] = wide ? (content[at + 2 * k] << 8) | content[at + 2 * k + 1] : content[at + k];
      this.quantization[index] = table;
      at = end;
    }
  }

  /** B.2.4.2. */
  defineHuffman(content: Uint8Array): void {
    let at = 0;
    while (content.length - at > 16) {
      const head = content[at];
      const counts = content.slice(at + 1, at + 17);
      at += 17;
      const count = counts.reduce((sum, codes) => sum + codes, 0);
      const index = head & ~0x10;
      if (count > 256 || at + count > content.length || index >= TABLES) throw damagedError();
      const values = content.slice(at, at + count);
      at += count;
      ((head & 0x10) !== 0 ? this.acHuffman : this.dcHuffman)[index] = { counts, values };
    }
    if (at !== content.length) throw damagedError();
  }

  /** B.2.4.3. */
  defineConditioning(content: Uint8Array): void {
    if (content.length % 2 !== 0) throw damagedError();
    for (let at = 0; at < content.length; at += 2) {
      const index = content[at];
      const value = content[at + 1];
      if (index >= 2 * ARITHMETIC_TABLES) throw damagedError();
      if (index >= ARITHMETIC_TABLES) {
        this.acKx[index - ARITHMETIC_TABLES] = value;
        continue;
      }
      this.dcLower[index] = value & 15;
      this.dcUpper[index] = value >> 4;
      if ((value & 15) > value >> 4) throw damagedError();
    }
  }

  /** B.2.4.4. */
  defineRestartInterval(content: Uint8Array): void {
    if (content.length !== 2) throw damagedError();
    this.restartInterval = (content[0] << 8) | content[1];
  }
}
