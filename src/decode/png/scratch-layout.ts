import { LARGEST_WINDOW } from './inflation/zlib-header.ts';

/** Compressed bytes that the decoder is given at a time. */
export const INPUT_BYTES = 1 << 16;
/** Inflated bytes at a time, at least: small enough to stay in the processor's cache until they are rows. */
export const BAND_BYTES = 1 << 17;
/** What is read and written in whole vectors may reach further; a match behind what was asked for. */
const SLACK = 64;
const MATCH_SLACK = 320;
/** As assembly/parts/state.ts lays it out. */
const STATE_BYTES = 24704;

/** Addresses of what the decoder works with, in a memory of its own. */
export interface ScratchLayout {
  readonly state: number;
  readonly lanes: number;
  readonly input: number;
  /** Inflated bytes: those that matches may refer to, a row that is not whole, and room for more. */
  readonly output: number;
  readonly outputEnd: number;
  /** Two rows as they are in the file. */
  readonly rows: readonly [number, number];
  /** A row as it is in the picture, and then a band of them. */
  readonly band: number;
  readonly end: number;
}

/**
 * @param first not 0, as an address
 * @param rowBytes of the longest row in the file, without its filter
 * @param madeBytes of a row in the picture
 */
export function layOutScratch(first: number, rowBytes: number, madeBytes: number): ScratchLayout {
  let end = aligned(first);
  const reserve = (bytes: number): number => {
    const address = end;
    end = aligned(end + bytes + SLACK);
    return address;
  };
  const state = reserve(STATE_BYTES);
  const lanes = reserve(16);
  const input = reserve(INPUT_BYTES);
  const outputBytes = LARGEST_WINDOW + rowBytes + 1 + BAND_BYTES;
  const output = reserve(outputBytes + MATCH_SLACK);
  const rows = [reserve(rowBytes), reserve(rowBytes)] as const;
  const band = reserve(madeBytes + bandRows(madeBytes) * madeBytes);
  return { state, lanes, input, output, outputEnd: output + outputBytes, rows, band, end };
}

/** Rows of a picture that are made at a time, at most. */
export function bandRows(madeBytes: number): number {
  return 1 + Math.floor(BAND_BYTES / madeBytes);
}

function aligned(address: number): number {
  return Math.ceil(address / SLACK) * SLACK;
}
