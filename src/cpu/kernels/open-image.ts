import type { WindowPlan } from '../../operators/window.ts';
import { SAMPLES, type ImageLayout, type ImagePlanes, type Plane } from '../memory/image-planes.ts';
import { touchPlanes } from '../memory/touch-planes.ts';
import type { FoundParams } from '../../operators/operator.ts';
import type { Computation, Slices } from './cpu-operator.ts';
import { GivenSamples } from './given-samples.ts';
import type { Scaling } from '../../image/scale-to-rgba.ts';

/** WebAssembly with SIMD instructions, or TypeScript. */
export type KernelKind = 'simd' | 'plain';

/** Makes room for an image and its stages; the caller fills the given image's plane. @throws XrayError `image-too-large` */
export type OpenImage = (layout: ImageLayout) => Promise<CpuImage>;

/** One open image's memory, and what computes in it. */
export interface CpuImage {
  /** @throws Error for what is no node of the image's graph */
  plane(node: string): Plane;
  /** What the image's own plane is made of. */
  readonly samples: Pick<GivenSamples, 'at' | 'bytes' | 'counts' | 'range'>;
  /**
   * Fills a stage's plane from those of its inputs, and the given image's from its samples. Gives the parameters that the image decided
   * on, if any.
   */
  compute(stage: string, plan: unknown, slices: Slices): Promise<FoundParams | null>;
  /** 256 counts of a plane's values. */
  histogram(stage: string, slices: Slices): Promise<Uint32Array<ArrayBuffer>>;
  /** Has the planes mapped where they may not be yet, and changes nothing: for when there is nothing else to do. */
  touch(slices: Slices): Promise<void>;
  /** Scales one of its planes. */
  readonly scale: Scaling;
  /** Gives the memory back, for the next image: planes may not be used afterwards. */
  release(): void;
}

/** What a kind of kernels brings along. */
export interface ImageParts {
  readonly planes: ImagePlanes;
  /** The node of the image itself. */
  readonly given: string;
  /** Of the stages that do not only pass on what they are given; of the given image where its samples have 16 bits. */
  readonly computations: ReadonlyMap<string, Computation>;
  readonly stages: ImageLayout['stages'];
  count(stage: string, slices: Slices): Promise<Uint32Array<ArrayBuffer>>;
  readonly scale: Scaling;
}

/** @param touched whether an image of the same layout was in this memory before */
export function cpuImage(
  { planes, given, computations, stages, count, scale }: ImageParts,
  touched: boolean,
  release: () => void,
): CpuImage {
  const stored = planes.get(SAMPLES) ?? null;
  const samples = new GivenSamples(planeOf(planes, given), stored, computations.get(given) ?? null);
  const inputsOf = new Map(stages.map(({ id, inputs }) => [id, inputs]));
  /** The computation, of all, that each plane was last written by; none of a picture that was given. */
  const writtenBy = new Map<string, number>();
  /** With which of them in its inputs a stage was computed last. */
  const madeOf = new Map<string, string>();
  let number = 0;
  return {
    plane: (node) => planeOf(planes, node),
    samples,
    compute: async (stage, plan, slices) => {
      planeOf(planes, stage);
      const inputs = (inputsOf.get(stage) ?? []).map((input) => writtenBy.get(input) ?? 0).join();
      const unchanged = madeOf.get(stage) === inputs;
      madeOf.set(stage, inputs);
      writtenBy.set(stage, ++number);
      let found: FoundParams | null = null;
      const circumstances = { unchanged, tell: (params: FoundParams) => (found = params) };
      if (stage === given) await samples.compute(plan as WindowPlan, slices, circumstances);
      else await computations.get(stage)?.(plan, slices, circumstances);
      return found;
    },
    histogram: count,
    touch: (slices) => (touched ? Promise.resolve() : touchPlanes(planes, slices)),
    scale,
    release,
  };
}

/** @throws Error when there is none */
export function planeOf(planes: ImagePlanes, node: string): Plane {
  const plane = planes.get(node);
  if (!plane) throw new Error(`There is no plane "${node}"; there are ${[...planes.keys()].join(', ')}.`);
  return plane;
}
