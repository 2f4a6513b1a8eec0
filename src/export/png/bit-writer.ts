/** Writes into memory bit by bit, the lowest first, as deflate has it. There must be room. */
export class BitWriter {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView<ArrayBuffer>;
  /** Where the next whole byte goes. */
  at: number;
  /** The bits of a byte that is not complete, and how many they are: 0 … 7. */
  hold = 0;
  holdBits = 0;

  constructor(bytes: Uint8Array<ArrayBuffer>, at = 0) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  /** The lowest `count` bits of `value`, 16 at most. */
  put(value: number, count: number): void {
    this.hold |= value << this.holdBits;
    this.holdBits += count;
    this.view.setUint32(this.at, this.hold, true);
    this.at += this.holdBits >> 3;
    this.hold >>>= this.holdBits & ~7;
    this.holdBits &= 7;
  }

  /** Fills the last byte with zeros. */
  align(): void {
    if (this.holdBits > 0) this.put(0, 8 - this.holdBits);
  }

  /** Behind a whole number of bytes. */
  putBytes(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }
}
