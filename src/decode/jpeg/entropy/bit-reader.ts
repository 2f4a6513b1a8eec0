import { damagedError } from '../../source/decode-errors.ts';
import type { JpegStream } from '../stream/jpeg-stream.ts';

/**
 * The bits of a scan's data (T.81, F.2.2.5), which end at a marker. Decoders look further ahead than they go: zeros come
 * behind the last bit, and whether any was used is found out at the end.
 */
export class BitReader {
  /** The last bits that were read; of which so many are still to be used. */
  bits = 0;
  count = 0;
  /** Zeros among them that no data stand for, all behind those that data do. */
  private padding = 0;

  constructor(private readonly stream: JpegStream) {}

  /** Begins anew at the stream's place. */
  begin(): void {
    this.bits = 0;
    this.count = 0;
    this.padding = 0;
  }

  /** Throws `decode-failed` where more bits were used than there were. */
  finish(): void {
    if (this.count < this.padding) throw damagedError();
  }

  /** Makes it 25 bits at least. */
  fill(): void {
    const { bytes } = this.stream;
    let { bits, count } = this;
    let { at } = this.stream;
    // Almost always two bytes that are nothing but data.
    if (count <= 16 && bytes[at] !== 0xff && bytes[at + 1] !== 0xff) {
      bits = (bits << 16) | (bytes[at] << 8) | bytes[at + 1];
      count += 16;
      at += 2;
    }
    while (count <= 24) {
      let byte = bytes[at];
      if (byte === 0xff) {
        let next = at + 1;
        // As libjpeg does, any number of these before a zero are taken for one.
        while (bytes[next] === 0xff) next++;
        if (bytes[next] === 0) {
          at = next;
        } else {
          byte = 0;
          at--;
          this.padding += 8;
        }
      }
      at++;
      bits = (bits << 8) | byte;
      count += 8;
    }
    this.bits = bits;
    this.count = count;
    this.stream.at = at;
  }

  /** The next bit. */
  bit(): number {
    if (this.count === 0) this.fill();
    return (this.bits >>> --this.count) & 1;
  }

  /** The next bits, 16 at most. */
  take(size: number): number {
    if (this.count < size) this.fill();
    this.count -= size;
    return (this.bits >>> this.count) & ((1 << size) - 1);
  }
}
