import { XrayError } from '../base/xray-error.ts';
import { isInFile, type ImageInFile } from '../image/image-in-file.ts';
import type { RasterImage } from '../image/raster-image.ts';
import type { SampleValues } from '../image/sample-values.ts';
import type { Engine, ImagePipeline, OpenOptions } from '../pipeline/engine.ts';
import type { AnyGraph } from '../pipeline/graph.ts';
import { givenTo } from '../pipeline/given.ts';
import { OpenImages } from '../pipeline/open-images.ts';
import { STANDARD, type StandardGraph } from '../pipeline/standard-graph.ts';
import { Pacer } from '../worker/pacer.ts';
import type { GpuDevice } from './gpu-device.ts';
import { imageGeometry, type ImageGeometry } from './passes/image-geometry.ts';
import { isSoftwareRenderer } from './resources/renderer-name.ts';
import { selfTest, selfTestOf, selfTestWindow } from './self-test.ts';
import { acquireDevice, releaseDevice } from './shared-device.ts';
import type { Trial } from './trials.ts';
import type { TargetCount } from './passes/gpu-operator.ts';
import { Webgl2Pipeline } from './webgl2-image.ts';

export interface Webgl2EngineOptions {
  /** Whether a renderer that only imitates a GPU will do. */
  readonly acceptSoftware: boolean;
  /** Pretends that the device's largest texture side is smaller: for tests of folding. */
  readonly maxSide?: number;
  /** Pretends that it draws into fewer targets at once. */
  readonly targets?: TargetCount;
}

/** Devices that passed; the test is not repeated for a second engine on the same context. */
const passed = new WeakMap<GpuDevice, Promise<void>>();

/**
 * The engine on the page's shared WebGL2 context.
 * @throws XrayError `engine-unavailable` without WebGL2, with a software renderer that is not accepted, or when the
 * self-test fails
 */
export async function createWebgl2Engine({ acceptSoftware, maxSide, targets }: Webgl2EngineOptions): Promise<Engine> {
  const device = acquire();
  try {
    if (!acceptSoftware && isSoftwareRenderer(device.renderer)) {
      throw new XrayError('engine-unavailable', `WebGL2 is done in software here (${device.renderer}).`, {
        hint: 'The CPU engine is faster and serves instead.',
      });
    }
    const test = passed.get(device) ?? selfTest(device);
    passed.set(device, test);
    await test;
  } catch (error) {
    releaseDevice(device);
    throw error;
  }
  return new Webgl2Engine(device, Math.min(maxSide ?? Infinity, device.maxSide), fewer(targets, device.targets));
}

/** @throws XrayError `engine-unavailable` */
function acquire(): GpuDevice {
  try {
    return acquireDevice();
  } catch (error) {
    if (error instanceof XrayError) throw error;
    throw new XrayError('engine-unavailable', 'The GPU cannot be used.', { cause: error, reason: 'gpu-faulty' });
  }
}

function fewer(wanted: TargetCount | undefined, available: TargetCount): TargetCount {
  return wanted !== undefined && wanted < available ? wanted : available;
}

/** Devices whose windows passed theirs. */
const windowsPassed = new WeakMap<GpuDevice, Promise<void>>();

/** What else each device was tried with. */
const trialsOf = new WeakMap<GpuDevice, Map<Trial, Promise<void>>>();

/** An image whose samples are there. */
interface Decoded {
  readonly image: RasterImage;
  readonly values: SampleValues | null;
}

class Webgl2Engine implements Engine {
  readonly backend = 'webgl2';
  readonly description: string;
  private readonly device: GpuDevice;
  private readonly maxSide: number;
  private readonly targets: TargetCount;
  private readonly images = new OpenImages<{ dispose(): void }>();

  constructor(device: GpuDevice, maxSide: number, targets: TargetCount) {
    this.device = device;
    this.targets = targets;
    this.maxSide = maxSide;
    this.description = device.renderer;
  }

  async open<G extends AnyGraph = StandardGraph>(
    image: RasterImage | ImageInFile,
    { signal, graph = STANDARD as AnyGraph as G, values: told }: OpenOptions<G> = {},
  ): Promise<ImagePipeline<G>> {
    const { device, targets } = this;
    const geometryOf = ({ width, height, channels }: RasterImage | ImageInFile, bitDepth: 8 | 16): ImageGeometry =>
      imageGeometry(width, height, channels, this.maxSide, bitDepth);
    return this.images.open<Webgl2Pipeline<G>, Decoded>(image, signal, {
      check: () => void geometryOf(image, isInFile(image) ? (image.stored?.bitDepth ?? 8) : 8),
      reduce: async () => {
        // Another engine would have to decode it again.
        if (isInFile(image)) device.assertUsable();
        const given = await new Pacer(signal).inSteps(givenTo(graph, image, told));
        if (given.bitDepth === 16) await this.windowsTested();
        const decoded = isInFile(given.image) ? await given.image.decode(signal) : given.image;
        return { image: decoded, values: given.values() };
      },
      create: ({ image: decoded, values }, onDispose) => {
        device.assertUsable();
        const geometry = geometryOf(decoded, decoded.bitDepth);
        const tried = (trials: readonly Trial[]): Promise<void> => this.tried(trials);
        return new Webgl2Pipeline(graph, device, decoded, geometry, { onDispose, values, targets, tried });
      },
      fill: (opened) => opened.upload(signal),
    });
  }

  /** @throws XrayError `engine-lost` where windows are not computed exactly; once a device. */
  private windowsTested(): Promise<void> {
    const { device } = this;
    const test = windowsPassed.get(device) ?? selfTestWindow(device);
    windowsPassed.set(device, test);
    return test;
  }

  /** @throws XrayError `engine-lost` where one of them is not computed exactly; once a device. */
  private async tried(trials: readonly Trial[]): Promise<void> {
    const { device } = this;
    const known = trialsOf.get(device) ?? new Map<Trial, Promise<void>>();
    trialsOf.set(device, known);
    await Promise.all(
      trials.map((trial) => {
        const test = known.get(trial) ?? selfTestOf(device, trial);
        known.set(trial, test);
        return test;
      }),
    );
  }

  dispose(): void {
    if (this.images.dispose()) releaseDevice(this.device);
  }
}
