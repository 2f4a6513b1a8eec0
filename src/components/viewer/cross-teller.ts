import type { Point } from '../pane/view-transform.ts';

/** Says the values at the cross-hair as soon as they are read, once for each place and image. */
export class CrossTeller {
  private untold = false;
  private cross: Point | null = null;

  /** Gives whether there is nothing to be said any more. */
  moved(cross: Point | null): boolean {
    if (cross === this.cross) return false;
    this.cross = cross;
    this.untold = cross !== null;
    return !this.untold;
  }

  /** Another image is on show. */
  again(): void {
    this.untold = true;
  }

  /** What `words` says of the cross-hair, if that is still to be told and known; else null. */
  told(words: (cross: Point) => string | null): string | null {
    const said = this.untold && this.cross ? words(this.cross) : null;
    if (said !== null) this.untold = false;
    return said;
  }
}
