import type { SampleValues } from './sample-values.ts';

/** How many times as wide and as high as its shorter side a pixel is to be shown: one of them is 1. */
export interface PixelShape {
  readonly x: number;
  readonly y: number;
}

export const SQUARE: PixelShape = { x: 1, y: 1 };

/** What differs less is rounding of what was measured: stretched, no pixel of the image would be one of the screen. */
const ROUNDING = 0.005;
/** What is longer is no measure of a picture. */
const LONGEST = 20;

/** The shape of a picture's pixels, by the file that it is of. */
export function pixelShape({ pixelAspect = 1 }: Pick<SampleValues, 'pixelAspect'>): PixelShape {
  const longer = Math.max(pixelAspect, 1 / pixelAspect);
  if (longer < 1 + ROUNDING || !(longer <= LONGEST)) return SQUARE;
  return pixelAspect > 1 ? { x: 1, y: pixelAspect } : { x: 1 / pixelAspect, y: 1 };
}
