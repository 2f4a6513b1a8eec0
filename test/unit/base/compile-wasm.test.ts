import { afterEach, describe, expect, it, vi } from 'vitest';
import { wasmText } from '../../../scripts/build-wasm.mjs';

/** The smallest module there is. */
const EMPTY = wasmText(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** As a thread has it that has compiled nothing. */
async function freshly(): Promise<(text: string) => Promise<WebAssembly.Module | null>> {
  return (await import('../../../src/base/compile-wasm.ts')).compileWasm;
}

describe('compileWasm', () => {
  it('has all bytes back of what is written as text', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const compile = vi.spyOn(WebAssembly, 'compile').mockRejectedValue(new WebAssembly.CompileError());
    // As a script's text is read.
    const text = wasmText(bytes).replace(/\\x(..)/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
    const compileWasm = await freshly();
    await compileWasm(text);
    expect(compile).toHaveBeenCalledWith(bytes);
  });

  it('compiles text', async () => {
    const compileWasm = await freshly();
    expect(await compileWasm(EMPTY)).toBeInstanceOf(WebAssembly.Module);
    expect(await compileWasm(EMPTY)).toBeInstanceOf(WebAssembly.Module);
  });

  it('gives null where there is no WebAssembly', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(await (await freshly())(EMPTY)).toBe(null);
  });

  it('tries once where a policy refuses it, however many modules there are, also at a time', async () => {
    const compile = vi.spyOn(WebAssembly, 'compile').mockRejectedValue(new WebAssembly.CompileError('refused'));
    const compileWasm = await freshly();
    expect(await Promise.all([compileWasm(EMPTY), compileWasm(EMPTY), compileWasm(EMPTY)])).toEqual([null, null, null]);
    expect(await compileWasm(EMPTY)).toBe(null);
    expect(compile).toHaveBeenCalledTimes(1);
  });
});
