import { createZip } from '../export/create-zip.ts';
import { uniqueStems } from '../export/result-names.ts';
import type { PipelineParams } from '../pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../pipeline/stages.ts';
import type { RasterImage } from '../image/raster-image.ts';

/** One file's part of the archive. */
export interface ZipSource {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly sourceBitDepth: number;
  readonly parameters: PipelineParams;
  read(stage: StageId): Promise<RasterImage>;
}

export interface ZipOptions {
  /** What computed the images. */
  readonly engine: string;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** All images of all `sources`, flat, as `<name>_<stage>.png`, with a manifest. */
export function zipResults(sources: readonly ZipSource[], { engine, signal, onProgress }: ZipOptions): Promise<Blob> {
  const stems = uniqueStems(sources.map(({ name }) => name));
  const entries = sources.flatMap((source, index) =>
    STAGE_IDS.map((stage) => ({ name: stageFileName(stems[index], stage), image: () => source.read(stage) })),
  );
  const images = sources.map(({ name, width, height, sourceBitDepth, parameters }, index) => {
    const files = Object.fromEntries(STAGE_IDS.map((stage) => [stage, stageFileName(stems[index], stage)]));
    return { name, width, height, sourceBitDepth, parameters, files };
  });
  return createZip(entries, { manifest: { engine, images }, signal, onProgress });
}

export function stageFileName(stem: string, stage: StageId): string {
  return `${stem}_${stage}.png`;
}
