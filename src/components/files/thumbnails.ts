import type { ImagePipeline } from '../../pipeline/engine.ts';
import { GIVEN } from '../../pipeline/stage-roles.ts';

/** Longest side in device pixels: sharp at 40 CSS pixels on dense screens. */
const LONGEST_SIDE = 96;

/** Small pictures of originals, drawn once: what stays to be seen of files that are not on show. By the files' ids. */
export class Thumbnails {
  private readonly drawn = new Map<number, HTMLCanvasElement>();
  private readonly kept = new Map<number, HTMLCanvasElement>();

  get(id: number): HTMLCanvasElement | null {
    return this.kept.get(id) ?? null;
  }

  /** Draws a file's image while it is there; seen once it is {@link keep kept}. Not kept when it `isWanted` no more by then. */
  async draw(
    id: number,
    pipeline: Pick<ImagePipeline, 'width' | 'height' | 'draw'>,
    isWanted: () => boolean,
  ): Promise<void> {
    this.drawn.delete(id);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(pipeline.width, pipeline.height));
    const canvas = document.createElement('canvas');
    await pipeline.draw(GIVEN, canvas, {
      width: Math.max(1, Math.round(pipeline.width * scale)),
      height: Math.max(1, Math.round(pipeline.height * scale)),
    });
    if (isWanted()) this.drawn.set(id, canvas);
  }

  /** The file is through: its picture takes the place of a former one. */
  keep(id: number): void {
    const canvas = this.drawn.get(id);
    this.drawn.delete(id);
    if (canvas) this.kept.set(id, canvas);
    else this.kept.delete(id);
  }

  forget(id: number): void {
    this.drawn.delete(id);
    this.kept.delete(id);
  }
}
