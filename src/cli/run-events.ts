import type { XrayError } from '../base/xray-error.ts';
import type { FilmImage } from './film/film.ts';
import type { LeftOut } from './folders/find-files.ts';

/** What happens in a run, for those who tell of it. */
export type RunEvent =
  /** `films` are to be processed, `of` all shards. */
  | { readonly kind: 'start'; readonly films: number; readonly of: number; readonly leftOut: LeftOut }
  | { readonly kind: 'done'; readonly shown: string; readonly images: readonly FilmImage[] }
  /** It was done before, and that was proved. */
  | { readonly kind: 'kept'; readonly shown: string; readonly images: readonly FilmImage[] }
  | { readonly kind: 'failed'; readonly shown: string; readonly error: XrayError }
  /** Results are packed into this archive. */
  | { readonly kind: 'archive'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'end'; readonly outcome: Outcome };

export interface Outcome {
  readonly done: number;
  readonly kept: number;
  readonly failed: number;
  /** Films that nobody came to. */
  readonly left: number;
  /** What ended the run, where it was not its own end: an interruption, or no place for results. */
  readonly stopped: 'interrupted' | XrayError | null;
  /** The folder of the results. */
  readonly output: string;
}

export type Listen = (event: RunEvent) => void;
