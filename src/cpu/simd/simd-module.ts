import { compileWasm } from '../../base/compile-wasm.ts';
import { SIMD_KERNELS } from './kernels.generated.ts';

/** Compiles the kernels. Null where they cannot run. */
export function compileSimdKernels(): Promise<WebAssembly.Module | null> {
  return compileWasm(SIMD_KERNELS);
}

/** WebAssembly's 32-bit numbers arrive signed. */
export function addressOf(global: WebAssembly.Global): number {
  return (global.value as number) >>> 0;
}
