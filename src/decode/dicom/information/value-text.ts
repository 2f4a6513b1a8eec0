import { latin, textIn } from '../data-set/character-sets.ts';

export interface ValueReading {
  readonly littleEndian: boolean;
  readonly characterSets: readonly string[];
}

/** Written in the character sets of the file; other texts are ASCII. */
const LOCAL_TEXT = ['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT'];
const ASCII_TEXT = ['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'TM', 'UI', 'UR'];

type Get = (view: DataView, at: number, littleEndian: boolean) => number;

const NUMBERS: Readonly<Record<string, readonly [bytes: number, get: Get]>> = {
  US: [2, (view, at, little) => view.getUint16(at, little)],
  SS: [2, (view, at, little) => view.getInt16(at, little)],
  UL: [4, (view, at, little) => view.getUint32(at, little)],
  SL: [4, (view, at, little) => view.getInt32(at, little)],
  FL: [4, (view, at, little) => Number(view.getFloat32(at, little).toPrecision(7))],
  FD: [8, (view, at, little) => view.getFloat64(at, little)],
  UV: [
    8,
    (view, at, little) =>
      view.getUint32(at + (little ? 4 : 0), little) * 2 ** 32 + view.getUint32(at + (little ? 0 : 4), little),
  ],
};

/** Bytes that are shown one by one. */
const FEW_BYTES = 16;
const PRINTABLE = /^[ -~]*\0?$/;

export function isLongText(vr: string): boolean {
  return LOCAL_TEXT.includes(vr) || ASCII_TEXT.includes(vr);
}

/** A value as text (PS3.5, 6.2); values of several, by a backslash. Null of bytes that mean nothing to a person. */
export function valueText(value: Uint8Array, vr: string, { littleEndian, characterSets }: ValueReading): string | null {
  if (LOCAL_TEXT.includes(vr)) return trimmed(textIn(value, characterSets));
  if (ASCII_TEXT.includes(vr)) return trimmed(latin(value));
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  if (vr === 'AT') {
    const word = (at: number): string => view.getUint16(at, littleEndian).toString(16).padStart(4, '0').toUpperCase();
    return each(value, 4, (at) => `(${word(at)},${word(at + 2)})`);
  }
  const known = Object.entries(NUMBERS).find(([name]) => name === vr);
  if (known) {
    const [, [size, get]] = known;
    return each(value, size, (at) => String(get(view, at, littleEndian)));
  }
  if (vr === 'UN' && PRINTABLE.test(latin(value))) return trimmed(latin(value));
  if (value.length > FEW_BYTES) return null;
  return each(value, 1, (at) => value[at].toString(16).padStart(2, '0').toUpperCase(), ' ');
}

function each(value: Uint8Array, size: number, textAt: (at: number) => string, between = '\\'): string {
  const texts: string[] = [];
  for (let at = 0; at + size <= value.length; at += size) texts.push(textAt(at));
  return texts.join(between);
}

/** Filled up with a blank or a NUL; control characters are none of a text's. */
function trimmed(text: string): string {
  return text.replace(/\p{Cc}/gu, (control) => ('\t\n\r'.includes(control) ? control : '')).trim();
}
