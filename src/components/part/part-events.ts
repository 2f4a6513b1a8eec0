import type { Calibration } from '../../measure/calibration.ts';
import type { Measurement } from '../../measure/measurement.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { ParameterPath } from '../../pipeline/parameter-paths.ts';

/** What is to be done about results of different parameters before they are saved. */
export type SaveAnswer = 'again' | 'as-is' | 'cancel';

/** What the parts tell `<xray-lab>`. They cross the parts' shadow boundaries, and the element keeps them to itself. */
export interface PartEventDetails {
  'part-choose': null;
  'part-choose-folder': null;
  'part-sample': null;
  'part-select-file': { id: number };
  'part-remove-file': { id: number };
  /** Of one file, or of all at work where `id` is null. */
  'part-cancel': { id: number | null };
  /** As `part-cancel`. */
  'part-redo': { id: number | null };
  'part-dismiss-notice': { id: number };
  'part-dismiss-note': null;
  /** All files are removed; that is taken back; they are let go of. */
  'part-remove-all': null;
  'part-undo-removal': null;
  'part-let-go': null;
  /** All parameters with the one at `path` changed; `continues` in the middle of a drag, null where there is none. */
  'part-parameter': { path: ParameterPath; params: PipelineParams; continues: boolean | null };
  'part-parameters': { params: PipelineParams };
  'part-parameters-reset': null;
  'part-undo': null;
  'part-redo-parameters': null;
  /** Another frame of the file on show, from 0. */
  'part-frame': { frame: number };
  'part-show-keys': { open: boolean };
  'part-save-stage': { stage: StageId };
  'part-answer-save': { answer: SaveAnswer };
  /** A copy of it, with what `draw` puts on it. */
  'part-save-annotated': { stage: StageId; draw: (plane: RasterImage) => RasterImage };
  /** `onCopied` is called when the image, which has a `title`, is on the clipboard. */
  'part-copy-stage': { stage: StageId; title: string; onCopied: () => void };
  /** What is measured on a film is another; `continues` in the middle of a drag. */
  'part-measure': { film: number; list: readonly Measurement[]; own: Calibration | null; continues: boolean };
  /** The last change of it is taken back, or made again. */
  'part-measure-step': { film: number; by: -1 | 1 };
  /** The reader moved the divider: how far, in per cent, and how it runs. */
  'part-divider': { position: number; direction: 'horizontal' | 'vertical' };
  /** An image is to be in sight: that of which stage is told by the one that is, null for none. */
  'part-bring-stage': { stageFor: (seen: StageId) => StageId | null };
  'part-open-stage': { stage: StageId };
  'part-close-viewer': null;
}

export function tell<Type extends keyof PartEventDetails>(
  part: EventTarget,
  type: Type,
  detail: PartEventDetails[Type],
): void {
  part.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}
