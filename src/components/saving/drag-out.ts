import type { StageId } from '../../pipeline/standard-graph.ts';
import type { ResultExport } from '../../session/saving/result-export.ts';

/** How long after a drop a browser may take to fetch what was dropped, before its address is taken back. */
const GRACE_MS = 60_000;

type Exports = Pick<ResultExport, 'image' | 'mayGive' | 'tellGiven'>;

/** A file that was made, or is being made, of a stage of a result. */
interface Made {
  readonly stage: StageId;
  /** As it was then. */
  readonly result: NonNullable<ReturnType<Exports['image']>>['result'];
  file: File | null;
}

/**
 * Hands stages of the image on show to whatever the reader drags them to. A browser takes what is dragged when the drag
 * begins, and not later: the file is made before.
 */
export class DragOut {
  private made: Made | null = null;

  constructor(private readonly exports: Exports) {}

  /** Lets go of what is no longer what is on show. */
  follow(): void {
    if (this.made && this.exports.image(this.made.stage)?.result !== this.made.result) this.made = null;
  }

  /** Has the file of a stage made, which may be about to be dragged. */
  prepare(stage: StageId): void {
    const image = this.exports.image(stage);
    if (!image || (this.made?.stage === stage && this.made.result === image.result)) return;
    const made: Made = (this.made = { stage, result: image.result, file: null });
    image.result.png(stage).then(
      (png) => (made.file = new File([png], image.name, { type: png.type })),
      // Why it cannot be had is told to who presses a button for it.
      () => this.made === made && (this.made = null),
    );
  }

  /**
   * Gives the file of a stage to a drag that begins; to be called while that is handled.
   * @returns false where it is not made yet: then there is nothing to drag.
   */
  start(stage: StageId, event: DragEvent): boolean {
    this.prepare(stage);
    const { dataTransfer, target } = event;
    const file = this.made?.file;
    if (!file || !dataTransfer) return false;
    if (!this.exports.mayGive(file)) {
      event.preventDefault();
      return true;
    }
    const { name, type } = file;
    const url = URL.createObjectURL(file);
    dataTransfer.effectAllowed = 'copy';
    // For pages, and for programs where the browser is Firefox; the other, for folders and programs, is Chromium's.
    dataTransfer.items.add(file);
    dataTransfer.setData('DownloadURL', [type, name, url].join(':'));
    target?.addEventListener(
      'dragend',
      (ended) => {
        setTimeout(() => URL.revokeObjectURL(url), GRACE_MS);
        if ((ended as DragEvent).dataTransfer?.dropEffect !== 'none') this.exports.tellGiven(file);
      },
      { once: true },
    );
    return true;
  }
}
