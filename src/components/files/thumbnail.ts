import type { ImagePipeline } from '../../pipeline/engine.ts';

/** Longest side in device pixels: sharp at 40 CSS pixels on dense screens. */
const LONGEST_SIDE = 96;

/** A small picture of the original, drawn once: what stays of a file that is not on show. */
export async function drawThumbnail(pipeline: ImagePipeline): Promise<HTMLCanvasElement> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(pipeline.width, pipeline.height));
  const canvas = document.createElement('canvas');
  await pipeline.draw('original', canvas, {
    width: Math.max(1, Math.round(pipeline.width * scale)),
    height: Math.max(1, Math.round(pipeline.height * scale)),
  });
  return canvas;
}
