import type { ImageKernels } from './image-kernels.ts';
import { allocatePlanes, type ImagePlanes, type ImageShape } from '../memory/image-planes.ts';
import { PlainKernels } from './plain-kernels.ts';
import { SpareMemory } from '../memory/spare-memory.ts';

/** Opens images for the plain kernels. */
export class PlainImages {
  private readonly spare = new SpareMemory<ImagePlanes>();

  /** @throws XrayError `image-too-large` */
  open(shape: ImageShape): ImageKernels {
    const planes = this.spare.take((used) => haveSameShape(used, shape)) ?? allocatePlanes(shape);
    return new PlainKernels(planes, () => this.spare.keep(planes));
  }
}

function haveSameShape(a: ImageShape, b: ImageShape): boolean {
  return a.width === b.width && a.height === b.height && a.channels === b.channels;
}
