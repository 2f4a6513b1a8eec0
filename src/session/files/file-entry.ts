import type { FallbackReason } from '../../engines/cpu-fallback.ts';
import type { SourceColorType, SourceInfo } from '../../decode/decode-image.ts';
import type { XrayError } from '../../base/xray-error.ts';
import type { Backend } from '../../pipeline/engine.ts';
import type { KeptResults } from './kept-results.ts';

/** What a file's header says about its image. */
export interface ImageFacts {
  readonly width: number;
  readonly height: number;
  /** Bits a sample in the file. */
  readonly bitDepth: number;
  readonly colorType: SourceColorType;
}

/** Who computed a file's images, and how long that took. */
export interface Computation {
  readonly backend: Backend;
  readonly milliseconds: number;
  readonly fallback: FallbackReason | null;
}

export type FileState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'cancelled' }
  /** `ready`: how many of its images. */
  | { readonly kind: 'working'; readonly ready: number }
  | { readonly kind: 'done'; readonly computed: Computation }
  | { readonly kind: 'failed'; readonly error: XrayError };

export function isUnderWay({ kind }: FileState): boolean {
  return kind === 'waiting' || kind === 'working';
}

/** A file as the interface knows it: all that is kept of one that is not on show. */
export interface FileEntry {
  readonly id: number;
  readonly name: string;
  readonly file: Blob;
  /** Known from the moment the header was read. */
  readonly facts: ImageFacts | null;
  /** What the file was, with its digest; known from the moment it was decoded. */
  readonly source: SourceInfo | null;
  readonly state: FileState;
  readonly thumbnail: HTMLCanvasElement | null;
  /** The images as PNG files, where they were not on show to the end. */
  readonly kept: KeptResults | null;
}

/** A problem that is no file's own. */
export interface Notice {
  readonly id: number;
  readonly error: XrayError;
}
