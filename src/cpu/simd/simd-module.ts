import { SIMD_KERNELS } from './kernels.generated.ts';

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

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** WebAssembly's 32-bit numbers arrive signed. */
export function addressOf(global: WebAssembly.Global): number {
  return (global.value as number) >>> 0;
}
