import { Inflater } from '../../png/inflation/inflate.ts';
import { damagedError } from '../../source/decode-errors.ts';
import type { ByteSource } from './byte-source.ts';

/** What may stand in front of an image: real files have some kilobytes, icons and tables included. */
const MOST_IN_FRONT = 16 * 2 ** 20;

/**
 * The data set of a deflated file (PS3.5, A.5), inflated as far as it is wanted: never more than what may stand in front of an image,
 * or than {@link most} has been set to since, whatever there is.
 */
export class InflatedBytes implements ByteSource {
  readonly size = Infinity;
  /** Bytes that may be inflated. */
  most = MOST_IN_FRONT;
  private bytes = new Uint8Array(1 << 16);
  private length = 0;
  private ended = false;
  private readonly inflater: Inflater;

  constructor(deflated: Uint8Array) {
    this.inflater = Inflater.ofRaw(deflated);
  }

  /** Throws `decode-failed`, also for what lies beyond {@link most}. */
  read(at: number, length: number): Uint8Array {
    if (at + length > this.most) throw damagedError();
    while (this.length < at + length && !this.ended) this.inflate();
    return this.bytes.subarray(Math.min(at, this.length), this.length);
  }

  private inflate(): void {
    const piece = this.inflater.next();
    if (!piece) {
      this.ended = true;
      return;
    }
    if (this.length + piece.length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.length + piece.length));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes.set(piece, this.length);
    this.length += piece.length;
  }
}
