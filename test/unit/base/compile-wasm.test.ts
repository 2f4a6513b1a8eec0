import { afterEach, describe, expect, it, vi } from 'vitest';

/** The smallest module there is. */
const EMPTY = '0061736d01000000';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** As a thread has it that has compiled nothing. */
async function freshly(): Promise<(hex: string) => Promise<WebAssembly.Module | null>> {
  return (await import('../../../src/base/compile-wasm.ts')).compileWasm;
}

describe('compileWasm', () => {
  it('compiles hexadecimal text', async () => {
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
