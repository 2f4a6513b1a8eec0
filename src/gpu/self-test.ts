import { XrayError } from '../base/xray-error.ts';
import type { RasterImage } from '../image/raster-image.ts';
import type { AnyGraph } from '../pipeline/graph.ts';
import { STANDARD } from '../pipeline/standard-graph.ts';
import type { GpuDevice } from './gpu-device.ts';
import { GPU_OPERATORS } from './operators/gpu-operators.ts';
import { imageGeometry } from './passes/image-geometry.ts';
import { fingerprint, selfTestImage, selfTestSamples } from './self-test-image.ts';
import { trialGraph, type Trial } from './trials.ts';
import { Webgl2Pipeline } from './webgl2-image.ts';

/** What a stage must hold, by its name. */
type Expected = Readonly<Record<string, number>>;

/**
 * Runs a known image through the real path with default parameters, read-back included. Drivers with bugs and browsers that add
 * noise against fingerprinting are found here and not in a radiograph.
 * @throws XrayError `engine-unavailable`
 */
export async function selfTest(device: GpuDevice): Promise<void> {
  const expected = STANDARD.computed.map((id) => [id, GPU_OPERATORS[STANDARD.nodes[id].operator.id].fingerprint]);
  await test(device, STANDARD, selfTestImage(), Object.fromEntries(expected) as Expected, 'engine-unavailable');
}

/**
 * As {@link selfTest}, of the window that makes pictures of samples of 16 bits: when the first such image comes.
 * @throws XrayError `engine-lost`
 */
export async function selfTestWindow(device: GpuDevice): Promise<void> {
  const expected = { [STANDARD.given]: GPU_OPERATORS.window.fingerprint };
  await test(device, STANDARD, selfTestSamples(), expected, 'engine-lost');
}

/**
 * As {@link selfTest}, of what default parameters leave out: when somebody chooses it.
 * @throws XrayError `engine-lost`
 */
export async function selfTestOf(device: GpuDevice, { id, params, fingerprint }: Trial): Promise<void> {
  await test(device, trialGraph(id), selfTestImage(), { [id]: fingerprint }, 'engine-lost', { [id]: params });
}

async function test(
  device: GpuDevice,
  graph: AnyGraph,
  image: RasterImage,
  expected: Expected,
  code: 'engine-unavailable' | 'engine-lost',
  params: Readonly<Record<string, Trial['params']>> = {},
): Promise<void> {
  const { width, height, channels, bitDepth } = image;
  const geometry = imageGeometry(width, height, channels, device.maxSide, bitDepth);
  const pipeline = new Webgl2Pipeline(graph, device, image, geometry);
  try {
    await pipeline.upload(undefined);
    if (!(graph.given in expected)) await pipeline.update(params);
    for (const [stage, wanted] of Object.entries(expected)) {
      const { data } = await pipeline.read(stage);
      if (fingerprint(data) !== wanted) {
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
