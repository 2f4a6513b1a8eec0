import { decodeImageLater } from '../../decode/open-later.ts';
import { isAbortError } from '../../base/xray-error.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import { NO_LIMITS } from '../file-limits.ts';
import type { FileEntry } from '../files/file-entry.ts';
import type { Snapshot } from '../results/result-access.ts';

/** A film's images as they were with some parameters: as PNG files, which may still be in the making. */
export interface KeptSetting {
  readonly params: PipelineParams;
  readonly frame: number;
  readonly images: Promise<ReadonlyMap<StageId, Blob>>;
}

/**
 * What a film is compared with under other parameters, one setting a film. It is made of results as they are at the moment,
 * however soon the parameters change.
 */
export class KeptSettings {
  private readonly settings = new Map<number, KeptSetting>();

  /** Null where there is none of the frame that is on show. */
  of({ id, frame }: Pick<FileEntry, 'frame' | 'id'>): KeptSetting | null {
    const setting = this.settings.get(id);
    return setting?.frame === frame ? setting : null;
  }

  /** Takes the place of what was kept of the film. Rejects where the images cannot be had; then nothing is kept. */
  async keep({ id, frame }: Pick<FileEntry, 'frame' | 'id'>, results: Snapshot): Promise<void> {
    const setting = { params: results.parameters, frame, images: imagesOf(results) };
    this.settings.set(id, setting);
    try {
      await setting.images;
    } catch (error) {
      if (this.settings.get(id) === setting) this.forget(id);
      if (!isAbortError(error)) throw error;
    } finally {
      await results.dispose();
    }
  }

  forget(id: number): void {
    this.settings.delete(id);
  }
}

async function imagesOf(results: Snapshot): Promise<ReadonlyMap<StageId, Blob>> {
  const images = new Map<StageId, Blob>();
  for (const stage of STAGE_IDS) images.set(stage, await results.png(stage));
  return images;
}

/** A stage's pixels, decoded of its PNG file. */
export async function keptPixels({ images }: KeptSetting, stage: StageId): Promise<RasterImage | null> {
  const file = (await images).get(stage);
  return file ? decodeImageLater(file, NO_LIMITS) : null;
}
