import { damagedError } from '../../source/decode-errors.ts';
import { takeReading, type ByteSource } from '../data-set/byte-source.ts';
import type { DataSet } from '../data-set/data-set.ts';
import type { Reading } from '../data-set/element-walk.ts';
import { ITEM, SEQUENCE_END, TAG } from '../data-set/tags.ts';
import { noFrameError } from '../layout/dicom-errors.ts';

/** A part of a compressed frame. */
interface Fragment {
  /** Where its item begins, counted from behind the offset table. */
  readonly offset: number;
  /** Where its bytes lie, and how many. */
  readonly at: number;
  readonly length: number;
}

const ITEM_HEAD = 8;
/** Runs of hundreds of frames have as many, or some times as many. */
const MOST_FRAGMENTS = 1_000_000;
const END_OF_CODESTREAM = 0xd9;

/**
 * The codestream of a frame (PS3.5, A.4), of which alone the bytes are read. Which fragments are its own is found, in this order, by there being
 * one frame, or as many fragments as frames; by the Extended Offset Table; by the Basic Offset Table, where that is sound; or by the markers that
 * codestreams end with. Of a run that has fewer frames than it says those that are there can be read. Throws `decode-failed`.
 * @param at where what stands behind the head of the pixel data element begins, always with the low byte first
 * @param frame from 0
 */
export async function codestreamOf(
  source: ByteSource,
  at: number,
  { dataSet, frames }: { readonly dataSet: DataSet; readonly frames: number },
  frame: number,
): Promise<Uint8Array> {
  const { table, fragments } = await takeReading(readFragments(at, source.size), source);
  if (frames === 1) return joined(source, fragments);
  if (fragments.length === frames) return bytesOf(source, fragments[frame]);
  const offsets = extendedOffsets(dataSet, frames, fragments) ?? basicOffsets(table, frames, fragments);
  const ends = offsets ? endsByOffset(offsets, fragments) : await takeReading(endsByMarker(fragments), source);
  const from = frame === 0 ? 0 : ends[frame - 1];
  const to = ends[frame];
  if (from === undefined || to === undefined) throw noFrameError(frame, ends.length);
  return joined(source, fragments.slice(from, to));
}

/** Walks by lengths: a codestream may hold the bytes of a delimiter. */
function* readFragments(first: number, size: number): Reading<{ table: Uint8Array; fragments: Fragment[] }> {
  const fragments: Fragment[] = [];
  let table: Uint8Array | null = null;
  let start = 0;
  const window = new ReadingWindow();
  for (let at = first; at + ITEM_HEAD <= size && fragments.length < MOST_FRAGMENTS;) {
    const head = yield* window.bytes(at, ITEM_HEAD);
    if (head.length < ITEM_HEAD) break;
    const view = new DataView(head.buffer, head.byteOffset, ITEM_HEAD);
    const tag = view.getUint16(0, true) * 0x10000 + view.getUint16(2, true);
    const length = view.getUint32(4, true);
    if (tag === SEQUENCE_END && table) return { table, fragments };
    if (tag !== ITEM) throw damagedError();
    at += ITEM_HEAD;
    if (at + length > size) throw damagedError();
    if (table) {
      fragments.push({ offset: at - ITEM_HEAD - start, at, length });
    } else {
      table = (yield* window.bytes(at, length)).slice(0, length);
      start = at + length;
    }
    at += length;
  }
  // The delimiter is all that is missing.
  if (table && fragments.length > 0) return { table, fragments };
  throw damagedError();
}

/** What was given last, which may hold what is wanted next. */
class ReadingWindow {
  private window: Uint8Array = new Uint8Array(0);
  private start = 0;

  *bytes(at: number, length: number): Reading<Uint8Array> {
    if (at < this.start || at + length > this.start + this.window.length) {
      this.window = yield { at, length };
      this.start = at;
    }
    return this.window.subarray(at - this.start);
  }
}

async function joined(source: ByteSource, fragments: readonly Fragment[]): Promise<Uint8Array> {
  if (fragments.length === 0) throw damagedError();
  if (fragments.length === 1) return bytesOf(source, fragments[0]);
  const whole = new Uint8Array(fragments.reduce((sum, { length }) => sum + length, 0));
  let to = 0;
  for (const fragment of fragments) {
    whole.set(await bytesOf(source, fragment), to);
    to += fragment.length;
  }
  return whole;
}

async function bytesOf(source: ByteSource, { at, length }: Fragment): Promise<Uint8Array> {
  const bytes = (await source.read(at, length)).subarray(0, length);
  if (bytes.length < length) throw damagedError();
  return bytes;
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

function* endsByMarker(fragments: readonly Fragment[]): Reading<number[]> {
  const ends: number[] = [];
  const window = new ReadingWindow();
  for (let i = 0; i < fragments.length; i++) {
    const { at, length } = fragments[i];
    const last = Math.min(3, length);
    if (endsCodestream((yield* window.bytes(at + length - last, last)).subarray(0, last))) ends.push(i + 1);
  }
  return ends;
}

/** EOI and EOC are the same; a byte may fill it up. */
function endsCodestream(bytes: Uint8Array): boolean {
  const isEnd = (at: number): boolean => bytes[at] === 0xff && bytes[at + 1] === END_OF_CODESTREAM;
  return isEnd(bytes.length - 2) || (bytes.at(-1) === 0 && isEnd(bytes.length - 3));
}
