import { compileWasm } from '../../base/compile-wasm.ts';
import { PNG_DECODER, type PngKernels } from './decoder.generated.ts';

/** What `inflate` comes to, as assembly/parts/state.ts has it. */
export const INFLATE_STATUS = { enough: 1, starved: 2, ended: 3, damaged: 4, pause: 5 } as const;

let compiled: Promise<WebAssembly.Module | null> | null = null;

/** The module on a memory of somebody's. Null where it cannot run. */
export async function createPngKernels(memory: WebAssembly.Memory): Promise<PngKernels | null> {
  const module = await (compiled ??= compileWasm(PNG_DECODER));
  if (!module) return null;
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  return exports as unknown as PngKernels;
}
