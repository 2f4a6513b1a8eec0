import type { SourceInfo } from '../decode/decode-image.ts';
import { createZip } from '../export/create-zip.ts';
import type { ResultNames } from '../export/result-names.ts';
import type { RasterImage } from '../image/raster-image.ts';
import type { Backend } from '../pipeline/engine.ts';
import type { PipelineParams } from '../pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../pipeline/stages.ts';

/** One file's part of the archive. */
export interface ZipSource {
  readonly width: number;
  readonly height: number;
  readonly source: SourceInfo | null;
  /** What computed the images. */
  readonly engine: Backend;
  readonly parameters: PipelineParams;
  read(stage: StageId): Promise<RasterImage>;
}

export interface ZipOptions {
  /** Of the sources, in their order. */
  readonly names: ResultNames;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** All images of all `sources`, flat, as `<stem>_<stage>.png`, with a manifest. */
export function zipResults(sources: readonly ZipSource[], { names, signal, onProgress }: ZipOptions): Promise<Blob> {
  const { stems, listed } = names;
  const entries = sources.flatMap((source, index) =>
    STAGE_IDS.map((stage) => ({ name: stageFileName(stems[index], stage), image: () => source.read(stage) })),
  );
  const images = sources.map(({ width, height, source, engine, parameters }, index) => {
    const files = Object.fromEntries(STAGE_IDS.map((stage) => [stage, stageFileName(stems[index], stage)]));
    return { name: listed[index], source: source ?? undefined, width, height, engine, parameters, files };
  });
  return createZip(entries, { manifest: { images }, signal, onProgress });
}

export function stageFileName(stem: string, stage: StageId): string {
  return `${stem}_${stage}.png`;
}
