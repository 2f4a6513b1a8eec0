import type { StageId } from '../../pipeline/standard-graph.ts';
import type { DragOut } from '../saving/drag-out.ts';

/** A figure whose image can be dragged out of the page. */
export interface DraggedFigure {
  readonly stage: StageId;
  /** Whether the image is complete and may be saved. */
  readonly savable: boolean;
  readonly dragOut: DragOut | null;
  /** Whether its file is made within the moment in which a drag begins. */
  readonly quick: boolean;
}

/** Lets a mouse drag the image on `canvas`; a finger there scrolls the page. @param onUnready it was to be dragged, and is no file yet */
export function letDrag(canvas: HTMLCanvasElement, figure: DraggedFigure, onUnready: () => void): void {
  canvas.addEventListener('pointerdown', ({ pointerType, button }) => {
    const { stage, savable, dragOut, quick } = figure;
    canvas.draggable = pointerType === 'mouse' && savable && dragOut !== null;
    if (canvas.draggable && button === 0 && quick) dragOut?.prepare(stage);
  });
  canvas.addEventListener('dragstart', (event) => {
    if (figure.dragOut?.start(figure.stage, event)) return;
    event.preventDefault();
    onUnready();
  });
}
