import { XrayError } from '../../base/xray-error.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';

export interface ImageShape {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/**
 * One open image's memory: the original's samples, and a plane of one byte a pixel for each computed stage. A one-channel
 * original is its own gray image.
 */
export interface ImagePlanes extends ImageShape, Readonly<Record<StageId, Uint8Array>> {}

/**
 * Makes room for all stages, so that an image that is too large fails when it is opened.
 * @throws XrayError `image-too-large` when the memory cannot be had.
 */
export function allocatePlanes({ width, height, channels }: ImageShape): ImagePlanes {
  const pixels = width * height;
  try {
    const original = new Uint8Array(channels * pixels);
    return {
      width,
      height,
      channels,
      original,
      grayscale: channels === 1 ? original : new Uint8Array(pixels),
      enhanced: new Uint8Array(pixels),
      blurred: new Uint8Array(pixels),
      edges: new Uint8Array(pixels),
    };
  } catch (error) {
    throw new XrayError('image-too-large', `${width} × ${height} pixels is too large for this device's memory.`, {
      cause: error,
      reason: 'device-limit',
      values: { width, height },
    });
  }
}
