import { assertRasterImage, type RasterImage } from '../../image/raster-image.ts';
import { rowsOf, type RowRequest, type RowSource } from '../../image/row-source.ts';
import { unlessAborted } from '../../base/unless-aborted.ts';
import { loadExporter } from './load-exporter.ts';
import { exportFailure } from './export-failure.ts';
import { remember } from './own-pngs.ts';

const MESSAGE = 'The image could not be saved as PNG.';

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
    throw exportFailure(MESSAGE, error);
  }
}

/** What can bring a stage: an engine's image. */
interface StageReader<Stage> {
  read(stage: Stage): Promise<RasterImage>;
  rows?(stage: Stage): Promise<RowSource>;
}

/**
 * As {@link encodePng}, of a stage that `image` has; its rows are read as they are wanted, where it can bring them. What an
 * archive must know of the file is remembered.
 * @throws also what `image` does
 */
export async function encodeStage<Stage>(
  image: StageReader<Stage>,
  stage: Stage,
  { signal }: EncodePngOptions = {},
): Promise<Blob> {
  const bring = async (): Promise<RowSource> => (image.rows ? image.rows(stage) : rowsOf(await image.read(stage)));
  const source = await unlessAborted(bring(), signal);
  let failure: unknown;
  const read = async (request: RowRequest): Promise<Uint8Array<ArrayBuffer>> => {
    try {
      return await source.read(request);
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  try {
    const { encodeInWorker } = await loadExporter();
    return remember(await encodeInWorker({ ...source, read }, { digest: true, ...(signal ? { signal } : {}) }));
  } catch (error) {
    throw error === failure ? error : exportFailure(MESSAGE, error);
  }
}
