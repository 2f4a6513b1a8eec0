import { loadPart } from '../../base/load-part.ts';
import type { NamedZip } from '../../export/zip/create-zips.ts';
import type { TextFile } from '../../export/zip/finish-zip.ts';
import type { ManifestImageInput } from '../../export/manifest/manifest.ts';
import { resultFileName, type ResultNames } from '../../export/result-names.ts';
import type { XrayError } from '../../base/xray-error.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import type { ResultSource } from '../results/result-source.ts';

/** A file that is brought when its turn comes. */
interface ImageEntry {
  readonly name: string;
  readonly image: (signal: AbortSignal) => Promise<Blob>;
}

/** What the file of the source's own samples is called. */
const STORED = 'stored';

export interface ZipOptions {
  /** Of the sources, in their order. */
  readonly names: ResultNames;
  /** The most bytes of one archive, 1 GiB unless told. */
  readonly maxBytes?: number;
  /** Brings what else belongs into an archive with the sources of these indices. */
  readonly texts?: (indices: readonly number[]) => Promise<readonly TextFile[]>;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Told that the `index`th source is left out, its images could not be had; without it that ends the export. */
  readonly onRefused?: (error: XrayError, index: number) => void;
}

/** All images of all `sources`, flat, as `<stem>_<stage>.png`, with a manifest; in several archives where they are many. */
export async function* zipResults(
  sources: readonly ResultSource[],
  { names, maxBytes, texts, signal, onProgress, onRefused }: ZipOptions,
): AsyncGenerator<NamedZip, void, undefined> {
  const { stems, listed, archive } = names;
  const entries = sources.flatMap((source, index) => entriesOf(source, stems[index]));
  const images = sources.map((source, index) => manifestImage(source, listed[index], stems[index]));
  const indices = new Map(images.map((image, index) => [image, index]));
  const { createZips } = await loadPart('export-failed', () => import('../../export/zip/create-zips.ts'));
  yield* createZips(entries, {
    name: archive,
    maxBytes,
    manifest: { images },
    texts: texts && ((held) => texts(held.flatMap((image) => indices.get(image) ?? []))),
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

/** The files of an image, named after `stem`: its stages, and, of a source of more than 8 bits, that. */
export function entriesOf({ png, stored }: Pick<ResultSource, 'png' | 'stored'>, stem: string): ImageEntry[] {
  const entries: ImageEntry[] = STAGE_IDS.map((stage) => ({
    name: stageFileName(stem, stage),
    image: (signal: AbortSignal) => png(stage, signal),
  }));
  return stored ? [...entries, { name: stageFileName(stem, STORED), image: stored }] : entries;
}

/** What the manifest tells of an image whose files are named after `stem`. */
export function manifestImage(
  { width, height, source, engine, parameters, found, stored, values }: ResultSource,
  name: string,
  stem: string,
): ManifestImageInput {
  const kinds: readonly (StageId | typeof STORED)[] = stored ? [...STAGE_IDS, STORED] : STAGE_IDS;
  const files = Object.fromEntries(kinds.map((kind) => [kind, stageFileName(stem, kind)]));
  return { name, source: source ?? undefined, width, height, engine, parameters, found, values, files };
}

export function stageFileName(stem: string, stage: StageId | typeof STORED): string {
  return resultFileName(stem, stage);
}
