/** Bytes whose number is not known beforehand, written bit by bit, the lowest first, as deflate has it. */
export class BitWriter {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView;
  /** Whole bytes written. */
  at = 0;
  /** The bits of a byte that is not complete, and how many they are: 0 … 7. */
  hold = 0;
  holdBits = 0;

  constructor(expectedBytes: number) {
    this.bytes = new Uint8Array(Math.max(64, expectedBytes));
    this.view = new DataView(this.bytes.buffer);
  }

  /** Makes room for so many bytes more. */
  reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.at + count, Math.ceil(this.bytes.length * 1.5)));
    larger.set(this.bytes.subarray(0, this.at));
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }

  /** The lowest `count` bits of `value`, 16 at most. */
  put(value: number, count: number): void {
    this.reserve(4);
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
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }
}
