import { afterEach, beforeEach, vi } from 'vitest';

/** The twins of the PNG and of the JPEG decoder. */
export type DecoderKind = 'WebAssembly' | 'TypeScript';
export const DECODER_KINDS: readonly DecoderKind[] = ['WebAssembly', 'TypeScript'];

/** What `work` gives where pages may not run WebAssembly. */
export async function withoutWebAssembly<T>(work: () => Promise<T>): Promise<T> {
  const there = globalThis.WebAssembly;
  vi.stubGlobal('WebAssembly', undefined);
  try {
    return await work();
  } finally {
    vi.stubGlobal('WebAssembly', there);
  }
}

/** Has the tests of a suite run with one of them. */
export function useDecoder(kind: DecoderKind): void {
  if (kind === 'WebAssembly') return;
  beforeEach(() => {
    vi.stubGlobal('WebAssembly', undefined);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });
}
