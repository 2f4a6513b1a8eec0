/** Behind a preamble of 128 bytes, which may hold anything: the beginning of a TIFF or a PNG is met (DICOM PS3.10, 7.1). */
export const DICOM_MARK = { at: 128, bytes: [0x44, 0x49, 0x43, 0x4d] } as const;

/** The group of the file meta information, and that which data sets begin with. */
export const META_GROUP = 0x0002;
const FIRST_GROUP = 0x0008;
/** Numbers of the elements that stand first in their group. */
const FIRST_ELEMENTS = 0x0100;

/** PS3.5, 6.2. */
const VRS = 'AEASATCSDADSDTFDFLISLOLTOBODOFOLOVOWPNSHSLSQSSSTSVTMUCUIULUNURUSUTUV';

/**
 * How the elements that begin here are written, as the UID of a transfer syntax: those of the file meta information, or of a data set that
 * has none in front. Null for what is no such thing, or is not known to be one.
 * @param size bytes that there are of it
 */
export function elementsSyntax(head: Uint8Array, size: number): string | null {
  if (head.length < 8) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const vr = VRS.indexOf(String.fromCharCode(head[4], head[5]));
  const isExplicit = vr >= 0 && vr % 2 === 0;
  const begins = (group: number, littleEndian: boolean): boolean =>
    view.getUint16(0, littleEndian) === group && view.getUint16(2, littleEndian) < FIRST_ELEMENTS;
  if (isExplicit && (begins(META_GROUP, true) || begins(FIRST_GROUP, true))) return '1.2.840.10008.1.2.1';
  if (isExplicit && begins(FIRST_GROUP, false)) return '1.2.840.10008.1.2.2';
  return begins(FIRST_GROUP, true) && view.getUint32(4, true) <= size - 8 ? '1.2.840.10008.1.2' : null;
}
