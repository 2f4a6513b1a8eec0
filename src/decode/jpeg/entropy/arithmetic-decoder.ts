import type { JpegStream } from '../stream/jpeg-stream.ts';
import { ESTIMATES } from './qe-table.ts';

/** The QM decoder (T.81, D.2), with the code register and its shift as libjpeg's jdarith.c has them. */
export class ArithmeticDecoder {
  private code = 0;
  private interval = 0;
  /** Bits that the code register is ahead; negative as long as it has not its first two bytes. */
  private shift = -16;

  /** @param statistics estimates by index, of all contexts: bit 7 is the more probable symbol */
  constructor(
    private readonly stream: JpegStream,
    readonly statistics: Uint8Array,
  ) {}

  /** D.2.7: begins at the stream's place. */
  begin(): void {
    this.code = 0;
    this.interval = 0;
    this.shift = -16;
  }

  /** Decodes a decision in a context. */
  decode(context: number): number {
    const { statistics } = this;
    if (this.interval < 0x8000) this.renormalize();
    const state = statistics[context];
    const estimate = ESTIMATES[state & 0x7f];
    const qe = estimate >> 16;
    const most = state & 0x80;
    const interval = this.interval - qe;
    const bound = interval << this.shift;
    let lessProbable: boolean;
    if (this.code >= bound) {
      this.code -= bound;
      this.interval = qe;
      lessProbable = interval >= qe;
    } else {
      this.interval = interval;
      if (interval >= 0x8000) return most >> 7;
      lessProbable = interval < qe;
    }
    if (!lessProbable) {
      statistics[context] = most ^ ((estimate >> 8) & 0xff);
      return most >> 7;
    }
    statistics[context] = most ^ (estimate & 0xff);
    return (most >> 7) ^ 1;
  }

  /** D.2.6. */
  private renormalize(): void {
    while (this.interval < 0x8000) {
      if (--this.shift < 0) {
        this.code = (this.code << 8) | this.nextByte();
        this.shift += 8;
        // The first two bytes are in.
        if (this.shift < 0 && ++this.shift === 0) this.interval = 0x8000;
      }
      this.interval <<= 1;
    }
  }

  /** D.2.6, figure D.22: zeros from a marker on, which is legal: an encoder leaves them out (D.1.8). */
  private nextByte(): number {
    const { stream } = this;
    const { bytes } = stream;
    const byte = bytes[stream.at];
    if (byte !== 0xff) {
      stream.at++;
      return byte;
    }
    let next = stream.at + 1;
    while (bytes[next] === 0xff) next++;
    if (bytes[next] !== 0) return 0;
    stream.at = next + 1;
    return 0xff;
  }
}
