import type { XrayError } from '../base/xray-error.ts';
import type { PipelineParams } from '../pipeline/params.ts';

/** What happened in a session: facts, which others put into events and sentences. Files are named by their ids. */
export type Report =
  /** Something that can be seen is another. */
  | { readonly kind: 'changed' }
  /** No work is left. */
  | { readonly kind: 'idle' }
  /** A file was removed, or all were. */
  | { readonly kind: 'left'; readonly id: number }
  /** Work on a file began. */
  | { readonly kind: 'began'; readonly id: number; readonly name: string }
  /** A file was decoded: its original can be drawn. */
  | {
      readonly kind: 'opened';
      readonly file: Blob;
      readonly name: string;
      readonly width: number;
      readonly height: number;
      readonly bitDepth: number;
      /** Of a file of several frames: how many, and which one it is, from 0. */
      readonly frames?: number;
      readonly frame?: number;
    }
  /** One more image of the files at work is ready; `file` is the one it belongs to. */
  | { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly file: Blob }
  /** A file is through its batch, and has its results. */
  | { readonly kind: 'done'; readonly id: number; readonly name: string }
  /** A file's results are there, or there anew with other parameters. */
  | { readonly kind: 'results'; readonly id: number }
  /** No file is at work any longer, whether they succeeded or not. */
  | { readonly kind: 'processed' }
  /** Something failed; `file` is null where that was no file's own. */
  | { readonly kind: 'failed'; readonly error: XrayError; readonly file: Blob | null }
  /** A GPU was lost, and its work is done again by another engine. */
  | { readonly kind: 'engine-lost'; readonly error: XrayError }
  /** A file of results was given out. */
  | { readonly kind: 'exported'; readonly what: 'zip' | 'png'; readonly name: string; readonly blob: Blob }
  /** All of an export was given out, in `count` archives. */
  | { readonly kind: 'archived'; readonly count: number }
  /** What is measured on a film is another. */
  | { readonly kind: 'measured'; readonly id: number }
  /** A file of measurements was brought. */
  | { readonly kind: 'measurements'; readonly name: string }
  /** A manifest was brought, which holds so many `sets` of parameters, of which `params` is the first. */
  | { readonly kind: 'setting'; readonly name: string; readonly params: PipelineParams; readonly sets: number };

export type Tell = (report: Report) => void;

/** Hands each report to all who listen, in the order in which they came. */
export class Reports {
  private readonly listeners: Tell[] = [];

  listen(listener: Tell): void {
    this.listeners.push(listener);
  }

  readonly tell: Tell = (report) => {
    for (const listener of this.listeners) listener(report);
  };
}
