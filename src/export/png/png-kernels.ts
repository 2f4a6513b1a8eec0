import type { BitWriter } from './bit-writer.ts';

/** PNG filter types used here, by the number that opens each row (PNG specification, 9.2). */
export const FILTER = { none: 0, sub: 1, up: 2 } as const;

export type RowFilter = keyof typeof FILTER;

/** Bytes that share a Huffman code, at most. Fewer follow the data better, more need fewer codes. */
export const MOST_BLOCK_BYTES = 1 << 17;

/**
 * What an encoder does with every byte. There are two kinds with the same outcome: in TypeScript, and in WebAssembly, which
 * works in memory of its own. All arrays that are handed in are of what {@link layOut} gave last.
 */
export interface PngKernels {
  /** Memory to work in, a piece of each size; what was given before is not to be used any more. What it holds is not known. */
  layOut(sizes: readonly number[]): Uint8Array<ArrayBuffer>[];
  /** Has samples of 16 bits, as they lie in memory, begin with their high byte. */
  swapBytes(samples: Uint8Array<ArrayBuffer>): void;
  /**
   * Writes rows of `stride` bytes, filtered, to `target`: each behind the filter's number.
   * @param above the row above the first; null where there is none
   * @param pixelBytes how far back Sub looks
   */
  filterRows(
    filter: RowFilter,
    rows: Uint8Array<ArrayBuffer>,
    above: Uint8Array<ArrayBuffer> | null,
    stride: number,
    pixelBytes: number,
    target: Uint8Array<ArrayBuffer>,
  ): void;
  adler32(bytes: Uint8Array<ArrayBuffer>, before: number): number;
  crc32(bytes: Uint8Array<ArrayBuffer>): number;
  /** Turns at most {@link MOST_BLOCK_BYTES} into tokens, which it keeps; returns how many. */
  findRuns(bytes: Uint8Array<ArrayBuffer>): number;
  /** How often each symbol of deflate occurs in what {@link findRuns} found. */
  readonly counts: Uint32Array;
  /** By token: the bits to write × 32, and how many. To be filled in before {@link writeTokens}. */
  readonly entries: Uint32Array;
  /** Writes the tokens' bits. Uses eight bytes more than it writes. */
  writeTokens(tokenCount: number, output: BitWriter): void;
  /** Memory that rows came in, for those of the next image. */
  readonly spare: ArrayBuffer[];
  /** SHA-256 of what comes in pieces; null where the browser's own is to be asked. */
  readonly hash: PieceHash | null;
}

/** One hash at a time. */
export interface PieceHash {
  start(): void;
  add(bytes: Uint8Array<ArrayBuffer>): void;
  /** 64 hexadecimal digits. */
  end(): string;
}
