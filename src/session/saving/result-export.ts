import { loadPart } from '../../base/load-part.ts';
import type { NamedZip } from '../../export/zip/create-zips.ts';
import { resultFileName, resultNames, type Naming, type ResultNames } from '../../export/result-names.ts';
import { abortError, isAbortError, XrayError } from '../../base/xray-error.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { FileEntry } from '../files/file-entry.ts';
import type { FileTable } from '../files/file-table.ts';
import type { SavedResults } from '../files/saved-results.ts';
import type { Measurements } from '../measurements/measurements.ts';
import type { Notify } from '../notices.ts';
import type { Tell } from '../reports.ts';
import type { LabResult } from '../results/lab-result.ts';
import type { ResultAccess } from '../results/result-access.ts';
import type { Track } from '../work-count.ts';
import type { MayExport } from './export-offer.ts';
import { zipResults } from './zip-of-results.ts';

/** Behind the stage in the name of a picture with what is measured on it. */
const ANNOTATED = '_annotated';

/** What exports need of their surroundings. */
export interface ResultExportNeeds {
  readonly files: Pick<FileTable, 'withResults'>;
  readonly access: Pick<ResultAccess, 'resultOf' | 'signal' | 'snapshot'>;
  readonly saved: Pick<SavedResults, 'add'>;
  readonly measurements: Pick<Measurements, 'writable'>;
  /** The file on show. */
  readonly selected: () => FileEntry | null;
  readonly naming: () => Naming;
  readonly mayExport: MayExport;
  readonly track: Track;
  readonly notify: Notify;
  readonly tell: Tell;
}

/** Takes a file that is given out; throws where it cannot: then it was not exported, and does not count as saved. */
export type TakeFile = (blob: Blob, name: string) => void;

/** Where archives go, and what is told of them. */
interface ZipTaker {
  /** Ends the making; by default only a reset does. */
  readonly signal?: AbortSignal;
  readonly take: (zip: NamedZip) => void;
  readonly onProgress?: (done: number, total: number) => void;
  /** Told of a file that is left out; without it none may be. */
  readonly onRefused?: (error: XrayError, entry: FileEntry) => void;
}

/** Archives that were made. */
interface MadeZips {
  readonly first: NamedZip;
  readonly count: number;
}

/** Makes files of results: archives, single images. Each asks whether it may, first. */
export class ResultExport {
  /** How far the ZIP is, 0…1; null when none is being made. */
  progress: number | null = null;

  constructor(private readonly needs: ResultExportNeeds) {}

  /**
   * All results in an archive, or several of at most 1 GiB: each goes to `take`, the first is returned. A file whose images
   * cannot be had is left out, and the reader is told.
   * @throws XrayError `export-failed`; AbortError when it may not be, or on a reset.
   */
  async zip(
    take: TakeFile = () => undefined,
    entries: readonly FileEntry[] = this.needs.files.withResults,
  ): Promise<NamedZip> {
    const { mayExport, track, tell } = this.needs;
    if (entries.length === 0) throw nothingToExport();
    const names = this.namesOf(entries);
    const files = (): Promise<File[]> => track(this.filesOf(entries, names, { onRefused: this.leaveOut }));
    if (!mayExport({ kind: 'zip', name: names.archive, files })) {
      throw abortError('The export was cancelled.');
    }
    const { first, count } = await track(this.showZips(entries, names, take));
    tell({ kind: 'archived', count });
    return first;
  }

  /**
   * The archives of all results as files, for a form, which may or may not be submitted: nobody is told, and nothing
   * counts as saved.
   * @throws as {@link zip}; also XrayError `export-failed` where a file's images cannot be had.
   */
  zipFiles(signal: AbortSignal): Promise<File[]> {
    const entries = this.needs.files.withResults;
    return this.filesOf(entries, this.namesOf(entries), { signal });
  }

  /**
   * One stage of the image on show, to `take`; nothing where there is none, or it may not.
   * @throws XrayError; AbortError.
   */
  async png(stage: StageId, take: TakeFile): Promise<void> {
    const image = this.image(stage);
    if (!image) return;
    await this.give(image.name, () => image.result.png(stage), take);
  }

  /** One stage of the image on show, in the making, for the clipboard; null where there is none, or it may not. */
  copy(stage: StageId): Promise<Blob> | null {
    const image = this.image(stage);
    if (!image) return null;
    const { mayExport, track } = this.needs;
    const { name, result } = image;
    const files = (): Promise<File[]> => asFiles(track(result.png(stage)), name);
    return mayExport({ kind: 'copy', name, files }) ? track(result.png(stage)) : null;
  }

  /**
   * As {@link png}, of a picture of the stage with what is measured drawn on it: never one of those of the archive.
   * @param draw gives the picture
   */
  async annotated(stage: StageId, draw: (plane: RasterImage) => RasterImage, take: TakeFile): Promise<void> {
    const image = this.image(stage, ANNOTATED);
    if (!image) return;
    const { read } = image.result;
    await this.give(image.name, async () => encodePngLater(draw(await read(stage))), take);
  }

  /** Whether a file of an {@link image} may be handed over. */
  mayGive(file: File): boolean {
    return this.needs.mayExport({ kind: 'png', name: file.name, files: async () => [file] });
  }

  /** Tells that it was. */
  tellGiven(file: File): void {
    this.needs.tell({ kind: 'exported', what: 'png', name: file.name, blob: file });
  }

  /** Tells the reader of what an export failed with. */
  tellFailure(error: unknown): void {
    if (isAbortError(error)) return;
    this.needs.notify(
      error instanceof XrayError
        ? error
        : new XrayError('export-failed', 'The results could not be exported.', { cause: error }),
    );
  }

  /** One PNG to `take`, unless it may not. */
  private async give(name: string, png: () => Promise<Blob>, take: TakeFile): Promise<void> {
    const { mayExport, track, tell } = this.needs;
    const make = (): Promise<Blob> => track(png());
    if (!mayExport({ kind: 'png', name, files: () => asFiles(make(), name) })) return;
    const blob = await make();
    take(blob, name);
    tell({ kind: 'exported', what: 'png', name, blob });
  }

  /** A stage of the image on show with the name of its file, for who hands it over by themselves; null where there is none. */
  image(stage: StageId, more = ''): { readonly result: LabResult; readonly name: string } | null {
    const entry = this.needs.selected();
    const result = entry && this.needs.access.resultOf(entry);
    if (!result) return null;
    const [stem] = this.namesOf([entry]).stems;
    return { result, name: resultFileName(stem, stage + more) };
  }

  private async filesOf(
    entries: readonly FileEntry[],
    names: ResultNames,
    options: Pick<ZipTaker, 'signal' | 'onRefused'>,
  ): Promise<File[]> {
    const files: File[] = [];
    const take = ({ name, blob }: NamedZip): void => void files.push(new File([blob], name, { type: blob.type }));
    await this.makeZips(entries, names, { take, ...options });
    return files;
  }

  private readonly leaveOut = (error: XrayError, { file }: FileEntry): void => this.needs.notify(error, file);

  /** As {@link makeZips}, for all to see. */
  private async showZips(entries: readonly FileEntry[], names: ResultNames, take: TakeFile): Promise<MadeZips> {
    const { tell } = this.needs;
    const showProgress = (progress: number | null): void => {
      this.progress = progress;
      tell({ kind: 'changed' });
    };
    showProgress(0);
    try {
      return await this.makeZips(entries, names, {
        take: ({ name, blob }) => {
          take(blob, name);
          tell({ kind: 'exported', what: 'zip', name, blob });
        },
        onProgress: (done, total) => showProgress(done / total),
        onRefused: this.leaveOut,
      });
    } finally {
      showProgress(null);
    }
  }

  /** Counts what it gives out as saved, but for forms, which leave nothing out. */
  private async makeZips(
    entries: readonly FileEntry[],
    names: ResultNames,
    { signal = this.needs.access.signal, take, onProgress, onRefused }: ZipTaker,
  ): Promise<MadeZips> {
    const { access, measurements, saved } = this.needs;
    const sources = entries.map((entry) => access.snapshot(entry));
    const refused = new Set<number>();
    try {
      const zips = zipResults(sources, {
        names,
        signal,
        texts: async (indices) => {
          const images = measurements.writable(
            indices.map((index) => ({ entry: entries[index], name: names.listed[index] })),
          );
          if (images.length === 0) return [];
          const { measurementFiles, readableImage, withStatistics } = await loadPart(
            'export-failed',
            () => import('../measurements/measurement-files.ts'),
          );
          const written = images.map(({ image, entry }) =>
            withStatistics(readableImage(image, entry, sources[entries.indexOf(entry)])),
          );
          return measurementFiles(await Promise.all(written));
        },
        onProgress,
        onRefused:
          onRefused &&
          ((error, index) => {
            refused.add(index);
            onRefused(error, entries[index]);
          }),
      });
      let first: NamedZip | null = null;
      let count = 0;
      for await (const zip of zips) {
        first ??= zip;
        count++;
        take(zip);
      }
      if (!first) throw nothingToExport();
      if (onRefused) {
        sources.forEach(
          ({ parameters }, i) => refused.has(i) || saved.add(entries[i].id, parameters, entries[i].frame),
        );
      }
      return { first, count };
    } finally {
      for (const source of sources) await source.dispose();
    }
  }

  private namesOf(entries: readonly FileEntry[]): ResultNames {
    return resultNames(
      entries.map(({ name }) => name),
      { naming: this.needs.naming(), frames: entries.map(({ frame }) => frame) },
    );
  }
}

function nothingToExport(): XrayError {
  return new XrayError('export-failed', 'There are no results to export yet.', { reason: 'no-results' });
}

async function encodePngLater(image: RasterImage): Promise<Blob> {
  const { encodePng } = await loadPart('export-failed', () => import('../../export/encode/encode-png.ts'));
  return encodePng(image);
}

async function asFiles(png: Promise<Blob>, name: string): Promise<File[]> {
  return [new File([await png], name, { type: 'image/png' })];
}
