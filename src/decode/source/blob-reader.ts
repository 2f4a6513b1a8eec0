import type { Heard } from '../../base/listen-to.ts';
import { readBlob } from './read-blob.ts';

const WINDOW = 64 * 1024;

/** Reads small pieces of a blob through one window, so that looking at a header does not load the file. */
export class BlobReader {
  readonly size: number;
  /** What was read first. */
  first: Uint8Array | null = null;
  private windowStart = 0;
  private window = new Uint8Array(0);

  constructor(
    readonly blob: Blob,
    readonly heard?: Heard,
    readonly signal?: AbortSignal,
  ) {
    this.size = blob.size;
  }

  /** `length` bytes from `offset` on; fewer where the blob ends before. */
  async read(offset: number, length: number): Promise<Uint8Array> {
    return (await this.readAhead(offset, length)).subarray(0, length);
  }

  /** As {@link read}, with all that happens to be in the window behind: for loops that would wait too often. */
  async readAhead(offset: number, length: number): Promise<Uint8Array> {
    const end = Math.min(offset + length, this.size);
    if (offset < this.windowStart || end > this.windowStart + this.window.length) {
      this.window = await readBlob(this.blob.slice(offset, Math.max(end, offset + WINDOW)), this.heard, this.signal);
      this.first ??= this.window;
      this.windowStart = offset;
    }
    return this.window.subarray(offset - this.windowStart);
  }
}
