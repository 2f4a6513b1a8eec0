import type { Reading } from './element-walk.ts';

/** Bytes that are read wherever they are wanted. */
export interface ByteSource {
  /** All there are; infinite where that is not known before. */
  readonly size: number;
  /** So many from `at` on and what happens to be at hand behind; fewer where they end before. Throws as reading them does. */
  read(at: number, length: number): Uint8Array | Promise<Uint8Array>;
}

/** Bytes that are in memory. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (at) => bytes.subarray(at) };
}

/** Gives a reading the bytes that it asks for. */
export async function takeReading<Result>(reading: Reading<Result>, source: ByteSource): Promise<Result> {
  let step = reading.next();
  while (!step.done) {
    const { at, length } = step.value;
    step = reading.next(await source.read(at, length));
  }
  return step.value;
}
