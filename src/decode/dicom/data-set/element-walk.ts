import { damagedError } from '../../source/decode-errors.ts';
import { DataSet } from './data-set.ts';
import { hasShortLength, IMPLICIT_LITTLE, vrAt, type Encoding } from './encoding.ts';
import {
  FLOAT_PIXEL_DATA,
  ITEM,
  ITEM_END,
  PIXEL_DATA,
  READ_SEQUENCES,
  READ_VALUES,
  SEQUENCE_END,
  TAG,
} from './tags.ts';

/** Bytes that are asked for: so many from `at` on, or fewer where the data end. More may be given. */
export interface Wanted {
  readonly at: number;
  readonly length: number;
}

/** Steps of reading, which ask for bytes and are given them: whoever takes them may wait for the bytes or have them. */
export type Reading<Result> = Generator<Wanted, Result, Uint8Array>;

/** The element that the image is in: where its value begins and how long it is; null of undefined length. */
export interface PixelElement {
  readonly tag: number;
  readonly vr: string | null;
  readonly at: number;
  readonly length: number | null;
}

/** What stands in front of the image, and where that is; null where the data end without one. */
export interface ReadDataSet {
  readonly dataSet: DataSet;
  readonly pixels: PixelElement | null;
  /** Where reading ended. */
  readonly end: number;
}

export interface WalkOptions {
  readonly encoding: Encoding;
  /** Where the data set begins. */
  readonly at: number;
  /** Bytes of all there is; infinite where that is not known before. */
  readonly size: number;
  /** Of the groups of each frame those of this one are kept. */
  readonly frame: number;
  /** The only group that is read; the data set ends where another begins. */
  readonly onlyGroup?: number;
}

/** An item, a sequence of them, or fragments, which are passed over, that the walk is inside of. */
interface Level {
  readonly kind: 'item' | 'sequence' | 'fragments';
  /** Where it ends; infinite where that is marked. */
  readonly end: number;
  readonly encoding: Encoding;
  /** Of an item: what is read is put there. */
  readonly into: DataSet | null;
  /** Of a sequence: where its items are put. */
  readonly items: DataSet[] | null;
  /** The only item that is kept, by its number. */
  readonly only: number | null;
  seen: number;
}

const UNDEFINED = 0xffffffff;
const SHORT_HEAD = 8;
const LONG_HEAD = 12;
/** The longest value that is read, of tables and text: the largest table has 128 kB. */
const LONGEST_VALUE = 1 << 20;
/** Presets of a file, and the like. */
const MOST_ITEMS = 64;
/** Runs of hundreds of frames have some ten thousand. A file of nothing else is not to keep the page busy for seconds. */
const MOST_ELEMENTS = 1_000_000;

/**
 * Walks through the elements of a data set (PS3.5, 7) up to the image, without recursion, however deep sequences are nested; keeps those that
 * are of use. Throws `decode-failed`.
 */
export function* walkElements({
  encoding: outer,
  at: start,
  size,
  frame,
  onlyGroup,
}: WalkOptions): Reading<ReadDataSet> {
  const dataSet = new DataSet(outer.littleEndian);
  const levels: Level[] = [];
  let window = new Uint8Array(0) as Uint8Array;
  let view = new DataView(window.buffer);
  let windowAt = 0;
  let at = start;
  for (let elements = 0; elements < MOST_ELEMENTS; elements++) {
    while (levels.length > 0 && at >= levels[levels.length - 1].end) levels.pop();
    const level = levels.at(-1);
    const { explicit, littleEndian } = level?.encoding ?? outer;
    if (!(at >= windowAt && at + LONG_HEAD <= windowAt + window.length)) {
      if (at > size) break;
      window = yield { at, length: LONG_HEAD };
      view = new DataView(window.buffer, window.byteOffset, window.byteLength);
      windowAt = at;
    }
    const place = at - windowAt;
    const there = window.length - place;
    if (there < SHORT_HEAD) break;
    const group = view.getUint16(place, littleEndian);
    if (onlyGroup !== undefined && group !== onlyGroup) break;
    const tag = group * 0x10000 + view.getUint16(place + 2, littleEndian);
    if (group === 0xfffe) {
      at += SHORT_HEAD + passStructure(tag, view.getUint32(place + 4, littleEndian), at + SHORT_HEAD, levels);
      continue;
    }
    if (level && level.kind !== 'item') throw damagedError();
    const vr = explicit ? vrAt(window, place + 4) : null;
    if (explicit && vr === null) throw damagedError();
    const isLong = vr !== null && !hasShortLength(vr);
    if (isLong && there < LONG_HEAD) break;
    const length = isLong
      ? view.getUint32(place + 8, littleEndian)
      : vr === null
        ? view.getUint32(place + 4, littleEndian)
        : view.getUint16(place + 6, littleEndian);
    at += isLong ? LONG_HEAD : SHORT_HEAD;
    const into = level ? level.into : dataSet;
    if (!level && (tag === PIXEL_DATA || FLOAT_PIXEL_DATA.includes(tag))) {
      return { dataSet, pixels: { tag, vr, at, length: length === UNDEFINED ? null : length }, end: at };
    }
    const isRead = into !== null && READ_SEQUENCES.has(tag);
    if (length === UNDEFINED || (isRead && length > 0)) {
      const items: DataSet[] | null = isRead ? [] : null;
      if (into && items) into.putItems(tag, items);
      levels.push({
        kind: isFragments(tag, vr) ? 'fragments' : 'sequence',
        end: length === UNDEFINED ? Infinity : at + length,
        // PS3.5, 6.2.2: whatever the file is in.
        encoding: vr === 'UN' ? IMPLICIT_LITTLE : { explicit, littleEndian },
        into: null,
        items,
        only: tag === TAG.perFrameGroups ? frame : null,
        seen: 0,
      });
      continue;
    }
    if (into && READ_VALUES.has(tag) && length <= LONGEST_VALUE) {
      if (!(at + length <= windowAt + window.length)) {
        window = yield { at, length };
        view = new DataView(window.buffer, window.byteOffset, window.byteLength);
        windowAt = at;
        if (window.length < length) break;
      }
      into.put(tag, window.slice(at - windowAt, at - windowAt + length));
    }
    at += length;
  }
  return { dataSet, pixels: null, end: at };
}

/** Goes into an item or out of what ends here; gives the bytes of an item that is passed over. */
function passStructure(tag: number, length: number, at: number, levels: Level[]): number {
  const level = levels.at(-1);
  if (tag === ITEM_END && level?.kind === 'item') {
    levels.pop();
  } else if (tag === SEQUENCE_END && level) {
    // An item whose end is not marked ends with its sequence.
    if (level.kind === 'item') levels.pop();
    levels.pop();
  } else if (tag === ITEM && level?.kind === 'fragments') {
    return length === UNDEFINED ? 0 : length;
  } else if (tag === ITEM && level?.kind === 'sequence') {
    const into = itemOf(level);
    if (!into && length !== UNDEFINED) return length;
    const { encoding } = level;
    const end = length === UNDEFINED ? Infinity : at + length;
    levels.push({ kind: 'item', end, encoding, into, items: null, only: null, seen: 0 });
  } else {
    throw damagedError();
  }
  return 0;
}

/** For the next item of a sequence; null where that is not wanted. */
function itemOf(level: Level): DataSet | null {
  const { items, only, encoding } = level;
  const number = level.seen++;
  const isWanted = only === null ? number < MOST_ITEMS : number === only;
  if (!items || !isWanted) return null;
  const item = new DataSet(encoding.littleEndian);
  items.push(item);
  return item;
}

function isFragments(tag: number, vr: string | null): boolean {
  return tag === PIXEL_DATA || (vr !== null && vr !== 'SQ' && vr !== 'UN');
}
