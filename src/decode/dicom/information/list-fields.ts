import { damagedError } from '../../source/decode-errors.ts';
import type { HeaderField, HeaderFields } from '../../source/header-field.ts';
import type { Reading } from '../data-set/element-walk.ts';
import { hasShortLength, IMPLICIT_LITTLE, vrAt, type Encoding } from '../data-set/encoding.ts';
import { FLOAT_PIXEL_DATA, ITEM, ITEM_END, PIXEL_DATA, SEQUENCE_END, TAG } from '../data-set/tags.ts';
import { knownElement } from './dictionary.ts';
import { isLongText, valueText } from './value-text.ts';

/** Runs of hundreds of frames have some ten thousand, of which nobody reads more. */
const MOST_FIELDS = 3000;
/** Bytes of a value that are looked at. */
const MOST_OF_VALUE = 1024;
const UNDEFINED = 0xffffffff;

interface Level {
  readonly kind: 'item' | 'sequence' | 'fragments';
  readonly end: number;
  readonly encoding: Encoding;
  /** Items that it is inside of, or is itself. */
  readonly depth: number;
  items: number;
}

export interface ListOptions {
  readonly encoding: Encoding;
  /** Where the data set begins, and how many bytes there are. */
  readonly at: number;
  readonly size: number;
  /** The only group that is listed. */
  readonly onlyGroup?: number;
}

/**
 * All elements in front of the image (PS3.5, 7), those in sequences too, without recursion; of the image that it is there. Of each value so
 * much is read as is shown. What is damaged ends the list. Throws `decode-failed` where it cannot begin.
 */
export function* listFields({ encoding: outer, at: start, size, onlyGroup }: ListOptions): Reading<HeaderFields> {
  const fields: HeaderField[] = [];
  const levels: Level[] = [];
  let characterSets: readonly string[] = [];
  for (let at = start; fields.length < MOST_FIELDS;) {
    while (levels.length > 0 && at >= levels[levels.length - 1].end) levels.pop();
    const level = levels.at(-1);
    const { explicit, littleEndian } = level?.encoding ?? outer;
    const head = at < size ? yield { at, length: 12 } : new Uint8Array(0);
    if (head.length < 8) return { fields, more: false };
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const tag = view.getUint16(0, littleEndian) * 0x10000 + view.getUint16(2, littleEndian);
    const group = tag >>> 16;
    if (onlyGroup !== undefined && group !== onlyGroup) return { fields, more: false };
    const depth = level?.depth ?? 0;
    if (group === 0xfffe) {
      const length = view.getUint32(4, littleEndian);
      at += 8;
      if (level && (tag === ITEM_END || tag === SEQUENCE_END)) {
        // An item whose end is not marked ends with its sequence.
        if (tag === SEQUENCE_END && level.kind === 'item') levels.pop();
        levels.pop();
      } else if (tag === ITEM && level?.kind === 'fragments' && length !== UNDEFINED) {
        at += length;
      } else if (tag === ITEM && level?.kind === 'sequence') {
        const bytes = length === UNDEFINED ? null : length;
        fields.push({ depth, tag: String(++level.items), name: 'Item', vr: '', value: '', bytes });
        levels.push({
          kind: 'item',
          end: bytes === null ? Infinity : at + bytes,
          encoding: level.encoding,
          depth: depth + 1,
          items: 0,
        });
      } else {
        return { fields, more: true };
      }
      continue;
    }
    const known = knownElement(tag);
    const told = explicit ? vrAt(head, 4) : known.vr;
    if (told === null) {
      if (fields.length === 0) throw damagedError();
      return { fields, more: true };
    }
    const isLong = explicit && !hasShortLength(told);
    if (isLong && head.length < 12) return { fields, more: false };
    const length = isLong
      ? view.getUint32(8, littleEndian)
      : explicit
        ? view.getUint16(6, littleEndian)
        : view.getUint32(4, littleEndian);
    at += isLong ? 12 : 8;
    const bytes = length === UNDEFINED ? null : length;
    const vr = told === 'UN' ? known.vr : told;
    const field = { depth, tag: named(tag), name: known.name, vr, bytes };
    if (depth === 0 && (tag === PIXEL_DATA || FLOAT_PIXEL_DATA.includes(tag))) {
      fields.push({ ...field, value: null });
      return { fields, more: false };
    }
    if (vr === 'SQ' || bytes === null) {
      fields.push({ ...field, value: '' });
      const kind = vr === 'SQ' || vr === 'UN' ? 'sequence' : 'fragments';
      // PS3.5, 6.2.2: whatever the file is in.
      const inside = told === 'UN' ? IMPLICIT_LITTLE : { explicit, littleEndian };
      levels.push({ kind, end: bytes === null ? Infinity : at + bytes, encoding: inside, depth, items: 0 });
      continue;
    }
    const wanted = Math.min(bytes, MOST_OF_VALUE);
    const value = wanted > 0 ? (yield { at, length: wanted }).subarray(0, wanted) : new Uint8Array(0);
    const text = valueText(value, vr, { littleEndian: told === 'UN' || littleEndian, characterSets });
    // Numbers and bytes of which there are more are not shown by a part of them.
    const isCut = bytes > wanted;
    fields.push({ ...field, value: isCut ? (isLongText(vr) && text !== null ? `${text}…` : null) : text });
    if (tag === TAG.characterSet && depth === 0) characterSets = (text ?? '').split('\\').map((set) => set.trim());
    at += bytes;
  }
  return { fields, more: true };
}

function named(tag: number): string {
  const hex = tag.toString(16).padStart(8, '0').toUpperCase();
  return `(${hex.slice(0, 4)},${hex.slice(4)})`;
}
