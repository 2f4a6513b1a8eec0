/** Whether the first module could be compiled: where it could not, no other one can. */
let allowed: Promise<boolean> | null = null;

/**
 * Compiles a module that is brought along as hexadecimal text. Null where it cannot run: there is no WebAssembly or it has
 * no SIMD instructions, or the page's policy forbids to compile (a Content-Security-Policy without 'wasm-unsafe-eval'). That is
 * tried once a thread, because a browser reports each try.
 */
export async function compileWasm(hex: string): Promise<WebAssembly.Module | null> {
  if (typeof WebAssembly === 'undefined' || (allowed && !(await allowed))) return null;
  const compiling = compile(hex);
  allowed ??= compiling.then((module) => module !== null);
  return compiling;
}

async function compile(hex: string): Promise<WebAssembly.Module | null> {
  try {
    return await WebAssembly.compile(bytesOf(hex));
  } catch {
    return null;
  }
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  // Newer browsers do it at once: a loop over thousands of digits is slow while it is new to them.
  const { fromHex } = Uint8Array as { fromHex?: (hex: string) => Uint8Array<ArrayBuffer> };
  if (fromHex) return fromHex.call(Uint8Array, hex);
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}
