import type { ImageKernels } from '../image-kernels.ts';
import type { ImageShape } from '../image-planes.ts';
import { SimdKernels } from './simd-kernels.ts';
import { instantiate, type SimdInstance } from './simd-module.ts';

interface Spare {
  readonly instance: SimdInstance;
  readonly pixels: number;
}

/** Milliseconds for which the memory of a closed image waits for the next one. */
const SPARE_MS = 2000;

/**
 * Opens images, each in an instance of the kernels and so in a memory of its own.
 *
 * The memory of the image closed last serves the next one when that comes soon and has about the size, as in a batch:
 * having new pages mapped takes as long as computing in them, and freed memory waits for the garbage collector.
 */
export class SimdImages {
  private readonly module: WebAssembly.Module;
  private spare: Spare | null = null;

  constructor(module: WebAssembly.Module) {
    this.module = module;
  }

  /** Null when so much memory in one piece cannot be had. */
  async open(shape: ImageShape): Promise<ImageKernels | null> {
    const { width, height, channels } = shape;
    const pixels = width * height;
    try {
      const instance = this.takeSpare(pixels) ?? (await instantiate(this.module));
      if (!instance.layOut(width, height, channels)) return null;
      return new SimdKernels(instance, shape, () => this.keep({ instance, pixels }));
    } catch (error) {
      // What the browser throws when it has no address space left.
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  private takeSpare(pixels: number): SimdInstance | null {
    const { spare } = this;
    this.spare = null;
    // A much smaller image would hold on to what it has no use for.
    return spare && pixels >= spare.pixels / 2 ? spare.instance : null;
  }

  private keep(spare: Spare): void {
    this.spare = spare;
    const timer: { unref?(): void } | number = setTimeout(() => {
      if (this.spare === spare) this.spare = null;
    }, SPARE_MS);
    // In Node a timer keeps the process from ending.
    if (typeof timer === 'object') timer.unref?.();
  }
}
