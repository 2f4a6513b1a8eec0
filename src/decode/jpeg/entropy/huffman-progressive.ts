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

  constructor(
    stream: JpegStream,
    protected readonly header: ScanHeader,
  ) {
    this.reader = new BitReader(stream);
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
    coefficients[at] = value << this.header.lowBit;
  }
}

/** Scans that make DC coefficients a bit more exact (G.1.2.1). */
export class DcRefiningScan extends HuffmanScan {
  decode(coefficients: Int16Array, at: number): void {
    if (this.reader.bit() === 1) coefficients[at] |= 1 << this.header.lowBit;
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
  decode(coefficients: Int16Array, at: number): void {
    if (this.run > 0) {
      this.run--;
      return;
    }
    const { first, last, lowBit } = this.header;
    const { reader, table } = this;
    for (let k = first; k <= last; k++) {
      const symbol = this.symbol(table);
      const size = symbol & 15;
      const zeros = symbol >> 4;
      if (size === 0 && zeros !== 15) {
        this.run = this.runOf(zeros) - 1;
        return;
      }
      k += zeros;
      if (size !== 0) coefficients[at + NATURAL_ORDER[k]] = extend(reader.take(size), size) << lowBit;
    }
  }
}

/** Scans that make a band of AC coefficients a bit more exact (G.1.2.3, figures G.7 to G.9). */
export class AcRefiningScan extends AcScan {
  decode(coefficients: Int16Array, at: number): void {
    const { first, last, lowBit } = this.header;
    const { reader } = this;
    const bit = 1 << lowBit;
    let k = first;
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
    const { reader } = this;
    const { last } = this.header;
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
