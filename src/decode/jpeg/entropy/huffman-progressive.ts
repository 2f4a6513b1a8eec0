import { damagedError } from '../../source/decode-errors.ts';
import type { JpegStream } from '../stream/jpeg-stream.ts';
import type { ScanHeader } from '../stream/scan-header.ts';
import { NATURAL_ORDER } from '../stream/zigzag.ts';
import { BitReader } from './bit-reader.ts';
import type { BlockDecoder } from './block-decoder.ts';
import { extend, LOOKAHEAD, type HuffmanTable } from './huffman-table.ts';

const MASK = (1 << LOOKAHEAD) - 1;

/** What the scans of a progressive frame with Huffman codes (T.81, G.1.2) have in common. */
abstract class HuffmanScan implements BlockDecoder {
  protected readonly reader: BitReader;
  protected readonly first: number;
  protected readonly last: number;
  protected readonly lowBit: number;

  constructor(stream: JpegStream, { first, last, lowBit }: ScanHeader) {
    this.reader = new BitReader(stream);
    this.first = first;
    this.last = last;
    this.lowBit = lowBit;
  }

  begin(): void {
    this.reader.begin();
  }

  finish(): void {
    this.reader.finish();
  }

  abstract decode(coefficients: Int16Array, at: number, index: number): void;

  protected symbol(table: HuffmanTable): number {
    const { reader } = this;
    if (reader.count < 16) reader.fill();
    const { bits, count } = reader;
    let found = table.symbols[(bits >>> (count - LOOKAHEAD)) & MASK];
    if (found === 0) found = table.longSymbol((bits >>> (count - 16)) & 0xffff);
    reader.count = count - (found >> 8);
    return found & 255;
  }
}

/** The first scan of DC coefficients (G.1.2.1). */
export class DcFirstScan extends HuffmanScan {
  private readonly predictions: Float64Array;

  constructor(
    stream: JpegStream,
    header: ScanHeader,
    private readonly tables: readonly HuffmanTable[],
  ) {
    super(stream, header);
    this.predictions = new Float64Array(header.components.length);
  }

  override begin(): void {
    super.begin();
    this.predictions.fill(0);
  }

  decode(coefficients: Int16Array, at: number, index: number): void {
    const size = this.symbol(this.tables[index]);
    const difference = size === 0 ? 0 : extend(this.reader.take(size), size);
    const value = (this.predictions[index] += difference);
    // Beyond 32 bits libjpeg gives up.
    if (value !== (value | 0)) throw damagedError();
    coefficients[at] = value << this.lowBit;
  }
}

/** Scans that make DC coefficients a bit more exact (G.1.2.1). */
export class DcRefiningScan extends HuffmanScan {
  decode(coefficients: Int16Array, at: number): void {
    if (this.reader.bit() === 1) coefficients[at] |= 1 << this.lowBit;
  }
}

abstract class AcScan extends HuffmanScan {
  /** Blocks, from this one on, that have no more new coefficients in the band (EOBRUN). */
  protected run = 0;

  constructor(
    stream: JpegStream,
    header: ScanHeader,
    protected readonly table: HuffmanTable,
  ) {
    super(stream, header);
  }

  override begin(): void {
    super.begin();
    this.run = 0;
  }

  /** EOBn: 2 to the power of n, and n bits. */
  protected runOf(power: number): number {
    return power === 0 ? 1 : (1 << power) + this.reader.take(power);
  }
}

/** The first scan of a band of AC coefficients (G.1.2.2). */
export class AcFirstScan extends AcScan {
  /** Bits lie in local variables: a third less time. */
  decode(coefficients: Int16Array, at: number): void {
    if (this.run > 0) {
      this.run--;
      return;
    }
    const { reader, table, last, lowBit } = this;
    const { symbols } = table;
    let { bits, count } = reader;
    for (let k = this.first; k <= last; k++) {
      if (count < 16) {
        reader.bits = bits;
        reader.count = count;
        reader.fill();
        ({ bits, count } = reader);
      }
      let symbol = symbols[(bits >>> (count - LOOKAHEAD)) & MASK];
      if (symbol === 0) symbol = table.longSymbol((bits >>> (count - 16)) & 0xffff);
      count -= symbol >> 8;
      const size = symbol & 15;
      const zeros = (symbol >> 4) & 15;
      if (size === 0 && zeros !== 15) {
        reader.bits = bits;
        reader.count = count;
        this.run = this.runOf(zeros) - 1;
        return;
      }
      k += zeros;
      if (size === 0) continue;
      if (count < size) {
        reader.bits = bits;
        reader.count = count;
        reader.fill();
        ({ bits, count } = reader);
      }
      count -= size;
      const value = (bits >>> count) & ((1 << size) - 1);
      coefficients[at + NATURAL_ORDER[k]] = extend(value, size) << lowBit;
    }
    reader.bits = bits;
    reader.count = count;
  }
}

/** Scans that make a band of AC coefficients a bit more exact (G.1.2.3, figures G.7 to G.9). */
export class AcRefiningScan extends AcScan {
  decode(coefficients: Int16Array, at: number): void {
    const { reader, last } = this;
    const bit = 1 << this.lowBit;
    let k = this.first;
    if (this.run === 0) {
      for (; k <= last; k++) {
        const symbol = this.symbol(this.table);
        const zeros = symbol >> 4;
        let value = 0;
        if ((symbol & 15) !== 0) {
          // A new coefficient has one bit only.
          if ((symbol & 15) !== 1) throw damagedError();
          value = reader.bit() === 1 ? bit : -bit;
        } else if (zeros !== 15) {
          this.run = this.runOf(zeros);
          break;
        }
        k = this.refine(coefficients, at, k, zeros, bit);
        if (value !== 0) coefficients[at + NATURAL_ORDER[k]] = value;
      }
    }
    if (this.run > 0) {
      this.refine(coefficients, at, k, 64, bit);
      this.run--;
    }
  }

  /** Corrects coefficients from `k` on until it comes to a zero behind so many others; the place of that, or behind the band. */
  private refine(coefficients: Int16Array, at: number, k: number, zeros: number, bit: number): number {
    const { reader, last } = this;
    for (; k <= last; k++) {
      const place = at + NATURAL_ORDER[k];
      const coefficient = coefficients[place];
      if (coefficient === 0) {
        if (--zeros < 0) break;
      } else if (reader.bit() === 1 && (coefficient & bit) === 0) {
        coefficients[place] = coefficient + (coefficient >= 0 ? bit : -bit);
      }
    }
    return k;
  }
}
