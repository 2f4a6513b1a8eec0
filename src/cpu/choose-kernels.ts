import { XrayError } from '../image/xray-error.ts';
import type { KernelKind, OpenImageKernels } from './image-kernels.ts';
import { PlainKernels } from './plain-kernels.ts';
import { SimdImages } from './simd/simd-images.ts';
import { compileSimdKernels } from './simd/simd-module.ts';

/** `auto` takes SIMD where it can be had. */
export type KernelChoice = 'auto' | KernelKind;

export interface ChosenKernels {
  readonly kind: KernelKind;
  readonly open: OpenImageKernels;
}

export const PLAIN_KERNELS: ChosenKernels = { kind: 'plain', open: async (shape) => new PlainKernels(shape) };

/** @throws XrayError `engine-unavailable` when SIMD is insisted on and cannot be had. */
export async function chooseKernels(choice: KernelChoice): Promise<ChosenKernels> {
  const module = choice === 'plain' ? null : await compileSimdKernels();
  if (module) {
    const images = new SimdImages(module);
    // An image that finds no room in one piece may find it in several.
    const open: OpenImageKernels = async (shape) => (await images.open(shape)) ?? (await PLAIN_KERNELS.open(shape));
    return { kind: 'simd', open };
  }
  if (choice === 'simd') {
    throw new XrayError('engine-unavailable', 'WebAssembly with SIMD cannot be used here.');
  }
  return PLAIN_KERNELS;
}
