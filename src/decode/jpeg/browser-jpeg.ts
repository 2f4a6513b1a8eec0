import type { Raster8 } from '../../image/raster-image.ts';
import type { Pacer } from '../../worker/pacer.ts';
import { damagedError } from '../source/decode-errors.ts';
import type { DecoderInput, ShowPicture } from '../source/decode-input.ts';
import { applyOrientation, jpegOrientation, swapsSides } from '../source/exif-orientation.ts';
import { smallPicture } from '../source/small-picture.ts';
import { bareJpeg } from './bare-jpeg.ts';
import { firstApp1 } from './jpeg-markers.ts';

/**
 * Browsers leave a canvas blank, without a word, when a side exceeds their limit (4096 to 65535) or memory is short;
 * pictures are therefore read through tiles no larger than this.
 */
const TILE_WIDTH = 2048;
const TILE_HEIGHT = 512;

/** The stored samples: no colour profile applied, no alpha multiplied in. */
const UNTOUCHED: ImageBitmapOptions = { colorSpaceConversion: 'none', premultiplyAlpha: 'none' };

/**
 * Whether a picture that has no profile comes as it is stored without being asked to. It does in Chromium, where any option is a pass
 * over the pixels more (70 instead of 50 ms at 3000 × 2400), and which alone tells of itself by this name. Firefox
 * can be set to fit such pictures to the screen, too.
 */
function comesUntouched(): boolean {
  return 'userAgentData' in navigator;
}

/** Whether this thread has what {@link decodeByBrowser} takes; older browsers' workers do not, nor Node. */
export function hasBrowserDecoder(): boolean {
  return typeof createImageBitmap === 'function' && typeof OffscreenCanvas === 'function';
}

/**
 * The pixels of a JPEG as the browser's decoder gives them, upright, in one channel where the file has one component.
 * Throws `decode-failed` where the file is damaged, and what the browser throws where it does not decode it or has no memory.
 * @param isExact asked for before pixels are read, and behind what is shown; null where they are not to be
 */
export async function decodeByBrowser(
  { bytes: file, header }: DecoderInput,
  pacer: Pacer,
  show?: ShowPicture,
  isExact = Promise.resolve(true),
): Promise<Raster8 | null> {
  const exif = firstApp1(file);
  const orientation = exif ? jpegOrientation(exif) : 1;
  const [width, height] = swapsSides(orientation) ? [header.height, header.width] : [header.width, header.height];
  const surface = openSurface(Math.min(width, TILE_WIDTH), Math.min(height, TILE_HEIGHT));
  const picture = await createImageBitmap(bareJpeg(file), ...(comesUntouched() ? [] : [UNTOUCHED]));
  try {
    if (picture.width !== width || picture.height !== height) throw damagedError();
    const early = show && smallPicture(picture, width, height, orientation);
    if (early) show(early);
    await pacer.rest();
    if (!(await isExact)) return null;
    const stored = await readPixels(picture, header.colorType === 'gray' ? 1 : 3, surface, pacer);
    return await applyOrientation(stored, orientation, pacer);
  } finally {
    picture.close();
  }
}

/** A small canvas that pictures are painted on to be read; older browsers, which have it for WebGL, throw. */
function openSurface(width: number, height: number): OffscreenCanvasRenderingContext2D {
  // In memory rather than on the graphics card: every pixel is read back.
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No 2D canvas.');
  context.imageSmoothingEnabled = false;
  context.globalCompositeOperation = 'copy';
  return context;
}

async function readPixels(
  picture: ImageBitmap,
  channels: 1 | 3,
  context: OffscreenCanvasRenderingContext2D,
  pacer: Pacer,
): Promise<Raster8> {
  const { width, height } = picture;
  const { width: most, height: mostRows } = context.canvas;
  const data = new Uint8Array(width * height * channels);
  const packed = new Uint32Array(most);
  const bytes = new Uint8Array(packed.buffer);
  for (let top = 0; top < height; top += mostRows) {
    const rows = Math.min(mostRows, height - top);
    for (let left = 0; left < width; left += most) {
      const columns = Math.min(most, width - left);
      context.drawImage(picture, left, top, columns, rows, 0, 0, columns, rows);
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
