import type { Raster8 } from '../../image/raster-image.ts';
import { isAbortError } from '../../base/xray-error.ts';
import type { Pacer } from '../../worker/pacer.ts';
import type { DecoderInput, ShowPicture } from '../source/decode-input.ts';
import { decodeByBrowser } from './browser-jpeg.ts';
import { isSequential, lacksScans } from './jpeg-markers.ts';
import { isBrowserExact, isBrowserUseless } from './jpeg-probe.ts';
import { decodeOwnJpeg } from './own-jpeg.ts';
import { checkScans } from './scan-limit.ts';

/**
 * What the browser is not asked for, though it paints it: in what browsers differ in from OpenCV and from each other, as they were found to
 * with the files of test/support/jpeg-fixtures.json, or in what they are not sooner. See docs/decisions/0024-who-decodes-a-jpeg.md.
 */
const OWN_KINDS: readonly ((input: DecoderInput) => boolean)[] = [
  // How four inks become three colours is a decoder's own choice.
  ({ header }) => header.colorType === 'cmyk',
  // What stands in for scans that are missing: Firefox's libjpeg-turbo smooths otherwise.
  ({ bytes }) => lacksScans(bytes),
  // As most radiographs are: own code is as fast, and takes a byte a pixel where the browser takes four and a canvas.
  ({ bytes, header }) => header.colorType === 'gray' && isSequential(bytes),
];

/**
 * The pixels that `cv2.imread` gives for a JPEG, by whoever gives them sooner: the browser where it was found to be exact, own code
 * everywhere else, and for what the browser refuses, such as arithmetic coding. Throws as {@link decodeOwnJpeg}.
 */
export async function decodeJpeg(input: DecoderInput, pacer: Pacer, show?: ShowPicture): Promise<Raster8> {
  checkScans(input.bytes, input.header.width * input.header.height);
  if (!isBrowserUseless() && !OWN_KINDS.some((isOwn) => isOwn(input))) {
    try {
      // Begun together: where the browser is exact, its picture of the first file is seen as early as that of any other.
      const image = await decodeByBrowser(input, pacer, show, isBrowserExact());
      if (image) return image;
    } catch (error) {
      if (isAbortError(error)) throw error;
    }
  }
  return decodeOwnJpeg(input, pacer, show);
}
