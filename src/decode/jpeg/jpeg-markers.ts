import { damagedError } from '../source/decode-errors.ts';

/** Marker and length. */
export const SEGMENT_HEAD = 4;

/** The second byte of the JPEG markers that are asked for by name (ITU-T T.81, table B.1). */
export const MARKER = {
  endOfImage: 0xd9,
  startOfScan: 0xda,
  app1: 0xe1,
  /** SOF55, of ITU-T T.87. */
  jpegLs: 0xf7,
} as const;

/** SOF0…SOF15 but for the three codes among them that mean something else (DHT, JPG, DAC), and JPEG-LS's frame. */
export function isFrameHeader(marker: number): boolean {
  const inRange = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
  return inRange || marker === MARKER.jpegLs;
}

/** Markers without a segment: restarts, start of image, TEM. */
export function isStandalone(marker: number): boolean {
  return isRestart(marker) || marker === 0xd8 || marker === 0x01;
}

/** Segments that decoders pass over by their length, looking into some: comments, applications' data, DNL. */
export function isPassedOver(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe || marker === 0xdc;
}

/** Real files have a few dozen segments beside their scans, or some for each. */
export const MOST_SEGMENTS = 20_000;

/** A segment and where in the file it lies, its marker included. */
export interface Segment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
  /** As it is written in the file: of what follows the marker, itself included. */
  readonly length: number;
}

/**
 * The segments of a file up to its end-of-image marker, which is the last of them in a file that has one; what follows
 * that is of no interest. Bytes that belong to no segment, scans' data among them, are passed over. As libjpeg-turbo does,
 * the length itself is always taken as read: one of 0 or 1 is as good as 2 (`skip_variable` in its jdmarker.c). The last
 * segment of a file that is cut off ends with it. Throws `decode-failed` for more than {@link MOST_SEGMENTS} beside scans.
 */
export function* segmentsOf(file: Uint8Array): Generator<Segment, void> {
  let start = 2;
  for (let found = 0; found <= MOST_SEGMENTS;) {
    start = file.indexOf(0xff, start);
    if (start === -1 || start + 1 >= file.length) return;
    const marker = file[start + 1];
    if (marker === 0xff) {
      start = lastOfRun(file, start);
    } else if (marker === 0 || isStandalone(marker)) {
      // Zero is a data byte 0xff, stuffed.
      start += 2;
    } else {
      if (marker !== MARKER.endOfImage && start + 3 >= file.length) return;
      const length = marker === MARKER.endOfImage ? 0 : (file[start + 2] << 8) | file[start + 3];
      const end = Math.min(file.length, start + 2 + (marker === MARKER.endOfImage ? 0 : Math.max(2, length)));
      yield { marker, start, end, length };
      if (marker === MARKER.endOfImage) return;
      if (marker !== MARKER.startOfScan) found++;
      start = end;
    }
  }
  throw damagedError();
}

/** What a decoder goes through all blocks for. */
export interface Scans {
  readonly count: number;
  /** Of all scans together: one that has three is three times the work. */
  readonly components: number;
}

/**
 * The scans of a file, one more than `most` where there are more; null where there is none, or no end-of-image marker
 * behind them. Some decoders paint what a truncated file lacks in plain gray and call it success, so this is looked at first.
 */
export function countScans(file: Uint8Array, most: number): Scans | null {
  let count = 0;
  let components = 0;
  for (const { marker, start } of segmentsOf(file)) {
    if (marker === MARKER.endOfImage) return count > 0 ? { count, components } : null;
    if (marker !== MARKER.startOfScan) continue;
    components += file[start + SEGMENT_HEAD] ?? 0;
    if (++count > most) return { count, components };
  }
  return null;
}

/** The segments before the first scan. */
export function headSegments(file: Uint8Array): Segment[] {
  const segments: Segment[] = [];
  for (const segment of segmentsOf(file)) {
    if (segment.marker === MARKER.startOfScan || segment.marker === MARKER.endOfImage) break;
    segments.push(segment);
  }
  return segments;
}

/** The content of the first APP1 segment, as libjpeg-turbo keeps it: one that is shorter than its length is none. */
export function firstApp1(file: Uint8Array): Uint8Array | null {
  const found = headSegments(file).find(({ marker, length }) => marker === MARKER.app1 && length >= 2);
  return found ? file.subarray(found.start + SEGMENT_HEAD, found.end) : null;
}

/** The last of the fill bytes (0xff) that begin at `at`: millions of them are not to be searched for one by one. */
function lastOfRun(file: Uint8Array, at: number): number {
  let last = at;
  while (file[last + 1] === 0xff) last++;
  return last;
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}
