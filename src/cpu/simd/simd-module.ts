import { SIMD_KERNELS } from './kernels.generated.ts';

/** What an instance of the kernels offers; src/cpu/simd/assembly/index.ts. Addresses count bytes in its memory. */
export interface SimdInstance {
  readonly memory: WebAssembly.Memory;
  readonly grayPlane: WebAssembly.Global;
  readonly enhancedPlane: WebAssembly.Global;
  readonly blurredPlane: WebAssembly.Global;
  readonly edgesPlane: WebAssembly.Global;
  readonly rgbPlane: WebAssembly.Global;
  readonly COUNT_TABLES: WebAssembly.Global;
  readonly equalizationTable: WebAssembly.Global;
  readonly kernelWeights: WebAssembly.Global;
  /** Makes room for an image, in place of the last one; 0 when the memory cannot be had. */
  layOut(width: number, height: number, channels: number): number;
  grayscale(rgb: number, gray: number, pixels: number): void;
  addToHistogram(plane: number, pixels: number): void;
  startEqualize(): void;
  equalize(source: number, target: number, pixels: number): void;
  gaussianBlur(radius: number, from: number, to: number): void;
  startCanny(aperture: number, l2Gradient: number, low: number, high: number): void;
  suppressNonMaxima(from: number, to: number): void;
  followEdges(words: number): number;
  showReached(from: number, to: number): void;
}

/**
 * Compiles the kernels. Null where they cannot run: there is no WebAssembly or it has no SIMD instructions, or the page's
 * policy forbids to compile (a Content-Security-Policy without 'wasm-unsafe-eval').
 */
export async function compileSimdKernels(): Promise<WebAssembly.Module | null> {
  if (typeof WebAssembly === 'undefined') return null;
  try {
    return await WebAssembly.compile(bytesOf(SIMD_KERNELS));
  } catch {
    return null;
  }
}

export async function instantiate(module: WebAssembly.Module): Promise<SimdInstance> {
  const { exports } = await WebAssembly.instantiate(module);
  return exports as unknown as SimdInstance;
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}
