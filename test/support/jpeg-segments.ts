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
