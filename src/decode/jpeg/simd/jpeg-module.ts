import { compileWasm } from '../../../base/compile-wasm.ts';
import { JPEG_DECODER, type JpegKernels } from './decoder.generated.ts';

let compiled: Promise<WebAssembly.Module | null> | null = null;

/** Null where it cannot run. */
export function compileJpegKernels(): Promise<WebAssembly.Module | null> {
  return (compiled ??= compileWasm(JPEG_DECODER));
}

/** The module on a memory of somebody's. Null where it cannot run. */
export async function createJpegKernels(memory: WebAssembly.Memory): Promise<JpegKernels | null> {
  const module = await compileJpegKernels();
  if (!module) return null;
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  return exports as unknown as JpegKernels;
}
