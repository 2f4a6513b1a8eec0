import { compileWasm } from '../../base/compile-wasm.ts';
import { PNG_DECODER } from './decoder.generated.ts';

/**
 * What assembly/ exports. Everything is an address in the memory that the module was given, or a number of bytes, as 32
 * bits: addresses come back signed.
 */
export interface PngKernels {
  startInflating(state: number, output: number): void;
  giveInput(state: number, input: number, length: number): void;
  moveOutput(state: number, by: number): void;
  outputAt(state: number): number;
  /** Returns what it came to: see {@link INFLATE_STATUS}. */
  inflate(state: number, limit: number): number;
  unfilterRow(from: number, above: number, to: number, length: number, pixel: number): number;
  unfilterRows(rows: number, from: number, above: number, to: number, length: number, pixel: number): number;
  pickRows(
    rows: number,
    from: number,
    above: number,
    row: number,
    to: number,
    length: number,
    pixel: number,
    lanes: number,
    read: number,
    taken: number,
    made: number,
  ): number;
}

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
