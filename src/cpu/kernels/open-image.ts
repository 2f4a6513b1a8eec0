import type { ImageLayout, ImagePlanes, Plane } from '../memory/image-planes.ts';
import type { Computation, Slices } from './cpu-operator.ts';

/** WebAssembly with SIMD instructions, or TypeScript. */
export type KernelKind = 'simd' | 'plain';

/** Makes room for an image and its stages; the caller fills the given image's plane. @throws XrayError `image-too-large` */
export type OpenImage = (layout: ImageLayout) => Promise<CpuImage>;

/** One open image's memory, and what computes in it. */
export interface CpuImage {
  /** @throws Error for what is no node of the image's graph */
  plane(node: string): Plane;
  /** Fills a stage's plane from those of its inputs. */
  compute(stage: string, plan: unknown, slices: Slices): Promise<void>;
  /** 256 counts of a plane's values. */
  histogram(stage: string, slices: Slices): Promise<Uint32Array<ArrayBuffer>>;
  /** Gives the memory back, for the next image: planes may not be used afterwards. */
  release(): void;
}

/** What a kind of kernels brings along. */
export interface ImageParts {
  readonly planes: ImagePlanes;
  /** Of the stages that do not only pass on what they are given. */
  readonly computations: ReadonlyMap<string, Computation>;
  count(stage: string, slices: Slices): Promise<Uint32Array<ArrayBuffer>>;
}

export function cpuImage({ planes, computations, count }: ImageParts, release: () => void): CpuImage {
  return {
    plane: (node) => planeOf(planes, node),
    compute: async (stage, plan, slices) => {
      planeOf(planes, stage);
      await computations.get(stage)?.(plan, slices);
    },
    histogram: count,
    release,
  };
}

/** @throws Error when there is none */
export function planeOf(planes: ImagePlanes, node: string): Plane {
  const plane = planes.get(node);
  if (!plane) throw new Error(`There is no plane "${node}"; there are ${[...planes.keys()].join(', ')}.`);
  return plane;
}
