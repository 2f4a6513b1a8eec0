import { scaleToRgba, type ScaleRows, type Scaling } from '../../image/scale-to-rgba.ts';
import type { ImageShape } from '../memory/image-planes.ts';
import type { SimdKernels } from './kernels.generated.ts';
import type { SimdMemory } from './simd-memory.ts';

/** Bytes of a column's spans, and of a pixel of the picture. */
const SPAN_BYTES = 16;
const PIXEL_BYTES = 4;

/**
 * Scales planes that lie in the instance's memory. What is enlarged costs by the picture and not by the image: the plain
 * code does as well.
 */
export function simdScale(kernels: SimdKernels, memory: SimdMemory, { width, channels }: ImageShape): Scaling {
  const sums = memory.share('scale.sums', width * channels * 4);
  const spans = memory.share('scale.spans', width * SPAN_BYTES);
  const row = memory.share('scale.row', width * PIXEL_BYTES);
  const scaling =
    (reduction: keyof Scaling): ScaleRows =>
    (image, rgba, columns, rows, from, to) => {
      const count = columns.spans.length / 4;
      if (count > width) {
        scaleToRgba[reduction](image, rgba, columns, rows, from, to);
        return;
      }
      const { buffer } = kernels.memory;
      // Another drawing may have come in between.
      new Uint32Array(buffer, spans, columns.spans.length).set(columns.spans);
      const { byteOffset } = image.samples;
      kernels.startScale(byteOffset, image.width, image.channels, sums, spans, count, columns.whole, rows.whole);
      const pixels = new Uint8Array(buffer, row, count * PIXEL_BYTES);
      for (let y = from; y < to; y++) {
        const at = 4 * y;
        if (reduction === 'most') kernels.mostOfRows(rows.spans[at], rows.spans[at + 1], row);
        else kernels.scaleRow(rows.spans[at], rows.spans[at + 1], rows.spans[at + 2], rows.spans[at + 3], row);
        rgba.set(pixels, y * pixels.length);
      }
    };
  return { mean: scaling('mean'), most: scaling('most') };
}
