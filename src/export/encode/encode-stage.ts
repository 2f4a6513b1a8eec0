import type { RasterImage } from '../../image/raster-image.ts';
import { rowsOf, type RowRequest, type RowSource } from '../../image/row-source.ts';
import { unlessAborted } from '../../base/unless-aborted.ts';
import type { EncodePngOptions } from './encode-png.ts';
import { loadExporter } from './load-exporter.ts';
import { exportFailure, NOT_SAVED } from './export-failure.ts';
import { remember } from './own-pngs.ts';

/** What can bring a stage: an engine's image. */
interface StageReader<Stage> {
  read(stage: Stage): Promise<RasterImage>;
  rows?(stage: Stage): Promise<RowSource>;
}

/**
 * As `encodePng`, of a stage that `image` has; its rows are read as they are wanted, where it can bring them. What an
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
    throw error === failure ? error : exportFailure(NOT_SAVED, error);
  }
}
