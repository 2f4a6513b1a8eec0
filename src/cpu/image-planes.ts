import type { Raster8 } from '../image/raster-image.ts';
import { XrayError } from '../image/xray-error.ts';
import type { StageId } from '../pipeline/stages.ts';

/** One open image's memory: a plane of one byte a pixel for each computed stage, and the original's samples. */
export interface ImagePlanes extends Readonly<Record<StageId, Uint8Array>> {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/**
 * Makes room for all stages, so that an image that is too large fails when it is opened. A one-channel original is its
 * own gray image.
 * @throws XrayError `image-too-large` when the memory cannot be had.
 */
export function allocatePlanes({ width, height, channels, data }: Raster8): ImagePlanes {
  const pixels = width * height;
  try {
    return {
      width,
      height,
      channels,
      original: data,
      grayscale: channels === 1 ? data : new Uint8Array(pixels),
      enhanced: new Uint8Array(pixels),
      blurred: new Uint8Array(pixels),
      edges: new Uint8Array(pixels),
    };
  } catch (error) {
    throw new XrayError('image-too-large', `${width} × ${height} pixels is too large for this device's memory.`, {
      cause: error,
    });
  }
}
