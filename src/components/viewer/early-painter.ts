import type { StagePainter } from '../../session/processing/stage-source.ts';

const painters = new WeakMap<ImageBitmap, StagePainter>();

/** Paints a picture of the original that came before its pixels, one painter for each: it is looked at, and never read. */
export function earlyPainter(early: ImageBitmap): StagePainter {
  const painter = painters.get(early) ?? ((_stage, canvas, options) => Promise.resolve(paint(early, canvas, options)));
  painters.set(early, painter);
  return painter;
}

/** False for one that is closed, which has no width. */
function paint(
  early: ImageBitmap,
  canvas: HTMLCanvasElement,
  { width = early.width, height = early.height, part = { x: 0, y: 0, width, height } }: Parameters<StagePainter>[2],
): boolean {
  const context = early.width > 0 ? canvas.getContext('2d') : null;
  if (!context) return false;
  Object.assign(canvas, { width: part.width, height: part.height });
  context.imageSmoothingQuality = 'high';
  context.drawImage(early, -part.x, -part.y, width, height);
  return true;
}
