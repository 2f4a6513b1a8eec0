import { damagedError } from '../../source/decode-errors.ts';
import type { JpegStream } from '../stream/jpeg-stream.ts';
import type { ScanHeader } from '../stream/scan-header.ts';
import type { Tables } from '../stream/tables.ts';
import { ArithmeticDecoder } from './arithmetic-decoder.ts';
import { EVEN } from './qe-table.ts';

/** Contexts of a DC and of an AC table (T.81, tables F.4 and F.5). */
const DC_CONTEXTS = 64;
const AC_CONTEXTS = 256;
const TABLES = 16;
const AC_FROM = TABLES * DC_CONTEXTS;
const EVEN_CONTEXT = AC_FROM + TABLES * AC_CONTEXTS;

/** Where X1 of DC begins, and X2 of AC: for low and for high coefficients (tables F.4 and F.5). */
const DC_X1 = 20;
const AC_X2_LOW = 189;
const AC_X2_HIGH = 217;
/** From a context of X to that of M: the bits of a magnitude (table F.4). */
const TO_M = 14;
const MOST_MAGNITUDE = 0x8000;

/** The statistical models of T.81, F.1.4, as the components of a scan use them. */
export class ArithmeticModel {
  readonly decoder: ArithmeticDecoder;
  private readonly predictions: Int32Array;
  /** By how large the difference before was (F.1.4.4.1.2). */
  private readonly dcContexts: Uint8Array;

  constructor(
    stream: JpegStream,
    private readonly header: ScanHeader,
    private readonly tables: Tables,
  ) {
    this.decoder = new ArithmeticDecoder(stream, new Uint8Array(EVEN_CONTEXT + 1));
    this.predictions = new Int32Array(header.components.length);
    this.dcContexts = new Uint8Array(header.components.length);
  }

  begin(): void {
    const { decoder } = this;
    decoder.statistics.fill(0);
    decoder.statistics[EVEN_CONTEXT] = EVEN;
    decoder.begin();
    this.predictions.fill(0);
    this.dcContexts.fill(0);
  }

  /** A decision whose outcomes are equally likely. */
  evenly(): number {
    return this.decoder.decode(EVEN_CONTEXT);
  }

  /** Where the contexts of an AC table begin. */
  acContexts(index: number): number {
    return AC_FROM + this.header.components[index].acTable * AC_CONTEXTS;
  }

  /** The DC coefficient of a block of a component (F.2.4.1): 16 bits, without a sign. */
  dc(index: number): number {
    const { decoder, dcContexts } = this;
    const table = this.header.components[index].dcTable;
    const from = table * DC_CONTEXTS;
    let context = from + dcContexts[index];
    if (decoder.decode(context) === 0) {
      dcContexts[index] = 0;
      return this.predictions[index];
    }
    const sign = decoder.decode(context + 1);
    context += 2 + sign;
    let magnitude = decoder.decode(context);
    if (magnitude !== 0) {
      context = from + DC_X1;
      while (decoder.decode(context) === 1) {
        magnitude <<= 1;
        if (magnitude === MOST_MAGNITUDE) throw damagedError();
        context++;
      }
    }
    const { dcLower, dcUpper } = this.tables;
    if (magnitude < (1 << dcLower[table]) >> 1) dcContexts[index] = 0;
    else dcContexts[index] = (magnitude > (1 << dcUpper[table]) >> 1 ? 12 : 4) + 4 * sign;
    const value = this.magnitudeBits(context + TO_M, magnitude) + 1;
    return (this.predictions[index] = (this.predictions[index] + (sign === 1 ? -value : value)) & 0xffff);
  }

  /** The value of an AC coefficient that is not zero (F.2.4.2, from figure F.21 on), whose contexts begin at `context`. */
  ac(index: number, k: number, context: number): number {
    const { decoder } = this;
    const sign = this.evenly();
    let at = context + 2;
    let magnitude = decoder.decode(at);
    if (magnitude !== 0 && decoder.decode(at) === 1) {
      magnitude <<= 1;
      const kx = this.tables.acKx[this.header.components[index].acTable];
      at = this.acContexts(index) + (k <= kx ? AC_X2_LOW : AC_X2_HIGH);
      while (decoder.decode(at) === 1) {
        magnitude <<= 1;
        if (magnitude === MOST_MAGNITUDE) throw damagedError();
        at++;
      }
    }
    const value = this.magnitudeBits(at + TO_M, magnitude) + 1;
    return sign === 1 ? -value : value;
  }

  /** Figure F.24. */
  private magnitudeBits(context: number, magnitude: number): number {
    let value = magnitude;
    for (let bit = magnitude >> 1; bit !== 0; bit >>= 1) {
      if (this.decoder.decode(context) === 1) value |= bit;
    }
    return value;
  }
}
