import { assertRasterImage, type RasterImage } from '../../image/raster-image.ts';
import { rowsOf } from '../../image/row-source.ts';
import { loadExporter } from './load-exporter.ts';
import { exportFailure, NOT_SAVED } from './export-failure.ts';

export interface EncodePngOptions {
  signal?: AbortSignal;
}

/**
 * `image` as a PNG file of type `image/png`: gray for one channel, RGB for three, 8 or 16 bits. It decodes to exactly
 * `image.data` and holds nothing but pixels. The work is done in a worker where one can be had; `image` must not change
 * meanwhile.
 * @throws XrayError `export-failed`, also when the browser has no room for the file; AbortError when `signal` is aborted.
 */
export async function encodePng(image: RasterImage, { signal }: EncodePngOptions = {}): Promise<Blob> {
  try {
    assertRasterImage(image);
    const { encodeInWorker } = await loadExporter();
    return (await encodeInWorker(rowsOf(image), signal ? { digest: false, signal } : { digest: false })).file;
  } catch (error) {
    throw exportFailure(NOT_SAVED, error);
  }
}
