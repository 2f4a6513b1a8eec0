import { isPassedOver, MARKER, SEGMENT_HEAD, segmentsOf, type Segment } from './jpeg-markers.ts';

/** Begins the APP2 segments that hold a colour profile (ICC.1, annex B.4): ICC_PROFILE. */
const PROFILE_NAME = [0x49, 0x43, 0x43, 0x5f, 0x50, 0x52, 0x4f, 0x46, 0x49, 0x4c, 0x45, 0];

/**
 * A JPEG without what has browsers change the picture they decode: its colour profile, and EXIF and XMP, which tell how
 * it is to be turned; always of `bytes`: the file may be another by now. Some (WebKit) convert samples by the profile whatever is
 * asked, which OpenCV does not; and they turn pictures by other rules than OpenCV where EXIF is not as it should be. Comments
 * and the like without content are left out, too: where their length is 0 or 1, not every decoder goes on as OpenCV's does.
 */
export function bareJpeg(bytes: Uint8Array<ArrayBuffer>): Blob {
  const left = segmentsToLeave(bytes);
  // Not every browser looks at the bytes to find the type.
  const type = 'image/jpeg';
  return new Blob([left.length === 0 ? bytes : without(left, bytes)], { type });
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

/** Whatever browsers look at lies before the first scan: a large profile has several segments. */
function segmentsToLeave(bytes: Uint8Array): Range[] {
  const left: Range[] = [];
  let inHead = true;
  for (const segment of segmentsOf(bytes)) {
    inHead &&= segment.marker !== MARKER.startOfScan;
    if (isEmpty(segment) || (inHead && changesPicture(segment, bytes))) left.push(segment);
  }
  return left;
}

function isEmpty({ marker, length }: Segment): boolean {
  return length <= 2 && isPassedOver(marker);
}

function changesPicture({ marker, start }: Segment, bytes: Uint8Array): boolean {
  return (
    marker === MARKER.app1 ||
    (marker === MARKER.app2 && PROFILE_NAME.every((value, i) => bytes[start + SEGMENT_HEAD + i] === value))
  );
}
