/** The bytes of a file in their order, a piece at a time. */
export interface FilePieces {
  /** All there are. */
  readonly size: number;
  /** The next ones, null at the end. What reading throws, it throws. */
  next(): Promise<Uint8Array | null>;
  /** The same bytes, to be kept: a piece may be overwritten by the next one. */
  kept(part: Uint8Array): Uint8Array;
  /** CRC-32 of a part of the last piece or of other bytes, continued from `before`, the fastest way there is. */
  crc32(part: Uint8Array, before: number): number;
}

/** A file that is read once, in one of two ways. */
export interface FileBytes extends FilePieces {
  /** All bytes at once, where no piece has been asked for. */
  whole(): Promise<Uint8Array<ArrayBuffer>>;
}
