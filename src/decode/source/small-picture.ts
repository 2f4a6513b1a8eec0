import { swapsSides, type Orientation } from './exif-orientation.ts';

/** Longest side in pixels: enough for a frame of the page on most screens, and quickly made. */
export const LONGEST_SIDE = 1024;

/** How stored pixels come to stand upright: a, b, c, d of a canvas's transform, and whether it moves by width and height. */
const TURNS: Readonly<Record<Orientation, readonly [number, number, number, number, number, number]>> = {
  1: [1, 0, 0, 1, 0, 0],
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, 1, 1, 0, 0, 0],
  6: [0, 1, -1, 0, 1, 0],
  7: [0, -1, -1, 0, 1, 1],
  8: [0, -1, 1, 0, 0, 1],
};

/**
 * A small picture of what there is of a file, upright, to be looked at until the pixels are there: none of its values is the
 * file's. Null where it cannot be made.
 * @param width in pixels, as they are stored
 */
export function smallPicture(
  source: CanvasImageSource | ImageData,
  width: number,
  height: number,
  orientation: Orientation,
): ImageBitmap | null {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  const columns = Math.max(1, Math.round(width * scale));
  const rows = Math.max(1, Math.round(height * scale));
  try {
    const [across, down] = swapsSides(orientation) ? [rows, columns] : [columns, rows];
    const canvas = new OffscreenCanvas(across, down);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) return null;
    const [a, b, c, d, right, bottom] = TURNS[orientation];
    context.setTransform(a, b, c, d, right * across, bottom * down);
    // What is smoothed better is reduced by halves first: four times the time, and a third of the picture's memory.
    context.imageSmoothingQuality = 'low';
    context.drawImage('data' in source ? canvasOf(source) : source, 0, 0, columns, rows);
    return canvas.transferToImageBitmap();
  } catch {
    // Older browsers have no such canvas; nothing hangs on it.
    return null;
  }
}

function canvasOf(pixels: ImageData): OffscreenCanvas {
  const canvas = new OffscreenCanvas(pixels.width, pixels.height);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return canvas;
}
