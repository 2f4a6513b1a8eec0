import { isStandalone, MARKER } from './jpeg-markers.ts';

/** Begins the APP2 segments that hold a colour profile (ICC.1, annex B.4): ICC_PROFILE. */
const PROFILE_NAME = [0x49, 0x43, 0x43, 0x5f, 0x50, 0x52, 0x4f, 0x46, 0x49, 0x4c, 0x45, 0];

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
  const found: Range[] = [];
  let at = 2;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at === -1 || at + 3 >= bytes.length) return found;
    const marker = bytes[at + 1];
    if (marker === MARKER.startOfScan || marker === MARKER.endOfImage) return found;
    if (marker === 0xff) {
      at += 1;
    } else if (marker === 0 || isStandalone(marker)) {
      at += 2;
    } else {
      const end = Math.min(bytes.length, at + 2 + ((bytes[at + 2] << 8) | bytes[at + 3]));
      if (marker === MARKER.app2 && PROFILE_NAME.every((value, i) => bytes[at + 4 + i] === value)) {
        found.push({ start: at, end });
      }
      at = end;
    }
  }
}
