/** Whether the first module could be compiled: where it could not, no other one can. */
let allowed: Promise<boolean> | null = null;

/**
 * Compiles a module that is brought along as text, a character a byte (scripts/build-wasm.mjs). Null where it cannot run: there is no WebAssembly or it has
 * no SIMD instructions, or the page's policy forbids to compile (a Content-Security-Policy without 'wasm-unsafe-eval'). That is
 * tried once a thread, because a browser reports each try.
 */
export async function compileWasm(text: string): Promise<WebAssembly.Module | null> {
  if (typeof WebAssembly === 'undefined' || (allowed && !(await allowed))) return null;
  const compiling = compile(text);
  allowed ??= compiling.then((module) => module !== null);
  return compiling;
}

async function compile(text: string): Promise<WebAssembly.Module | null> {
  try {
    return await WebAssembly.compile(bytesOf(text));
  } catch {
    return null;
  }
}

/** What a character is more than its byte, by which the most frequent bytes are characters that need no escape. */
const SHIFT = 41;

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  // Less than no byte is the highest.
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i) - SHIFT;
  return bytes;
}
