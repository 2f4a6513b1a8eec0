import { XrayError } from '../base/xray-error.ts';
import { COMPUTED_STAGE_IDS } from '../pipeline/standard-graph.ts';
import type { GpuDevice } from './gpu-device.ts';
import { imageGeometry } from './passes/image-geometry.ts';
import { fingerprint, SELF_TEST_FINGERPRINTS, selfTestImage } from './self-test-image.ts';
import { Webgl2Pipeline } from './webgl2-image.ts';

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
            reason: 'gpu-faulty',
          },
        );
      }
    }
  } catch (error) {
    if (error instanceof XrayError && error.code !== 'engine-lost') throw error;
    throw new XrayError('engine-unavailable', `The GPU (${device.renderer}) cannot run the self-test.`, {
      cause: error,
      reason: 'gpu-faulty',
    });
  } finally {
    pipeline.dispose();
  }
}
