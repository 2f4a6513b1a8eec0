import type { Raster8 } from '../../image/raster-image.ts';
import { bareJpeg } from './bare-jpeg.ts';
import { openBrowserImage, type BrowserImage } from './browser-image.ts';
import { damagedError, unsupportedJpegError } from '../source/decode-errors.ts';
import { applyOrientation, jpegOrientation, swapsSides } from '../source/exif-orientation.ts';
import type { DecoderInput, ShowPicture } from '../source/decode-input.ts';
import { firstApp1, isArithmeticallyCoded } from './jpeg-markers.ts';
import type { Pacer } from '../../worker/pacer.ts';
import { createPixelSurface, type PixelSurface } from './pixel-surface.ts';
import { checkScans } from './scan-limit.ts';
import { smallPicture } from '../source/small-picture.ts';

/**
 * Browsers leave a canvas blank, without a word, when a side exceeds their limit (4096 to 65535) or memory is short;
 * pictures are therefore read through tiles no larger than this.
 */
const TILE_WIDTH = 2048;
const TILE_HEIGHT = 512;

/**
 * The pixels of a JPEG as the browser's decoder gives them, upright, in one channel where the file has one component.
 * Null on a thread that lacks what it takes; then the page's own thread must do it. Throws `decode-failed`, also for more
 * scans than can be decoded in seconds, or `unsupported-type` of a kind that this browser's decoder does not know.
 */
export async function decodeJpeg(
  { bytes: file, header }: Pick<DecoderInput, 'bytes' | 'header'>,
  pacer: Pacer,
  show?: ShowPicture,
): Promise<Raster8 | null> {
  checkScans(file, header.width * header.height);
  const exif = firstApp1(file);
  const orientation = exif ? jpegOrientation(exif) : 1;
  const [width, height] = swapsSides(orientation) ? [header.height, header.width] : [header.width, header.height];
  const surface = createPixelSurface(Math.min(width, TILE_WIDTH), Math.min(height, TILE_HEIGHT));
  if (!surface) return null;
  const image = await openBrowserImage(bareJpeg(file)).catch((error: unknown) => {
    throw isArithmeticallyCoded(file) ? unsupportedJpegError('Arithmetic-coded JPEG') : error;
  });
  if (!image) return null;
  try {
    if (image.width !== width || image.height !== height) throw damagedError();
    const picture = show && smallPicture(image.source, width, height, orientation);
    if (picture) show(picture);
    await pacer.rest();
    const stored = await readPixels(image, header.colorType === 'gray' ? 1 : 3, surface, pacer);
    return await applyOrientation(stored, orientation, pacer);
  } finally {
    image.close();
  }
}

async function readPixels(
  { source, width, height }: BrowserImage,
  channels: 1 | 3,
  surface: PixelSurface,
  pacer: Pacer,
): Promise<Raster8> {
  const data = new Uint8Array(width * height * channels);
  const packed = new Uint32Array(surface.width);
  const bytes = new Uint8Array(packed.buffer);
  const { context } = surface;
  for (let top = 0; top < height; top += surface.height) {
    const rows = Math.min(surface.height, height - top);
    for (let left = 0; left < width; left += surface.width) {
      const columns = Math.min(surface.width, width - left);
      context.drawImage(source, left, top, columns, rows, 0, 0, columns, rows);
      const tile = context.getImageData(0, 0, columns, rows).data;
      // A JPEG is opaque: anything else is a canvas that was not painted.
      if (tile[3] !== 255 || tile[tile.length - 1] !== 255) throw damagedError();
      const pixels = new Uint32Array(tile.buffer);
      for (let y = 0; y < rows; y++) {
        packRow(pixels, y * columns, columns, packed, channels);
        data.set(bytes.subarray(0, columns * channels), ((top + y) * width + left) * channels);
      }
      if (pacer.due) await pacer.rest();
    }
  }
  return { width, height, channels, bitDepth: 8, data };
}

/**
 * Leaves out what is no sample, four pixels at a time: byte by byte takes more than twice as long. Numbers lie in memory with the low
 * byte first wherever browsers run; what is read behind the last pixel is not used.
 */
function packRow(rgba: Uint32Array, from: number, columns: number, packed: Uint32Array, channels: 1 | 3): void {
  const end = from + columns;
  let to = 0;
  if (channels === 1) {
    for (let i = from; i < end; i += 4) {
      packed[to++] =
        (rgba[i] & 0xff) | ((rgba[i + 1] & 0xff) << 8) | ((rgba[i + 2] & 0xff) << 16) | ((rgba[i + 3] & 0xff) << 24);
    }
    return;
  }
  for (let i = from; i < end; i += 4) {
    const second = rgba[i + 1];
    const third = rgba[i + 2];
    packed[to++] = (rgba[i] & 0xffffff) | (second << 24);
    packed[to++] = ((second >>> 8) & 0xffff) | (third << 16);
    packed[to++] = ((third >>> 16) & 0xff) | (rgba[i + 3] << 8);
  }
}
