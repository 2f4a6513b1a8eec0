import { compileWasm } from '../../../base/compile-wasm.ts';
import { JPEG_DECODER } from './decoder.generated.ts';

/** What assembly/ exports. Addresses are those of the memory that the module was given, as 32 bits: they come back signed. */
export interface JpegKernels {
  beginInterval(state: number, at: number): void;
  dataAt(state: number): number;
  /** Returns 0 for data that are damaged. */
  decodeUnits(state: number, unit: number, units: number): number;
  transformBlocks(from: number, quantizers: number, count: number, to: number, stride: number, between: number): void;
  interpolate(near: number, next: number, columns: number, to: number, left: number, right: number): void;
  interpolateDown(near: number, next: number, columns: number, to: number, add: number): void;
  writeYcc(y: number, cb: number, cr: number, to: number, width: number): void;
}

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
