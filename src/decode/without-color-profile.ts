import { headSegments, MARKER } from './jpeg-markers.ts';

/** Begins the APP2 segments that hold a colour profile (ICC.1, annex B.4): ICC_PROFILE. */
const PROFILE_NAME = [0x49, 0x43, 0x43, 0x5f, 0x50, 0x52, 0x4f, 0x46, 0x49, 0x4c, 0x45, 0];

/** Marker and length. */
const SEGMENT_HEAD = 4;

/**
 * A JPEG whose colour profile, if it has one, is left out; `bytes` are those of `source`. OpenCV gives samples as they
 * are stored, and some browsers (WebKit) convert them by the profile whatever is asked, so they must not see it.
 */
export function withoutColorProfile(source: Blob, bytes: Uint8Array): Blob {
  const profiles = findProfiles(bytes);
  // Not every browser looks at the bytes to find the type.
  const type = 'image/jpeg';
  return profiles.length === 0 ? source.slice(0, source.size, type) : new Blob([without(profiles, bytes)], { type });
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

/** The segments of the profile, of which a large one has several; all lie before the first scan. */
function findProfiles(bytes: Uint8Array): Range[] {
  return headSegments(bytes).filter(
    ({ marker, start }) =>
      marker === MARKER.app2 && PROFILE_NAME.every((value, i) => bytes[start + SEGMENT_HEAD + i] === value),
  );
}
