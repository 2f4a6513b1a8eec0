import { damagedError } from '../../source/decode-errors.ts';

/** Bytes in front of the blocks of a zlib stream (RFC 1950). */
export const ZLIB_HEADER_LENGTH = 2;

/** The farthest that matches can reach back. */
export const LARGEST_WINDOW = 32 * 1024;

/** The window that a zlib stream declares: how far its matches may reach back. Throws `decode-failed`. */
export function declaredWindow(method: number, flags: number): number {
  const bad = (method & 15) !== 8 || method >> 4 > 7 || (method * 256 + flags) % 31 !== 0 || (flags & 32) !== 0;
  if (bad) throw damagedError();
  return 256 << (method >> 4);
}
