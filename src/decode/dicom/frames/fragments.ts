import { damagedError } from '../../source/decode-errors.ts';
import type { DataSet } from '../data-set/data-set.ts';
import { ITEM, SEQUENCE_END, TAG } from '../data-set/tags.ts';
import { noFrameError } from '../layout/dicom-errors.ts';

/** A part of a compressed frame. */
interface Fragment {
  /** Where its item begins, counted from behind the offset table. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

const ITEM_HEAD = 8;
/** Runs of hundreds of frames have as many, or some times as many. */
const MOST_FRAGMENTS = 1_000_000;
const END_OF_CODESTREAM = 0xd9;

/**
 * The codestream of a frame (PS3.5, A.4). Which fragments are its own is found, in this order, by there being one frame, or as many fragments as
 * frames; by the Extended Offset Table; by the Basic Offset Table, where that is sound; or by the markers that codestreams end with. Of a run that
 * has fewer frames than it says those that are there can be read. Throws `decode-failed`.
 * @param image what stands behind the head of the pixel data element, always with the low byte first
 * @param frame from 0
 */
export function codestreamOf(image: Uint8Array, dataSet: DataSet, frames: number, frame: number): Uint8Array {
  const { table, fragments } = readFragments(image);
  if (frames === 1) return joined(fragments);
  if (fragments.length === frames) return fragments[frame].bytes;
  const offsets = extendedOffsets(dataSet, frames, fragments) ?? basicOffsets(table, frames, fragments);
  const ends = offsets ? endsByOffset(offsets, fragments) : endsByMarker(fragments);
  const from = frame === 0 ? 0 : ends[frame - 1];
  const to = ends[frame];
  if (from === undefined || to === undefined) throw noFrameError(frame, ends.length);
  return joined(fragments.slice(from, to));
}

/** Walks by lengths: a codestream may hold the bytes of a delimiter. */
function readFragments(image: Uint8Array): { table: Uint8Array; fragments: Fragment[] } {
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  const fragments: Fragment[] = [];
  let table: Uint8Array | null = null;
  let start = 0;
  for (let at = 0; at + ITEM_HEAD <= image.length && fragments.length < MOST_FRAGMENTS;) {
    const tag = view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true);
    const length = view.getUint32(at + 4, true);
    if (tag === SEQUENCE_END && table) return { table, fragments };
    if (tag !== ITEM) throw damagedError();
    const end = at + ITEM_HEAD + length;
    if (end > image.length) throw damagedError();
    const bytes = image.subarray(at + ITEM_HEAD, end);
    if (table) {
      fragments.push({ offset: at - start, bytes });
    } else {
      table = bytes;
      start = end;
    }
    at = end;
  }
  // The delimiter is all that is missing.
  if (table && fragments.length > 0) return { table, fragments };
  throw damagedError();
}

function joined(fragments: readonly Fragment[]): Uint8Array {
  if (fragments.length === 0) throw damagedError();
  if (fragments.length === 1) return fragments[0].bytes;
  const whole = new Uint8Array(fragments.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let at = 0;
  for (const { bytes } of fragments) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}

/** (7FE0,0001), 64 bits an offset. */
function extendedOffsets(dataSet: DataSet, frames: number, fragments: readonly Fragment[]): number[] | null {
  const table = dataSet.bytes(TAG.extendedOffsets);
  if (!table) return null;
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const offsets: number[] = [];
  for (let at = 0; at + 8 <= table.length; at += 8) {
    offsets.push(view.getUint32(at, true) + 2 ** 32 * view.getUint32(at + 4, true));
  }
  return sound(offsets, frames, fragments);
}

function basicOffsets(table: Uint8Array, frames: number, fragments: readonly Fragment[]): number[] | null {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const offsets: number[] = [];
  for (let at = 0; at + 4 <= table.length; at += 4) offsets.push(view.getUint32(at, true));
  return sound(offsets, frames, fragments);
}

/** Null where they are not the beginnings of as many frames. */
function sound(offsets: number[], frames: number, fragments: readonly Fragment[]): number[] | null {
  const starts = new Set(fragments.map(({ offset }) => offset));
  const inOrder = offsets.every(
    (offset, i) => starts.has(offset) && (i === 0 ? offset === 0 : offset > offsets[i - 1]),
  );
  return offsets.length === frames && inOrder ? offsets : null;
}

/** Numbers of the fragments behind each frame's last one. */
function endsByOffset(offsets: readonly number[], fragments: readonly Fragment[]): number[] {
  const ends: number[] = [];
  fragments.forEach(({ offset }, i) => {
    if (i > 0 && offset === offsets[ends.length + 1]) ends.push(i);
  });
  ends.push(fragments.length);
  return ends;
}

function endsByMarker(fragments: readonly Fragment[]): number[] {
  const ends: number[] = [];
  fragments.forEach(({ bytes }, i) => {
    if (endsCodestream(bytes)) ends.push(i + 1);
  });
  return ends;
}

/** EOI and EOC are the same; a byte may fill it up. */
function endsCodestream(bytes: Uint8Array): boolean {
  const isEnd = (at: number): boolean => bytes[at] === 0xff && bytes[at + 1] === END_OF_CODESTREAM;
  return isEnd(bytes.length - 2) || (bytes.at(-1) === 0 && isEnd(bytes.length - 3));
}
