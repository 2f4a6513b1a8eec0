/** A JPEG segment: marker, length, content. */
export function segment(marker: number, content: readonly number[] = []): number[] {
  const length = content.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...content];
}

/** A frame header's content. */
export function frame({ width = 300, height = 200, precision = 8, components = 1 } = {}): number[] {
  const sampling = Array.from({ length: components }, (_, i) => [i + 1, 0x11, 0]).flat();
  return [precision, height >> 8, height & 0xff, width >> 8, width & 0xff, components, ...sampling];
}

/** An APP1 segment with an EXIF orientation and nothing else. */
export function exifSegment(orientation: number): number[] {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return segment(0xe1, [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]);
}

/** `jpeg` with `bytes` right behind its start-of-image marker. */
export function insertSegment(jpeg: Uint8Array, bytes: readonly number[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...jpeg.subarray(0, 2), ...bytes, ...jpeg.subarray(2)]);
}

/**
 * A one-component JPEG of level 138, of `scans` scans, all but the first of which add a bit to each block's first number:
 * a zero. 16 × 16 pixels unless told; where it is larger, what is not there counts as zeros, too.
 */
export function scannedJpeg(scans: number, { width = 16, height = 16 } = {}): Uint8Array<ArrayBuffer> {
  // One code for size 0 (bit 0) and one for size 4 (bits 10).
  const table = [0, 1, 1, ...new Array<number>(14).fill(0), 0, 4];
  // Four blocks: +10 (10 1010) and three times no change; then a zero each. Ones fill the byte.
  const first = [...segment(0xda, [1, 1, 0, 0, 0, 0]), 0b10101000, 0b01111111];
  const further = [...segment(0xda, [1, 1, 0, 0, 0, 0x10]), 0b00001111];
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xdb, [0, ...new Array<number>(64).fill(8)]),
    ...segment(0xc2, [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0]),
    ...segment(0xc4, table),
    ...first,
    ...Array.from({ length: scans - 1 }, () => further).flat(),
    ...[0xff, 0xd9],
  ]);
}
