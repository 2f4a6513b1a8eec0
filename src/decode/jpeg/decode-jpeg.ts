import type { Raster8 } from '../../image/raster-image.ts';
import type { Pacer } from '../../worker/pacer.ts';
import { damagedError, unsupportedJpegError } from '../source/decode-errors.ts';
import type { ShowPicture } from '../source/decode-input.ts';
import { applyOrientation, jpegOrientation } from '../source/exif-orientation.ts';
import { GrowingPicture } from '../source/growing-picture.ts';
import type { ImageHeader } from '../source/image-header.ts';
import { firstApp1 } from './jpeg-markers.ts';
import { decodeManyScans } from './many-scans.ts';
import { PictureRows } from './samples/picture-rows.ts';
import { areTwelveBit, type Samples } from './samples/strip.ts';
import { checkScans, countedScans } from './scan-limit.ts';
import { compileJpegKernels } from './simd/jpeg-module.ts';
import { SimdSamples } from './simd/simd-samples.ts';
import { Workbench } from './simd/workbench.ts';
import { decodeSingleScan, type TakeStrips } from './single-scan.ts';
import type { ColourSpace } from './stream/colour-space.ts';
import type { Frame } from './stream/frame.ts';
import { JpegStream } from './stream/jpeg-stream.ts';
import type { ScanHeader } from './stream/scan-header.ts';
import { Segments } from './stream/segments.ts';
import { supplyHuffmanTables } from './stream/standard-huffman.ts';

/** A file whose bytes are all there, so that nothing is read a second time. */
export interface JpegFile {
  readonly bytes: Uint8Array;
  /** What was read of it before, which it has to keep to. */
  readonly header?: Pick<ImageHeader, 'width' | 'height'>;
}

/** Has what decodes made ready, while a file is read. */
export function prepareJpegDecoder(): void {
  void compileJpegKernels();
}

/** A JPEG whose first scan is about to be decoded. */
interface OpenJpeg {
  readonly stream: JpegStream;
  readonly segments: Segments;
  readonly frame: Frame;
  readonly space: ColourSpace;
  readonly scan: ScanHeader;
}

/** Samples as they are stored: row by row, R, G and B beside each other; of 12 bits in 16. */
export interface JpegSamples {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array | Uint16Array;
}

/**
 * The pixels that `cv2.imread` gives for a JPEG, computed here: bit for bit those of libjpeg-turbo with its accurate integer transform,
 * smooth upsampling, and smoothing between blocks where scans are missing. Upright, in one channel where the file has one component. Huffman and
 * arithmetic coding, sequential and progressive; gray, RGB, YCbCr, CMYK and YCCK. Pauses as it works.
 *
 * Throws `decode-failed` where data are missing or are what no encoder writes, which libjpeg paints over; also for more scans than
 * can be decoded in seconds, and where the frame is not as `header` says. Bytes that belong to no segment are passed over, scans of
 * a progressive frame may be missing or in an odd order: pixels are then what libjpeg makes of it.
 * @param into where the picture is written to, if not to memory of its own: width × height × channels bytes, of which some
 *   may be written before a file is refused
 * @param show takes pictures of it as it grows
 */
export async function decodeJpeg(
  { bytes, header }: JpegFile,
  pacer: Pacer,
  into?: Uint8Array,
  show?: ShowPicture,
): Promise<Raster8> {
  const scans = countedScans(bytes);
  const jpeg = open(bytes);
  const { width, height, precision } = jpeg.frame;
  if (precision !== 8) throw unsupportedJpegError('12-bit JPEG');
  if (header && header.width * header.height !== width * height) throw damagedError();
  checkScans(scans, width * height);
  const exif = firstApp1(bytes);
  const orientation = exif ? jpegOrientation(exif) : 1;
  return withRows(jpeg, bytes, async (rows, bench) => {
    const { channels } = rows;
    const length = width * height * channels;
    if (into && into.length !== length) throw damagedError();
    // What is to be turned is turned on the way into its place.
    const samples = into && orientation === 1 ? clamped(into) : allocate(Uint8ClampedArray, length);
    const data = new Uint8Array(samples.buffer, samples.byteOffset, length);
    const growing = show && new GrowingPicture({ width, height, channels, data }, orientation, show);
    await decodeRows(jpeg, rows, samples, pacer, bench, growing);
    return applyOrientation({ width, height, channels, bitDepth: 8, data }, orientation, pacer, into);
  });
}

/**
 * The same as the file stores it, with 8 or 12 bits, for files inside files, which do not say themselves how they are turned.
 * @param space what the components are, where another file knows better
 */
export async function decodeJpegSamples(bytes: Uint8Array, pacer: Pacer, space?: ColourSpace): Promise<JpegSamples> {
  const scans = countedScans(bytes);
  const jpeg = open(bytes);
  const { width, height, precision } = jpeg.frame;
  checkScans(scans, width * height);
  return withRows({ ...jpeg, space: space ?? jpeg.space }, bytes, async (rows, bench) => {
    const { channels } = rows;
    const length = width * height * channels;
    const samples = precision === 8 ? allocate(Uint8ClampedArray, length) : allocate(Uint16Array, length);
    await decodeRows(jpeg, rows, samples, pacer, bench);
    const data = areTwelveBit(samples) ? samples : new Uint8Array(samples.buffer);
    return { width, height, channels, data };
  });
}

/** Reads up to the first scan. */
function open(bytes: Uint8Array): OpenJpeg {
  const stream = new JpegStream(bytes);
  const segments = new Segments(stream);
  const scan = segments.toNextScan();
  const { frame, tables, applicationData } = segments;
  const space = frame && applicationData.colourSpaceOf(frame);
  if (!scan || !frame || !space) throw damagedError();
  if (!frame.arithmetic && !frame.progressive) supplyHuffmanTables(tables);
  return { stream, segments, frame, space, scan };
}

/** Has work done where it is fastest: in WebAssembly, where pages may run it, what has Huffman codes and 8 bits. */
async function withRows<Result>(
  { frame, space, scan }: OpenJpeg,
  bytes: Uint8Array,
  work: (rows: PictureRows, bench: Workbench | null) => Promise<Result>,
): Promise<Result> {
  const isPlain = frame.arithmetic || frame.precision !== 8;
  const bench = isPlain ? null : await Workbench.open(bytes, frame, isWhole(frame, scan));
  try {
    return await work(new PictureRows(frame, space, bench ? new SimdSamples(bench, frame.width) : undefined), bench);
  } finally {
    bench?.close();
  }
}

async function decodeRows(
  { stream, segments, frame, scan }: OpenJpeg,
  rows: PictureRows,
  samples: Samples,
  pacer: Pacer,
  bench: Workbench | null,
  growing?: GrowingPicture,
): Promise<void> {
  const take: TakeStrips = (strips, unitRow) => {
    rows.take(strips, unitRow, samples);
    if (growing && pacer.due) growing.grow(rows.done);
  };
  if (isWhole(frame, scan)) await decodeSingleScan(stream, frame, scan, segments.tables, take, pacer, bench);
  else await decodeManyScans(stream, frame, scan, segments, take, pacer, bench);
}

/** Whether one scan has everything. */
function isWhole(frame: Frame, scan: ScanHeader): boolean {
  return !frame.progressive && scan.components.length === frame.components.length;
}

function clamped({ buffer, byteOffset, length }: Uint8Array): Uint8ClampedArray {
  return new Uint8ClampedArray(buffer, byteOffset, length);
}

function allocate<Data extends Samples>(type: new (length: number) => Data, length: number): Data {
  try {
    return new type(length);
  } catch (error) {
    throw damagedError(error);
  }
}
