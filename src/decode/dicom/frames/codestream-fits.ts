import { damagedError } from '../../source/decode-errors.ts';
import type { CodestreamHeader } from '../codecs/codestream-header.ts';
import type { PixelLayout } from '../layout/pixel-layout.ts';

/** Throws `decode-failed` for a codestream of another image than the data set describes. It may have fewer bits than cells have. */
export function assertFits({ width, height, components, bits }: CodestreamHeader, layout: PixelLayout): void {
  const { rows, columns, samples, bitsAllocated } = layout;
  if (width !== columns || height !== rows || components !== samples) throw damagedError();
  if (bits < 1 || bits > bitsAllocated) throw damagedError();
}
