/** How the elements of a data set are written (PS3.5, 7.1). */
export interface Encoding {
  /** Each element says its VR. */
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

export const EXPLICIT_LITTLE: Encoding = { explicit: true, littleEndian: true };
export const IMPLICIT_LITTLE: Encoding = { explicit: false, littleEndian: true };
export const EXPLICIT_BIG: Encoding = { explicit: true, littleEndian: false };

/** VRs whose length has 16 bits (PS3.5, 7.1.2). All others, those that are not known yet too, have 32. */
const SHORT = new Set(
  [
    'AE',
    'AS',
    'AT',
    'CS',
    'DA',
    'DS',
    'DT',
    'FD',
    'FL',
    'IS',
    'LO',
    'LT',
    'PN',
    'SH',
    'SL',
    'SS',
    'ST',
    'TM',
    'UI',
  ].concat(['UL', 'US']),
);

export function hasShortLength(vr: string): boolean {
  return SHORT.has(vr);
}

/** The VR that stands behind a tag; null where there are no two capitals. */
export function vrAt(bytes: Uint8Array, at: number): string | null {
  const [first, second] = [bytes[at], bytes[at + 1]];
  const isCapital = (code: number): boolean => code >= 0x41 && code <= 0x5a;
  return isCapital(first) && isCapital(second) ? String.fromCharCode(first, second) : null;
}
