import type { ImageKernels } from '../kernels/image-kernels.ts';
import type { ImageShape } from '../memory/image-planes.ts';
import { SpareMemory } from '../memory/spare-memory.ts';
import { SimdKernels } from './simd-kernels.ts';
import { instantiate, type SimdInstance } from './simd-module.ts';

interface UsedInstance {
  readonly instance: SimdInstance;
  /** Of the image it was laid out for. */
  readonly pixels: number;
}

/** Opens images, each in an instance of the kernels and so in a memory of its own. */
export class SimdImages {
  private readonly module: WebAssembly.Module;
  private readonly spare = new SpareMemory<UsedInstance>();

  constructor(module: WebAssembly.Module) {
    this.module = module;
  }

  /** Null when so much memory in one piece cannot be had. */
  async open(shape: ImageShape): Promise<ImageKernels | null> {
    const { width, height, channels } = shape;
    const pixels = width * height;
    // Memory grows when it must; a much smaller image would hold on to what it has no use for.
    const used = this.spare.take((memory) => pixels >= memory.pixels / 2);
    try {
      const instance = used?.instance ?? (await instantiate(this.module));
      if (!instance.layOut(width, height, channels)) return null;
      return new SimdKernels(instance, shape, () => this.spare.keep({ instance, pixels }));
    } catch (error) {
      // What the browser throws when it has no address space left.
      if (error instanceof RangeError) return null;
      throw error;
    }
  }
}
