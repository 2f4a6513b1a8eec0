import { assertRasterImage, type RasterImage } from '../../image/raster-image.ts';
import { unlessAborted } from '../../base/unless-aborted.ts';
import { encodeInWorker } from './export-client.ts';
import { exportFailure } from './export-failure.ts';
import { storedBlob } from './stored-blob.ts';

export interface EncodePngOptions {
  signal?: AbortSignal;
}

/**
 * `image` as a PNG file of type `image/png`: gray for one channel, RGB for three, 8 or 16 bits. It decodes to exactly
 * `image.data` and holds nothing but pixels. The work is done in a worker where one can be had.
 * @throws XrayError `export-failed`, also when the browser has no room for the file; AbortError when `signal` is aborted.
 */
export async function encodePng(image: RasterImage, { signal }: EncodePngOptions = {}): Promise<Blob> {
  try {
    assertRasterImage(image);
    const { bytes } = await encodeInWorker(image, signal ? { digest: false, signal } : { digest: false });
    return await unlessAborted(storedBlob(new Blob([bytes], { type: 'image/png' })), signal);
  } catch (error) {
    throw exportFailure('The image could not be saved as PNG.', error);
  }
}
