import { loadPart } from '../../base/load-part.ts';
import type { NamedZip } from '../../export/zip/create-zips.ts';
import type { ManifestImageInput } from '../../export/manifest/manifest.ts';
import type { ResultNames } from '../../export/result-names.ts';
import type { XrayError } from '../../base/xray-error.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import type { ResultSource } from '../results/result-source.ts';

export interface ZipOptions {
  /** Of the sources, in their order. */
  readonly names: ResultNames;
  /** The most bytes of one archive, 1 GiB unless told. */
  readonly maxBytes?: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Told that the `index`th source is left out, its images could not be had; without it that ends the export. */
  readonly onRefused?: (error: XrayError, index: number) => void;
}

/** All images of all `sources`, flat, as `<stem>_<stage>.png`, with a manifest; in several archives where they are many. */
export async function* zipResults(
  sources: readonly ResultSource[],
  { names, maxBytes, signal, onProgress, onRefused }: ZipOptions,
): AsyncGenerator<NamedZip, void, undefined> {
  const { stems, listed, archive } = names;
  const entries = sources.flatMap((source, index) =>
    STAGE_IDS.map((stage) => ({
      name: stageFileName(stems[index], stage),
      image: (signal: AbortSignal) => source.png(stage, signal),
    })),
  );
  const images = sources.map((source, index) => manifestImage(source, listed[index], stems[index]));
  const indices = new Map(images.map((image, index) => [image, index]));
  const { createZips } = await loadPart('export-failed', () => import('../../export/zip/create-zips.ts'));
  yield* createZips(entries, {
    name: archive,
    maxBytes,
    manifest: { images },
    signal,
    onProgress,
    onRefused:
      onRefused &&
      ((error, image) => {
        const index = image && indices.get(image);
        if (index !== null && index !== undefined) onRefused(error, index);
      }),
  });
}

/** What the manifest tells of an image whose files are named after `stem`. */
export function manifestImage(
  { width, height, source, engine, parameters, found }: ResultSource,
  name: string,
  stem: string,
): ManifestImageInput {
  const files = Object.fromEntries(STAGE_IDS.map((stage) => [stage, stageFileName(stem, stage)]));
  return { name, source: source ?? undefined, width, height, engine, parameters, found, files };
}

export function stageFileName(stem: string, stage: StageId): string {
  return `${stem}_${stage}.png`;
}
