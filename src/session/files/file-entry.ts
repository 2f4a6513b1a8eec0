import type { SourceInfo } from '../../decode/decode-image.ts';
import type { OpenedSource } from '../../decode/open-source.ts';
import type { XrayError } from '../../base/xray-error.ts';
import type { Computation, ImageFacts } from './computation.ts';
import type { KeptResults } from './kept-results.ts';

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
  /** The file with its header, which is not read a second time; known with {@link facts}. */
  readonly opened: OpenedSource | null;
  /** What the file was, with its digest; known from the moment it was decoded. */
  readonly source: SourceInfo | null;
  /** Which of several frames its images are made of, from 0. */
  readonly frame: number;
  readonly state: FileState;
  /** The images as PNG files, where they were not on show to the end. */
  readonly kept: KeptResults | null;
}
