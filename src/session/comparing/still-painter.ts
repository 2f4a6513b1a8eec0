import { nextTask } from '../../base/next-task.ts';
import { axisSpans } from '../../image/axis-spans.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import { expandToRgba, scaleToRgba, type SampledImage } from '../../image/scale-to-rgba.ts';
import { STANDARD, type StageId } from '../../pipeline/standard-graph.ts';
import { reductionOf } from '../../pipeline/stage-plan.ts';
import type { StagePainter } from '../processing/stage-source.ts';

/** How long the page is kept from everything else. */
const SLICE_MS = 8;
/** Pixels of the image that are gone through between two looks at the clock. */
const BETWEEN_LOOKS = 250_000;

/** Paints stages whose pixels are had from elsewhere, as engines paint theirs; where there are none, nothing. */
export function stillPainter(pixelsOf: (stage: StageId) => Promise<RasterImage | null>): StagePainter {
  return async (stage, canvas, options) => {
    const image = await pixelsOf(stage);
    if (!image) return false;
    const { width = image.width, height = image.height } = options;
    const { part = { x: 0, y: 0, width, height } } = options;
    const context = canvas.getContext('2d');
    if (!context) return false;
    const sampled: SampledImage = { ...image, samples: image.data as Uint8Array };
    const picture = new ImageData(part.width, part.height);
    const whole = width === image.width && height === image.height;
    const reduction = reductionOf(STANDARD, stage);
    const columns = axisSpans(image.width, width, part.x, part.width, reduction);
    const rows = axisSpans(image.height, height, part.y, part.height, reduction);
    await inSlices(part.height, (BETWEEN_LOOKS * height) / (image.width * image.height), (from, to) => {
      if (whole) expandToRgba(sampled, part, picture.data, from, to);
      else scaleToRgba[reduction](sampled, picture.data, columns, rows, from, to);
    });
    Object.assign(canvas, { width: part.width, height: part.height });
    context.putImageData(picture, 0, 0);
    return true;
  };
}

/** Goes through `count` rows, `step` at a time, and lets the page do other things every few milliseconds. */
async function inSlices(count: number, step: number, work: (from: number, to: number) => void): Promise<void> {
  const rows = Math.max(1, Math.floor(step));
  let start = performance.now();
  for (let from = 0; from < count; from += rows) {
    work(from, Math.min(count, from + rows));
    if (performance.now() - start < SLICE_MS) continue;
    await nextTask();
    start = performance.now();
  }
}
