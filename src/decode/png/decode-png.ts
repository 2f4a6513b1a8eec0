import { crc32 } from '../../base/checksums/crc32.ts';
import type { Raster8, RasterImage } from '../../image/raster-image.ts';
import { isAbortError } from '../../base/xray-error.ts';
import type { Pacer } from '../../worker/pacer.ts';
import { damagedError } from '../source/decode-errors.ts';
import type { SampleDepth, ShowPicture } from '../source/decode-input.ts';
import { applyOrientation } from '../source/exif-orientation.ts';
import type { FilePieces } from '../source/file-bytes.ts';
import { GrowingPicture } from '../source/growing-picture.ts';
import { Inflater } from './inflation/inflate.ts';
import { NativeInflation } from './inflation/native-inflation.ts';
import { decodeRows, rowRuns } from './plain-rows.ts';
import { PngReader, type PngParts } from './png-chunks.ts';
import { channelsOf, type Samples } from './png-samples.ts';
import { decodeRowsBySimd } from './simd-rows.ts';
import { LARGEST_WINDOW } from './inflation/zlib-header.ts';
import { ZlibStream } from './inflation/zlib-stream.ts';

/** All of a file, or its bytes as they come. */
export type PngFile = Uint8Array | FilePieces;

/**
 * The pixels `cv2.imread` gives for a PNG, in one channel where the file is gray. Rows are inflated, unfiltered and
 * written one at a time, so that beside the file and the result little more than two rows is held, whatever the data
 * inflate to. With `stored`, 16-bit samples stay what they are. Throws `decode-failed` for every file that libpng refuses.
 * @param into where the picture is written to, if not to memory of its own: width × height × channels bytes, of which some
 *   may be written before a file is refused; as many samples of 16 bits where they are `stored`.
 * @param show takes pictures of 8 bits as they grow
 */
export async function decodePng(
  file: PngFile,
  pacer: Pacer,
  depth: SampleDepth,
  into?: Samples,
  show?: ShowPicture,
): Promise<RasterImage>;
export async function decodePng(
  file: PngFile,
  pacer: Pacer,
  depth?: 'picture',
  into?: Uint8Array,
  show?: ShowPicture,
): Promise<Raster8>;
export async function decodePng(
  file: PngFile,
  pacer: Pacer,
  depth: SampleDepth = 'picture',
  into?: Samples,
  show?: ShowPicture,
): Promise<RasterImage> {
  const reader = new PngReader('next' in file ? file : piecesOf(file), pacer);
  const parts = await reader.open();
  const { width, height, bitDepth } = parts.layout;
  const channels = channelsOf(parts);
  const length = width * height * channels;
  const sides = { width, height, channels };
  const data =
    into ?? (depth === 'stored' && bitDepth === 16 ? allocate(Uint16Array, length) : allocate(Uint8Array, length));
  if (data.length !== length) throw new RangeError(`${data.length} samples for a picture of ${length}.`);
  if (isStored(data) && bitDepth !== 16) throw damagedError();
  const growing = show && !isStored(data) && new GrowingPicture({ ...sides, data }, reader.orientationSoFar, show);
  await decodeInto(parts, reader, data, pacer, growing || undefined);
  const image: RasterImage = isStored(data) ? { ...sides, bitDepth: 16, data } : { ...sides, bitDepth: 8, data };
  const upright = await applyOrientation(image, await reader.finish(), pacer);
  if (!into || upright.data === into) return upright;
  into.set(upright.data);
  return { ...upright, data: into } as RasterImage;
}

function isStored(samples: Samples): samples is Uint16Array {
  return samples.BYTES_PER_ELEMENT === 2;
}

/** Whatever decodes fastest: WebAssembly; where the page does not allow it, the browser's streams; own code for all. */
async function decodeInto(
  parts: PngParts,
  reader: PngReader,
  picture: Samples,
  pacer: Pacer,
  growing?: GrowingPicture,
): Promise<void> {
  const stream = new ZlibStream(reader);
  const window = await stream.window();
  const blocks = (): Promise<Uint8Array | null> => stream.nextBlocks();
  if (window === LARGEST_WINDOW && (await decodeRowsBySimd(parts, blocks, picture, pacer, growing))) return;
  const pieces = await stream.all();
  if (await decodeNatively(parts, pieces, picture, pacer, growing)) return;
  await decodeRows(parts, picture, new Inflater(pieces, rowRuns(parts.layout), reader.dataLengths), pacer, growing);
}

/**
 * Large pictures are inflated by the browser, which is faster. Whether a file is sound is not for it to say: after
 * anything but a stream that ends without complaint right behind the last row, the own inflater begins anew.
 */
async function decodeNatively(
  parts: PngParts,
  pieces: readonly Uint8Array[],
  picture: Samples,
  pacer: Pacer,
  growing?: GrowingPicture,
): Promise<boolean> {
  const inflation = NativeInflation.open(pieces);
  if (!inflation) return false;
  try {
    return await decodeRows(parts, picture, inflation, pacer, growing);
  } catch (error) {
    if (isAbortError(error)) throw error;
    return false;
  } finally {
    inflation.close();
  }
}

function allocate<Data extends Samples>(type: new (length: number) => Data, length: number): Data {
  try {
    return new type(length);
  } catch (error) {
    throw damagedError(error);
  }
}

/** A file that is in memory as a whole. */
function piecesOf(bytes: Uint8Array): FilePieces {
  let left: Uint8Array | null = bytes;
  return {
    size: bytes.length,
    next: () => {
      const piece = left;
      left = null;
      return Promise.resolve(piece);
    },
    kept: (part) => part,
    crc32,
  };
}
