import { XrayError } from '../base/xray-error.ts';
import type { RasterImage } from '../image/raster-image.ts';
import { knownId } from '../operators/operators.ts';
import type { GpuDevice } from './gpu-device.ts';
import { gpuOperator } from './operators/gpu-operators.ts';
import { imageGeometry } from './passes/image-geometry.ts';
import { fingerprint, SELF_TEST_GRAPH, selfTestImage, selfTestSamples } from './self-test-image.ts';
import { Webgl2Pipeline } from './webgl2-image.ts';

/**
 * Runs a known image through the real path, read-back included. Drivers with bugs and browsers that add noise against
 * fingerprinting are found here and not in a radiograph.
 * @throws XrayError `engine-unavailable`
 */
export async function selfTest(device: GpuDevice): Promise<void> {
  await test(device, selfTestImage(), SELF_TEST_GRAPH.computed, 'engine-unavailable');
}

/**
 * As {@link selfTest}, of the window that makes pictures of samples of 16 bits: when the first such image comes.
 * @throws XrayError `engine-lost`
 */
export async function selfTestWindow(device: GpuDevice): Promise<void> {
  await test(device, selfTestSamples(), [SELF_TEST_GRAPH.given], 'engine-lost');
}

async function test(
  device: GpuDevice,
  image: RasterImage,
  stages: readonly string[],
  code: 'engine-unavailable' | 'engine-lost',
): Promise<void> {
  const { width, height, channels, bitDepth } = image;
  const geometry = imageGeometry(width, height, channels, device.maxSide, bitDepth);
  const pipeline = new Webgl2Pipeline(SELF_TEST_GRAPH, device, image, geometry, () => undefined);
  try {
    await pipeline.upload(undefined);
    if (stages.length > 1) await pipeline.update();
    for (const stage of stages) {
      const { data } = await pipeline.read(stage);
      const { operator: computing } = SELF_TEST_GRAPH.stages[stage];
      const operator = gpuOperator(knownId(computing ?? SELF_TEST_GRAPH.shownBy));
      if (fingerprint(data) !== operator.fingerprint) {
        throw new XrayError(code, `The GPU (${device.renderer}) does not compute exactly: ${stage} differs.`, {
          hint: 'The CPU engine (backend="cpu") serves instead.',
          reason: 'gpu-faulty',
        });
      }
    }
  } catch (error) {
    if (error instanceof XrayError && (error.code !== 'engine-lost' || code === 'engine-lost')) throw error;
    throw new XrayError(code, `The GPU (${device.renderer}) cannot run the self-test.`, {
      cause: error,
      reason: 'gpu-faulty',
    });
  } finally {
    pipeline.dispose();
  }
}
