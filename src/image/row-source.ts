import { bytesOf, type RasterImage } from './raster-image.ts';

/** The size and the kind of an image, without its samples. */
export type RasterShape = Pick<RasterImage, 'width' | 'height' | 'channels' | 'bitDepth'>;

/** Rows that are wanted: ranges `from` … `to` − 1, in the order in which they are to come. */
export interface RowRequest {
  readonly ranges: readonly (readonly [from: number, to: number])[];
  /** To put them in; it is large enough, and not to be used any more by whoever asks. */
  readonly memory: ArrayBuffer;
}

/** An image whose rows come when they are asked for. */
export interface RowSource extends RasterShape {
  /**
   * The rows' samples as bytes, one row behind the other, as they lie in memory.
   * @throws AbortError when the image is no longer what it was.
   */
  read(request: RowRequest): Promise<Uint8Array<ArrayBuffer>>;
}

/** Bytes of a row's samples. */
export function rowBytes({ width, channels, bitDepth }: RasterShape): number {
  return (width * channels * bitDepth) / 8;
}

/** Copies the rows that are asked for, of an image whose samples are `samples`. */
export function copyRows(
  shape: RasterShape,
  samples: Uint8Array | Uint16Array,
  { ranges, memory }: RowRequest,
): Uint8Array<ArrayBuffer> {
  const stride = rowBytes(shape);
  const bytes = bytesOf(samples);
  const rows = new Uint8Array(memory);
  let at = 0;
  for (const [from, to] of ranges) {
    rows.set(bytes.subarray(from * stride, to * stride), at);
    at += (to - from) * stride;
  }
  return rows.subarray(0, at);
}

/** The rows of an image that is there. */
export function rowsOf(image: RasterImage): RowSource {
  const { width, height, channels, bitDepth, data } = image;
  return { width, height, channels, bitDepth, read: async (request) => copyRows(image, data, request) };
}
