import { crc32 } from '../base/checksums/crc32.ts';
import type { Heard } from '../base/listen-to.ts';
import { changedError } from './source/decode-errors.ts';
import type { DecodeInput } from './source/decode-input.ts';
import { readBlob } from './source/read-blob.ts';

/** Read ahead where reading goes on, and where it begins at another place. */
const AHEAD = 64 * 1024;
const AHEAD_ELSEWHERE = 4 * 1024;

/** A file of which only what is asked for is read, through one window. */
export class FileSlices {
  readonly size: number;
  private window: Uint8Array = new Uint8Array(0);
  private start = 0;

  /** @param heard told when bytes are waited for, and when they have come and what follows is our own work */
  constructor(
    private readonly input: Pick<DecodeInput, 'source' | 'head'>,
    private readonly heard?: Heard,
    private readonly signal?: AbortSignal,
  ) {
    this.size = input.source.size;
  }

  /**
   * So many bytes from `at` on and what happens to be at hand behind; fewer where the file ends before. Begins with its beginning. Throws as
   * `readBlob`, also where the file no longer begins as it did.
   */
  read(at: number, length: number): Uint8Array | Promise<Uint8Array> {
    const end = Math.min(at + length, this.size);
    const there = at >= this.start && end <= this.start + this.window.length;
    return there ? this.window.subarray(at - this.start) : this.fetch(at, end);
  }

  private async fetch(at: number, end: number): Promise<Uint8Array> {
    const { source, head } = this.input;
    const isFirst = this.window.length === 0;
    const ahead = at === this.start + this.window.length ? AHEAD : AHEAD_ELSEWHERE;
    const bytes = await readBlob(source.slice(at, Math.max(end, at + ahead)), this.heard, this.signal);
    if (isFirst && head && crc32(bytes.subarray(0, head.length)) !== head.crc) throw changedError();
    this.heard?.(false);
    this.window = bytes;
    this.start = at;
    return bytes;
  }
}
