import { XrayError } from '../image/xray-error.ts';
import type { Raster8 } from '../image/raster-image.ts';
import { COMPUTED_STAGE_IDS, type ComputedStageId } from '../pipeline/stages.ts';
import type { GpuDevice } from './gpu-device.ts';
import { imageGeometry } from './image-geometry.ts';
import { Webgl2Pipeline } from './webgl2-pipeline.ts';

/**
 * Fingerprints of what OpenCV computes from {@link selfTestImage} with the default parameters. A unit test computes
 * them anew with OpenCV itself.
 */
export const SELF_TEST_FINGERPRINTS: Readonly<Record<ComputedStageId, number>> = {
  grayscale: 0x056f86d8,
  enhanced: 0x6be4de48,
  blurred: 0x6960f4e4,
  edges: 0x14d221a0,
};

/** A small colour image with soft discs, a ramp and noise: every stage has something to get wrong. */
export function selfTestImage(): Raster8 {
  const width = 61;
  const height = 47;
  const data = new Uint8Array(width * height * 3);
  let state = 12345;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inDisc = (x - 20) * (x - 20) + (y - 24) * (y - 24) < 180 || Math.abs(x - 46) + Math.abs(y - 20) < 9;
      for (let channel = 0; channel < 3; channel++, i++) {
        state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
        data[i] = (inDisc ? 150 : 40) + x + ((state >> 16) % 17) + channel * 7;
      }
    }
  }
  return { width, height, channels: 3, bitDepth: 8, data };
}

/** FNV-1a, 32 bits. */
export function fingerprint(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/**
 * Runs a known image through the real path, read-back included. Drivers with bugs and browsers that add noise against
 * fingerprinting are found here and not in a radiograph.
 * @throws XrayError `engine-unavailable`
 */
export async function selfTest(device: GpuDevice): Promise<void> {
  const image = selfTestImage();
  const geometry = imageGeometry(image.width, image.height, image.channels, device.maxSide);
  const pipeline = new Webgl2Pipeline(device, image, geometry, () => undefined);
  try {
    await pipeline.upload(undefined);
    await pipeline.update();
    for (const stage of COMPUTED_STAGE_IDS) {
      const { data } = await pipeline.read(stage);
      if (fingerprint(data) !== SELF_TEST_FINGERPRINTS[stage]) {
        throw new XrayError(
          'engine-unavailable',
          `The GPU (${device.renderer}) does not compute exactly: ${stage} differs.`,
          {
            hint: 'The CPU engine (backend="cpu") serves instead.',
          },
        );
      }
    }
  } catch (error) {
    if (error instanceof XrayError && error.code !== 'engine-lost') throw error;
    throw new XrayError('engine-unavailable', `The GPU (${device.renderer}) cannot run the self-test.`, {
      cause: error,
    });
  } finally {
    pipeline.dispose();
  }
}
