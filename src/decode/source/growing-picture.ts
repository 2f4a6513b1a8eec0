import type { ShowPicture } from './decode-input.ts';
import type { Orientation } from './exif-orientation.ts';
import { LONGEST_SIDE, smallPicture } from './small-picture.ts';

/** Milliseconds before the first picture: what is there sooner is not waited for. */
const FIRST_MS = 40;

/** Milliseconds between two. */
const PAUSE_MS = 100;

/** A picture that is being decoded, 8 bits a sample. */
export interface GrowingImage {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

/**
 * Shows a picture as it grows, reduced: one pixel in so many, which takes no time to speak of. What is not there yet is black.
 */
export class GrowingPicture {
  private readonly step: number;
  private readonly small: ImageData | null;
  private filled = 0;
  private due: number;

  constructor(
    private readonly image: GrowingImage,
    private readonly orientation: Orientation,
    private readonly show: ShowPicture,
    private readonly now = (): number => performance.now(),
  ) {
    const { width, height } = image;
    const step = Math.max(1, Math.ceil(Math.max(width, height) / LONGEST_SIDE));
    this.step = step;
    // Node has none, nor canvases.
    this.small =
      typeof ImageData === 'function' ? new ImageData(Math.ceil(width / step), Math.ceil(height / step)) : null;
    this.due = now() + FIRST_MS;
  }

  /**
   * The first `rows` are there; of an interlaced picture's first pass one pixel in `grid`, both ways. Cheap enough to be
   * told of in every pause.
   */
  grow(rows: number, grid = 1): void {
    const { small, orientation } = this;
    if (!small || this.now() < this.due) return;
    this.fill(small, rows, grid);
    const picture = smallPicture(small, small.width, small.height, orientation);
    if (picture) this.show(picture);
    this.due = this.now() + PAUSE_MS;
  }

  private fill({ width, height, data: rgba }: ImageData, rows: number, grid: number): void {
    const { step } = this;
    const { width: columns, channels, data } = this.image;
    const green = channels === 3 ? 1 : 0;
    const blue = channels === 3 ? 2 : 0;
    const end = Math.min(height, Math.ceil(rows / step));
    for (let y = this.filled; y < end; y++) {
      const row = (y * step - ((y * step) % grid)) * columns;
      let to = 4 * y * width;
      for (let x = 0; x < width; x++, to += 4) {
        const from = (row + x * step - ((x * step) % grid)) * channels;
        rgba[to] = data[from];
        rgba[to + 1] = data[from + green];
        rgba[to + 2] = data[from + blue];
        rgba[to + 3] = 255;
      }
    }
    // Later passes make every row better.
    if (grid === 1) this.filled = end;
  }
}
