import { BLOCK } from '../entropy/block-decoder.ts';
import { writeEightBitYcc } from './colour.ts';
import { interpolateAcross, interpolateBoth, interpolateDown } from './interpolation.ts';
import { flatBlock, inverseTransform } from './inverse-transform.ts';
import type { SampleKernels } from './sample-kernels.ts';
import type { Strip } from './strip.ts';
import { wideTransform } from './wide-transform.ts';

/** In TypeScript, of strips that are dequantized. */
export const PLAIN_KERNELS: SampleKernels = {
  allocate: (length) => new Uint8ClampedArray(length),
  transformBlocks,
  interpolateAcross,
  interpolateDown,
  interpolateBoth,
  writeYcc: writeEightBitYcc,
};

function transformBlocks(
  { coefficients, kinds }: Strip,
  from: number,
  count: number,
  samples: Uint8ClampedArray,
  to: number,
  stride: number,
): void {
  for (let i = 0; i < count; i++) {
    const kind = kinds[from + i];
    const at = (from + i) * 64;
    if (kind === BLOCK.flat) flatBlock(coefficients[at], samples, to + 8 * i, stride);
    else if (kind === BLOCK.usual) inverseTransform(coefficients, at, samples, to + 8 * i, stride);
    else wideTransform(coefficients, at, samples, to + 8 * i, stride);
  }
}
