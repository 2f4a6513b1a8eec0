import { adler32 } from '../../src/base/checksums/adler32.ts';

/** Bits, the first one lowest in its byte, as deflate packs them. */
export class Bits {
  private readonly bits: number[] = [];

  value(value: number, count: number): this {
    for (let i = 0; i < count; i++) this.bits.push((value >> i) & 1);
    return this;
  }

  /** A code, whose highest bit comes first. */
  code(value: number, count: number): this {
    for (let i = count - 1; i >= 0; i--) this.bits.push((value >> i) & 1);
    return this;
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(Math.ceil(this.bits.length / 8));
    this.bits.forEach((bit, i) => (bytes[i >> 3] |= bit << (i & 7)));
    return bytes;
  }

  get length(): number {
    return this.bits.length;
  }
}

const LENGTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15];

/** A dynamic block with the longest codes there are, and no content; filled up to a byte by an empty stored one. */
function emptyBlock(): Uint8Array {
  const bits = new Bits().value(0, 1).value(2, 2);
  bits
    .value(0, 5)
    .value(LENGTHS.length - 1, 5)
    .value(15, 4);
  // Lengths of code lengths, in deflate's order: four bits for 18 and for 1 to 15.
  for (const symbol of [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]) {
    bits.value(symbol === 18 || (symbol >= 1 && symbol <= 15) ? 4 : 0, 3);
  }
  const length = (value: number): Bits => bits.code(value - 1, 4);
  const zeros = (count: number): Bits => bits.code(15, 4).value(count - 11, 7);
  for (const value of LENGTHS.slice(0, -1)) length(value);
  zeros(138);
  zeros(256 - 15 - 138);
  length(15);
  for (const value of LENGTHS) length(value);
  // The end of the block: the last code.
  bits.code(0x7fff, 15);
  bits.value(0, 3);
  while (bits.length % 8 !== 0) bits.value(0, 1);
  return Uint8Array.from([...bits.bytes(), 0, 0, 0xff, 0xff]);
}

/** A zlib stream of `content` behind `count` blocks that hold nothing, each with tables of its own. */
export function emptyBlocksBefore(content: Uint8Array, count: number): Uint8Array {
  const block = emptyBlock();
  const stored = [1, content.length & 0xff, content.length >> 8, ~content.length & 0xff, (~content.length >> 8) & 0xff];
  const stream = new Uint8Array(2 + block.length * count + stored.length + content.length + 4);
  stream.set([0x78, 0x9c]);
  for (let i = 0; i < count; i++) stream.set(block, 2 + i * block.length);
  stream.set([...stored, ...content], 2 + count * block.length);
  new DataView(stream.buffer).setUint32(stream.length - 4, adler32(content, 1));
  return stream;
}
