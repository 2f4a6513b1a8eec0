import { adler32 } from '../../src/base/checksums/adler32.ts';
import { Bits } from './empty-blocks.ts';

/** What a deflate stream says: a byte, or `length` bytes again from `distance` back; or bytes in a stored block. */
export type Said = number | { readonly length: number; readonly distance: number } | { readonly stored: number[] };

/** A zlib stream that says just this, by fixed codes, and whose header declares a window of 2 ** `windowBits` bytes. */
export function streamOf(said: readonly Said[], windowBits: number): Uint8Array {
  const bits = new Bits();
  const written: number[] = [];
  bits.value(0, 1).value(1, 2);
  for (const what of said) {
    if (typeof what === 'number') {
      literal(bits, what);
      written.push(what);
    } else if ('stored' in what) {
      literal(bits, 256);
      bits.value(0, 1).value(0, 2);
      while (bits.length % 8 !== 0) bits.value(0, 1);
      bits.value(what.stored.length, 16).value(~what.stored.length & 0xffff, 16);
      for (const byte of what.stored) bits.value(byte, 8);
      written.push(...what.stored);
      bits.value(0, 1).value(1, 2);
    } else {
      match(bits, what);
      for (const end = written.length + what.length; written.length < end;) {
        written.push(written[written.length - what.distance]);
      }
    }
  }
  literal(bits, 256);
  // An empty last block.
  bits.value(1, 1).value(1, 2);
  literal(bits, 256);
  const body = bits.bytes();
  const stream = new Uint8Array(2 + body.length + 4);
  stream[0] = ((windowBits - 8) << 4) | 8;
  stream[1] = 31 - ((stream[0] * 256) % 31);
  stream.set(body, 2);
  new DataView(stream.buffer).setUint32(2 + body.length, adler32(Uint8Array.from(written), 1));
  return stream;
}

function literal(bits: Bits, symbol: number): void {
  if (symbol < 144) bits.code(0x30 + symbol, 8);
  else if (symbol < 256) bits.code(0x190 + symbol - 144, 9);
  else if (symbol < 280) bits.code(symbol - 256, 7);
  else bits.code(0xc0 + symbol - 280, 8);
}

/** Lengths from 3 to 10 and distances have the codes that RFC 1951, 3.2.5, lists. */
function match(bits: Bits, { length, distance }: { length: number; distance: number }): void {
  literal(bits, 257 + length - 3);
  if (distance <= 4) {
    bits.code(distance - 1, 5);
    return;
  }
  const extra = 30 - Math.clz32(distance - 1);
  const half = ((distance - 1) >> extra) & 1;
  bits.code(2 * extra + 2 + half, 5).value((distance - 1) & ((1 << extra) - 1), extra);
}
