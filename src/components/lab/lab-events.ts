import type { XrayErrorCode } from '../../base/xray-error.ts';
import type { MeasuredImage } from '../../measure/measured-image.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { LabResult } from '../../session/results/lab-result.ts';

/** The element's events by name, with what each carries in `detail`. All bubble and cross shadow boundaries. */
export interface XrayLabEventDetails {
  /**
   * A file was decoded and can be shown; of a file of several frames also each time another one is on show: `frame` counts from 0, of
   * `frames`; both are absent of other files.
   */
  'xray-load': {
    file: Blob;
    name: string;
    width: number;
    height: number;
    bitDepth: number;
    frame?: number;
    frames?: number;
  };
  /** An image became ready: `done` of `total` in the files at work, the last one of `file`. */
  'xray-progress': { done: number; total: number; file: Blob };
  /**
   * All five images of a file are ready: the first time, and after every change of a parameter. `results` are all there are
   * when they are first read.
   */
  'xray-results': { result: LabResult; results: readonly LabResult[] };
  /** What is measured on a film is another: by the reader, or read from a file. `measured` is all that is measured on it. */
  'xray-measure': { file: Blob; measured: MeasuredImage };
  /** The reader changed a parameter: `name` is its path, "canny.lowThreshold"; null when all were set at once. */
  'xray-change': { name: string | null; params: PipelineParams };
  /**
   * The reader moved the divider between two images: where it is, in per cent of the picture's width, or of its height where it runs
   * horizontally.
   */
  'xray-divider': { position: number; direction: 'horizontal' | 'vertical' };
  /** Something failed. `file` is null when it was no file's own: a GPU that was lost, whose work is repeated, say. */
  'xray-error': { code: XrayErrorCode; message: string; hint: string | null; file: Blob | null };
  /**
   * Results are about to be exported; `preventDefault()` stops it. `files()` gives what would have been saved, so that a
   * host page can do something else with it; nothing for a folder, which is filled as results come.
   */
  'xray-before-export': { kind: 'zip' | 'png' | 'copy' | 'folder'; name: string; files: () => Promise<File[]> };
  /** Results were exported. */
  'xray-export': { kind: 'zip' | 'png'; name: string; blob: Blob };
}

type EventOf<Type extends keyof XrayLabEventDetails> = CustomEvent<XrayLabEventDetails[Type]>;

export type XrayLabEventMap = { [Type in keyof XrayLabEventDetails]: EventOf<Type> };

declare global {
  interface GlobalEventHandlersEventMap {
    'xray-load': EventOf<'xray-load'>;
    'xray-progress': EventOf<'xray-progress'>;
    'xray-results': EventOf<'xray-results'>;
    'xray-change': EventOf<'xray-change'>;
    'xray-measure': EventOf<'xray-measure'>;
    'xray-divider': EventOf<'xray-divider'>;
    'xray-error': EventOf<'xray-error'>;
    'xray-before-export': EventOf<'xray-before-export'>;
    'xray-export': EventOf<'xray-export'>;
  }
}

/** Fires one of the element's events. Returns false when it was cancelled. */
export function emit<Type extends keyof XrayLabEventDetails>(
  target: EventTarget,
  type: Type,
  detail: XrayLabEventDetails[Type],
): boolean {
  const cancelable = type === 'xray-before-export';
  return target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
}
