import { XrayError } from '../base/xray-error.ts';
import { knownId } from '../operators/operators.ts';
import type { GpuDevice } from './gpu-device.ts';
import { gpuOperator } from './operators/gpu-operators.ts';
import { imageGeometry } from './passes/image-geometry.ts';
import { fingerprint, SELF_TEST_GRAPH, selfTestImage } from './self-test-image.ts';
import { Webgl2Pipeline } from './webgl2-image.ts';

/**
 * Runs a known image through the real path, read-back included. Drivers with bugs and browsers that add noise against
 * fingerprinting are found here and not in a radiograph.
 * @throws XrayError `engine-unavailable`
 */
export async function selfTest(device: GpuDevice): Promise<void> {
  const image = selfTestImage();
  const geometry = imageGeometry(image.width, image.height, image.channels, device.maxSide);
  const pipeline = new Webgl2Pipeline(SELF_TEST_GRAPH, device, image, geometry, () => undefined);
  try {
    await pipeline.upload(undefined);
    await pipeline.update();
    for (const stage of SELF_TEST_GRAPH.computed) {
      const { data } = await pipeline.read(stage);
      const operator = gpuOperator(knownId(SELF_TEST_GRAPH.stages[stage].operator));
      if (fingerprint(data) !== operator.fingerprint) {
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
