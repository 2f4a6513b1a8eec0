import { damagedError } from '../../source/decode-errors.ts';
import type { JpegStream } from '../stream/jpeg-stream.ts';
import type { ScanHeader } from '../stream/scan-header.ts';
import type { Tables } from '../stream/tables.ts';
import { NATURAL_ORDER } from '../stream/zigzag.ts';
import { ArithmeticModel } from './arithmetic-model.ts';
import { BLOCK, USUAL_SUM, type BlockDecoder, type ScanQuantization, type SequentialDecoder } from './block-decoder.ts';

/** What arithmetically coded scans (T.81, F.2.4 and G.1.3) have in common. */
abstract class ArithmeticScan implements BlockDecoder {
  protected readonly model: ArithmeticModel;

  constructor(
    stream: JpegStream,
    protected readonly header: ScanHeader,
    tables: Tables,
  ) {
    this.model = new ArithmeticModel(stream, header, tables);
  }

  begin(): void {
    this.model.begin();
  }

  /** How many data there were cannot be told: zeros at the end are left out. */
  finish(): void {
    return;
  }

  abstract decode(coefficients: Int16Array, at: number, index: number): void;

  /** Passes over zeros from `k` on (figure F.20); returns where the next coefficient that is none stands. */
  protected passZeros(contexts: number, k: number, last: number): number {
    while (this.model.decoder.decode(contexts + 3 * (k - 1) + 1) === 0) {
      if (++k > last) throw damagedError();
    }
    return k;
  }
}

/** Sequential frames (F.2.4). */
export class ArithmeticSequential extends ArithmeticScan implements SequentialDecoder {
  kind: number = BLOCK.flat;

  constructor(
    stream: JpegStream,
    header: ScanHeader,
    tables: Tables,
    private readonly quantization: ScanQuantization,
  ) {
    super(stream, header, tables);
  }

  decode(coefficients: Int16Array, at: number, index: number): void {
    const { model } = this;
    const quantization = this.quantization[index];
    const contexts = model.acContexts(index);
    // The difference's sum has 16 bits.
    const dc = ((model.dc(index) << 16) >> 16) * quantization[0];
    coefficients[at] = dc;
    let sum = Math.abs(dc);
    let kind: number = BLOCK.flat;
    for (let k = 1; k < 64; k++) {
      if (model.decoder.decode(contexts + 3 * (k - 1)) === 1) break;
      k = this.passZeros(contexts, k, 63);
      const value = model.ac(index, k, contexts + 3 * (k - 1)) * quantization[k];
      coefficients[at + NATURAL_ORDER[k]] = value;
      sum += Math.abs(value);
      kind = BLOCK.usual;
    }
    this.kind = sum > USUAL_SUM ? BLOCK.wide : kind;
  }
}

/** The first scan of DC coefficients (G.1.3.1). */
export class ArithmeticDcFirst extends ArithmeticScan {
  decode(coefficients: Int16Array, at: number, index: number): void {
    coefficients[at] = this.model.dc(index) << this.header.lowBit;
  }
}

/** Scans that make DC coefficients a bit more exact (G.1.3.1). */
export class ArithmeticDcRefining extends ArithmeticScan {
  decode(coefficients: Int16Array, at: number): void {
    if (this.model.evenly() === 1) coefficients[at] |= 1 << this.header.lowBit;
  }
}

/** The first scan of a band of AC coefficients (G.1.3.2). */
export class ArithmeticAcFirst extends ArithmeticScan {
  decode(coefficients: Int16Array, at: number, index: number): void {
    const { model } = this;
    const { first, last, lowBit } = this.header;
    const contexts = model.acContexts(index);
    for (let k = first; k <= last; k++) {
      if (model.decoder.decode(contexts + 3 * (k - 1)) === 1) break;
      k = this.passZeros(contexts, k, last);
      coefficients[at + NATURAL_ORDER[k]] = model.ac(index, k, contexts + 3 * (k - 1)) << lowBit;
    }
  }
}

/** Scans that make a band of AC coefficients a bit more exact (G.1.3.3, figure G.10). */
export class ArithmeticAcRefining extends ArithmeticScan {
  decode(coefficients: Int16Array, at: number, index: number): void {
    const { decoder } = this.model;
    const { first, last, lowBit } = this.header;
    const bit = 1 << lowBit;
    const contexts = this.model.acContexts(index);
    // Where the block ended in the scans before: no end is looked for up to there.
    let end = last;
    while (end > 0 && coefficients[at + NATURAL_ORDER[end]] === 0) end--;
    for (let k = first; k <= last; k++) {
      if (k > end && decoder.decode(contexts + 3 * (k - 1)) === 1) break;
      while (!this.refine(coefficients, at + NATURAL_ORDER[k], contexts + 3 * (k - 1), bit)) {
        if (++k > last) throw damagedError();
      }
    }
  }

  /** Corrects a coefficient, or makes one that is not zero any longer; false where it stays zero. */
  private refine(coefficients: Int16Array, place: number, context: number, bit: number): boolean {
    const { decoder } = this.model;
    const coefficient = coefficients[place];
    if (coefficient !== 0) {
      if (decoder.decode(context + 2) === 1) coefficients[place] = coefficient + (coefficient < 0 ? -bit : bit);
      return true;
    }
    if (decoder.decode(context + 1) === 0) return false;
    coefficients[place] = this.model.evenly() === 1 ? -bit : bit;
    return true;
  }
}
