import type { NamedZip } from '../../export/zip/create-zips.ts';
import { resultNames, type ResultNames } from '../../export/result-names.ts';
import { abortError, isAbortError, XrayError } from '../../base/xray-error.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import { copyPng } from '../../components/saving/copy-png.ts';
import type { FileEntry } from '../files/file-entry.ts';
import type { LabController, LabHost } from '../session.ts';
import { emit } from '../../components/lab/lab-events.ts';
import { saveBlob } from '../../components/saving/save-blob.ts';
import { stageFileName, zipResults } from './zip-of-results.ts';

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

/** Gives results out: archives, single images, the clipboard. Every way asks `xray-before-export` first. */
export class ResultExport {
  /** How far the ZIP is, 0…1; null when none is being made. */
  progress: number | null = null;

  constructor(
    private readonly host: LabHost,
    private readonly lab: LabController,
  ) {}

  /**
   * All results in an archive, or several of at most 1 GiB: each goes to `take`, the first is returned. A file whose images
   * cannot be had is left out, and the reader is told.
   * @throws XrayError `export-failed`; AbortError when a listener of `xray-before-export` stops it or on a reset.
   */
  async zip(
    take: (zip: NamedZip) => void = () => undefined,
    entries: readonly FileEntry[] = this.lab.withResults,
  ): Promise<NamedZip> {
    if (entries.length === 0) throw nothingToExport();
    const names = this.namesOf(entries);
    const files = (): Promise<File[]> => this.lab.track(this.filesOf(entries, { onRefused: this.leaveOut }));
    if (!emit(this.host, 'xray-before-export', { kind: 'zip', name: names.archive, files })) {
      throw abortError('The export was cancelled.');
    }
    const { first, count } = await this.lab.track(this.showZips(entries, names, take));
    this.lab.announce(this.host.words.announceExported(count));
    return first;
  }

  /**
   * The archives of all results as files, for a form, which may or may not be submitted: nobody is told, and nothing
   * counts as saved.
   * @throws as {@link zip}; also XrayError `export-failed` where a file's images cannot be had.
   */
  zipFiles(signal: AbortSignal): Promise<File[]> {
    return this.filesOf(this.lab.withResults, { signal });
  }

  /** Downloads the archive of all results, unless one is being made; failures are told to the reader. */
  async saveZip(): Promise<void> {
    if (this.progress === null) await this.download(this.lab.withResults);
  }

  /** Downloads an archive of the results of `entries`; failures are told to the reader. */
  async download(entries: readonly FileEntry[]): Promise<void> {
    try {
      await this.zip(({ blob, name }) => saveBlob(blob, name), entries);
    } catch (error) {
      this.tell(error);
    }
  }

  /** Downloads one stage of the image on show. */
  async saveStage(stage: StageId): Promise<void> {
    const entry = this.lab.selected;
    const result = entry && this.lab.access.resultOf(entry);
    if (!result) return;
    const [stem] = this.namesOf([entry]).stems;
    const name = stageFileName(stem, stage);
    const make = (): Promise<Blob> => this.lab.track(result.png(stage));
    const files = (): Promise<File[]> => asFiles(make(), name);
    if (!emit(this.host, 'xray-before-export', { kind: 'png', name, files })) return;
    try {
      const blob = await make();
      emit(this.host, 'xray-export', { kind: 'png', name, blob });
      saveBlob(blob, name);
    } catch (error) {
      this.tell(error);
    }
  }

  /**
   * Puts one stage of the image on show on the clipboard. To be called while a person's action is handled.
   * @returns whether it is there; failures are told to the reader.
   */
  async copyStage(stage: StageId): Promise<boolean> {
    const entry = this.lab.selected;
    const result = entry && this.lab.access.resultOf(entry);
    if (!result) return false;
    const [stem] = this.namesOf([entry]).stems;
    const name = stageFileName(stem, stage);
    const files = (): Promise<File[]> => asFiles(this.lab.track(result.png(stage)), name);
    if (!emit(this.host, 'xray-before-export', { kind: 'copy', name, files })) return false;
    try {
      await this.lab.track(copyPng(result.png(stage)));
      this.lab.announce(this.host.words.announceCopied(this.host.words.stages[stage].title));
      return true;
    } catch (error) {
      this.tell(error instanceof XrayError || isAbortError(error) ? error : copyFailure(error));
      return false;
    }
  }

  private async filesOf(
    entries: readonly FileEntry[],
    options: Pick<ZipTaker, 'signal' | 'onRefused'>,
  ): Promise<File[]> {
    const files: File[] = [];
    const take = ({ name, blob }: NamedZip): void => void files.push(new File([blob], name, { type: blob.type }));
    await this.makeZips(entries, this.namesOf(entries), { take, ...options });
    return files;
  }

  private readonly leaveOut = (error: XrayError, { file }: FileEntry): void => this.lab.notify(error, file);

  /** As {@link makeZips}, for all to see. */
  private async showZips(
    entries: readonly FileEntry[],
    names: ResultNames,
    take: (zip: NamedZip) => void,
  ): Promise<MadeZips> {
    const showProgress = (progress: number | null): void => {
      this.progress = progress;
      this.host.requestUpdate();
    };
    showProgress(0);
    try {
      return await this.makeZips(entries, names, {
        take: (zip) => {
          emit(this.host, 'xray-export', { kind: 'zip', ...zip });
          take(zip);
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
    { signal = this.lab.access.signal, take, onProgress, onRefused }: ZipTaker,
  ): Promise<MadeZips> {
    const { access, saved } = this.lab;
    const sources = entries.map((entry) => access.snapshot(entry));
    const refused = new Set<number>();
    try {
      const zips = zipResults(sources, {
        names,
        signal,
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
        sources.forEach(({ parameters }, i) => refused.has(i) || saved.add(entries[i].id, parameters));
      }
      return { first, count };
    } finally {
      for (const source of sources) await source.dispose();
    }
  }

  private namesOf(entries: readonly FileEntry[]): ResultNames {
    return resultNames(
      entries.map(({ name }) => name),
      { naming: this.host.naming },
    );
  }

  private tell(error: unknown): void {
    if (isAbortError(error)) return;
    this.lab.notify(
      error instanceof XrayError
        ? error
        : new XrayError('export-failed', 'The results could not be exported.', { cause: error }),
    );
  }
}

function nothingToExport(): XrayError {
  return new XrayError('export-failed', 'There are no results to export yet.', { reason: 'no-results' });
}

function copyFailure(cause: unknown): XrayError {
  return new XrayError('export-failed', 'The image could not be copied.', {
    hint: 'Allow the clipboard for this page, or save the image.',
    cause,
  });
}

async function asFiles(png: Promise<Blob>, name: string): Promise<File[]> {
  return [new File([await png], name, { type: 'image/png' })];
}
