/** A small canvas that pictures are painted on to be read. */
export interface PixelSurface {
  readonly width: number;
  readonly height: number;
  readonly context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
}

/** A surface of this size, or null on a thread that has no canvas (workers of older browsers). */
export function createPixelSurface(width: number, height: number): PixelSurface | null {
  // In memory rather than on the graphics card: every pixel is read back.
  const settings: CanvasRenderingContext2DSettings = { willReadFrequently: true };
  let context: PixelSurface['context'] | null = null;
  if (typeof OffscreenCanvas === 'function') context = offscreenContext(width, height, settings);
  if (!context && typeof document === 'object') {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    context = canvas.getContext('2d', settings);
  }
  if (!context) return null;
  context.imageSmoothingEnabled = false;
  context.globalCompositeOperation = 'copy';
  return { width, height, context };
}

function offscreenContext(
  width: number,
  height: number,
  settings: CanvasRenderingContext2DSettings,
): OffscreenCanvasRenderingContext2D | null {
  try {
    return new OffscreenCanvas(width, height).getContext('2d', settings);
  } catch {
    // Browsers that had OffscreenCanvas for WebGL first throw for '2d'; the canvas element serves there.
    return null;
  }
}
