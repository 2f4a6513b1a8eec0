import { XrayError } from '../../base/xray-error.ts';
import type { KernelKind, OpenImage } from '../kernels/open-image.ts';
import { PlainImages } from '../kernels/plain-images.ts';
import { SimdImages } from '../simd/simd-images.ts';
import { compileSimdKernels } from '../simd/simd-module.ts';

/** `auto` takes SIMD where it can be had. */
export type KernelChoice = 'auto' | KernelKind;

export interface ChosenKernels {
  readonly kind: KernelKind;
  readonly open: OpenImage;
}

/** @throws XrayError `engine-unavailable` when SIMD is insisted on and cannot be had. */
export async function chooseKernels(choice: KernelChoice): Promise<ChosenKernels> {
  const plainImages = new PlainImages();
  const module = choice === 'plain' ? null : await compileSimdKernels();
  if (module) {
    const images = new SimdImages(module);
    // An image that finds no room in one piece may find it in several.
    return { kind: 'simd', open: async (layout) => (await images.open(layout)) ?? plainImages.open(layout) };
  }
  if (choice === 'simd') {
    throw new XrayError('engine-unavailable', 'WebAssembly with SIMD cannot be used here.');
  }
  return { kind: 'plain', open: async (layout) => plainImages.open(layout) };
}
