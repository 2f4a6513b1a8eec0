import { headSegments, MARKER } from './jpeg-markers.ts';

/** Begins the APP2 segments that hold a colour profile (ICC.1, annex B.4): ICC_PROFILE. */
const PROFILE_NAME = [0x49, 0x43, 0x43, 0x5f, 0x50, 0x52, 0x4f, 0x46, 0x49, 0x4c, 0x45, 0];

/** Marker and length. */
const SEGMENT_HEAD = 4;

/**
 * A JPEG without what has browsers change the picture they decode: its colour profile, and EXIF and XMP, which tell how
 * it is to be turned; `bytes` are those of `source`. Some (WebKit) convert samples by the profile whatever is asked,
 * which OpenCV does not; and they turn pictures by other rules than OpenCV where EXIF is not as it should be.
 */
export function bareJpeg(source: Blob, bytes: Uint8Array): Blob {
  const left = segmentsToLeave(bytes);
  // Not every browser looks at the bytes to find the type.
  const type = 'image/jpeg';
  return left.length === 0 ? source.slice(0, source.size, type) : new Blob([without(left, bytes)], { type });
}

function without(ranges: readonly Range[], bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  let start = 0;
  for (const range of [...ranges, { start: bytes.length, end: bytes.length }]) {
    kept.set(bytes.subarray(start, range.start), length);
    length += range.start - start;
    start = range.end;
  }
  return kept.subarray(0, length);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** A large profile has several; all lie before the first scan. */
function segmentsToLeave(bytes: Uint8Array): Range[] {
  return headSegments(bytes).filter(
    ({ marker, start }) =>
      marker === MARKER.app1 ||
      (marker === MARKER.app2 && PROFILE_NAME.every((value, i) => bytes[start + SEGMENT_HEAD + i] === value)),
  );
}
