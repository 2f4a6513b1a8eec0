/** The file formats that decode understands. */
export type ImageFormat = 'png' | 'jpeg';

/** The longest signature below, in bytes. */
export const SIGNATURE_LENGTH = 8;

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG_SIGNATURE = [0xff, 0xd8, 0xff];

/**
 * What the first bytes of a file say it is; its name and declared type are not asked. `'damaged-png'` is a file that
 * begins as a PNG does but for the bytes that are there to reveal a transfer that changed line ends or dropped bit 7.
 */
export function sniffFormat(head: Uint8Array): ImageFormat | 'damaged-png' | null {
  if (startsWith(head, PNG_SIGNATURE)) return 'png';
  if (startsWith(head, JPEG_SIGNATURE)) return 'jpeg';
  return head.length > 3 && startsWith(head.subarray(1), PNG_SIGNATURE.slice(1, 4)) ? 'damaged-png' : null;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return bytes.length >= signature.length && signature.every((value, i) => bytes[i] === value);
}
