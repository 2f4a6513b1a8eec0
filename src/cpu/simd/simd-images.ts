import type { Computation } from '../kernels/cpu-operator.ts';
import { cpuOperator, planeOwners } from '../kernels/cpu-operators.ts';
import { cpuImage, planeOf, type CpuImage, type ImageParts } from '../kernels/open-image.ts';
import { makePlanes, SAMPLES, type ImageLayout, type ImagePlanes } from '../memory/image-planes.ts';
import { SpareMemory } from '../memory/spare-memory.ts';
import type { SimdKernels } from './kernels.generated.ts';
import { SimdMemory } from './simd-memory.ts';
import { simdScale } from './simd-scale.ts';
import { addressOf } from './simd-module.ts';
import { countValues } from './count-values.ts';
import type { SimdOperator } from './simd-operator.ts';
import { SIMD_OPERATORS } from './simd-operators.ts';

interface UsedInstance {
  readonly instance: SimdKernels;
  readonly laidOut: LaidOutImage;
  /** The layout, as text. */
  readonly layout: string;
  /** Of the image it was laid out for. */
  readonly pixels: number;
}

interface LaidOutImage {
  readonly parts: ImageParts;
  /** The end of the memory that any image has used. */
  readonly used: number;
}

/** Opens images, each in an instance of the kernels and so in a memory of its own. */
export class SimdImages {
  private readonly module: WebAssembly.Module;
  private readonly spare = new SpareMemory<UsedInstance>(({ instance, laidOut }) => {
    new Uint8Array(instance.memory.buffer).fill(0, addressOf(instance.FIRST_FREE), laidOut.used);
  });

  constructor(module: WebAssembly.Module) {
    this.module = module;
  }

  /** Null when so much memory in one piece cannot be had. */
  async open(layout: ImageLayout): Promise<CpuImage | null> {
    const text = JSON.stringify(layout);
    const pixels = layout.shape.width * layout.shape.height;
    // Memory grows when it must; a much smaller image would hold on to what it has no use for.
    const last = this.spare.take((memory) => pixels >= memory.pixels / 2);
    try {
      const instance = last?.instance ?? (await instantiate(this.module));
      // What an image of the same layout has left behind can stay: each edge plane shows what its mask says, and whatever
      // else matters is written before it is read.
      const laidOut = last?.layout === text ? last.laidOut : layOut(instance, layout, last?.laidOut.used ?? 0);
      if (!laidOut) return null;
      this.spare.opened();
      const keep = (): void => this.spare.keep({ instance, laidOut, layout: text, pixels }, laidOut.used);
      return cpuImage(laidOut.parts, last?.layout === text, keep);
    } catch (error) {
      // What the browser throws when it has no address space left.
      if (error instanceof RangeError) return null;
      throw error;
    }
  }
}

async function instantiate(module: WebAssembly.Module): Promise<SimdKernels> {
  const { exports } = await WebAssembly.instantiate(module);
  return exports as unknown as SimdKernels;
}

/** Null when there is no room. */
function layOut(instance: SimdKernels, layout: ImageLayout, used: number): LaidOutImage | null {
  const { shape, bitDepth, given, stages } = layout;
  const { width, height } = shape;
  const pixels = width * height;
  const memory = new SimdMemory(addressOf(instance.FIRST_FREE));
  const owners = planeOwners(layout);
  const addresses = new Map<string, number>();
  for (const owner of new Set(owners.values())) {
    addresses.set(owner, memory.reserve(owner === given ? pixels * shape.channels : pixels));
  }
  if (bitDepth === 16) addresses.set(SAMPLES, memory.reserve(2 * pixels * shape.channels));
  const addressAt = (node: string): number => addresses.get(owners.get(node) ?? node) ?? 0;

  const computations = new Map<string, Computation>();
  for (const { id, operator, inputs } of stages) {
    const simd: SimdOperator | undefined = SIMD_OPERATORS[operator];
    if (owners.get(id) !== id || !simd) continue;
    const operands = { width, height, sources: inputs.map(addressAt), target: addressAt(id) };
    computations.set(id, simd(instance, memory, operands));
  }

  if (bitDepth === 16) {
    const operands = { width, height, sources: [addressAt(SAMPLES)], target: addressAt(given) };
    computations.set(given, SIMD_OPERATORS.window(instance, memory, operands));
  }

  const scale = simdScale(instance, memory, shape);
  const end = memory.makeRoom(instance.memory, used);
  if (end === null) return null;
  // Not before: memory that grows takes the views of it away.
  const planes: ImagePlanes = makePlanes(
    layout,
    owners,
    (owner, bytes) => new Uint8Array(instance.memory.buffer, addressAt(owner), bytes),
  );
  for (const { id, operator, inputs } of stages) {
    if (owners.get(id) !== id || computations.has(id)) continue;
    const sources = inputs.map((input) => planeOf(planes, input));
    computations.set(id, cpuOperator(operator).create(sources, planeOf(planes, id)));
  }
  const count: ImageParts['count'] = (stage, slices) => {
    const { length } = planeOf(planes, stage).data;
    return countValues(instance, addressAt(stage), length, slices);
  };
  return { parts: { planes, given, computations, stages, count, scale }, used: end };
}
