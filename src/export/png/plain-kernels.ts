import { adler32 } from '../../base/checksums/adler32.ts';
import { crc32 } from '../../base/checksums/crc32.ts';
import type { BitWriter } from './bit-writer.ts';
import { END_OF_BLOCK, LENGTH_SYMBOL, LONGEST_RUN, RUN, SHORTEST_RUN, SYMBOLS, TOKENS } from './deflate-code.ts';
import { FILTER, MOST_BLOCK_BYTES, type PngKernels, type RowFilter } from './png-kernels.ts';

/** In TypeScript, for pages that refuse WebAssembly. */
export class PlainKernels implements PngKernels {
  readonly hash = null;
  readonly spare: ArrayBuffer[] = [];
  readonly counts = new Uint32Array(SYMBOLS);
  readonly entries = new Uint32Array(TOKENS);
  private readonly tokens = new Uint16Array(MOST_BLOCK_BYTES);
  private readonly otherCounts = new Uint32Array(256);
  private memory: Uint8Array<ArrayBuffer>[] = [];

  layOut(sizes: readonly number[]): Uint8Array<ArrayBuffer>[] {
    this.memory = sizes.map((size, i) => {
      const last: Uint8Array<ArrayBuffer> | undefined = this.memory[i];
      return last && last.length >= size ? last : new Uint8Array(size);
    });
    return this.memory.map((bytes, i) => bytes.subarray(0, sizes[i]));
  }

  swapBytes({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): void {
    const view = new DataView(buffer, byteOffset, byteLength);
    for (let at = 0; at < byteLength; at += 2) view.setUint16(at, view.getUint16(at, true), false);
  }

  filterRows(
    filter: RowFilter,
    rows: Uint8Array,
    above: Uint8Array | null,
    stride: number,
    pixelBytes: number,
    target: Uint8Array,
  ): void {
    let offset = 0;
    for (let start = 0; start < rows.length; start += stride) {
      const current = rows.subarray(start, start + stride);
      target[offset++] = FILTER[filter];
      if (filter === 'sub') {
        target.set(current.subarray(0, pixelBytes), offset);
        for (let i = pixelBytes; i < stride; i++) target[offset + i] = current[i] - current[i - pixelBytes];
      } else if (filter === 'up' && above) {
        for (let i = 0; i < stride; i++) target[offset + i] = current[i] - above[i];
      } else {
        target.set(current, offset);
      }
      above = current;
      offset += stride;
    }
  }

  adler32(bytes: Uint8Array, before: number): number {
    return adler32(bytes, before);
  }

  crc32(bytes: Uint8Array): number {
    return crc32(bytes);
  }

  findRuns(bytes: Uint8Array): number {
    const { tokens, counts, otherCounts } = this;
    const { length } = bytes;
    counts.fill(0);
    otherCounts.fill(0);
    counts[END_OF_BLOCK] = 1;
    let count = 0;
    let previous = -1;
    for (let i = 0; i < length;) {
      const value = bytes[i];
      if (i + 2 < length) {
        const second = bytes[i + 1];
        const third = bytes[i + 2];
        if (second !== third) {
          // No run begins at these. Two tables, since counting equal values one after the other makes each wait for the
          // one before.
          counts[value]++;
          otherCounts[second]++;
          counts[third]++;
          tokens[count] = value;
          tokens[count + 1] = second;
          tokens[count + 2] = third;
          count += 3;
          i += 3;
          previous = third;
          continue;
        }
        if (value === previous && value === second) {
          // The third is as well: it equals the second.
          const most = Math.min(length, i + LONGEST_RUN);
          let end = i + SHORTEST_RUN;
          while (end < most && bytes[end] === value) end++;
          counts[LENGTH_SYMBOL[end - i]]++;
          tokens[count++] = RUN + end - i;
          i = end;
          continue;
        }
      }
      counts[value]++;
      tokens[count++] = value;
      previous = value;
      i++;
    }
    for (let value = 0; value < 256; value++) counts[value] += otherCounts[value];
    return count;
  }

  /** The fields live in locals: this is where half of the time goes. */
  writeTokens(tokenCount: number, output: BitWriter): void {
    const { tokens, entries } = this;
    const { view } = output;
    let { at, hold, holdBits } = output;
    for (let i = 0; i < tokenCount;) {
      const token = tokens[i++];
      const entry = entries[token];
      hold |= (entry >>> 5) << holdBits;
      holdBits += entry & 31;
      if (token < RUN && i < tokenCount && tokens[i] < RUN) {
        const second = entries[tokens[i++]];
        hold |= (second >>> 5) << holdBits;
        holdBits += second & 31;
      }
      view.setUint32(at, hold, true);
      at += holdBits >> 3;
      hold >>>= holdBits & 24;
      holdBits &= 7;
    }
    output.at = at;
    output.hold = hold;
    output.holdBits = holdBits;
  }
}
