import type { After } from '../../base/listen-to.ts';
import type { ManifestImageInput } from '../../export/manifest/manifest.ts';
import { NextNumbers, numberedStem, resultNames, type Naming } from '../../export/result-names.ts';
import { loadPart } from '../../base/load-part.ts';
import type { ResultFolder } from '../../export/folder/write-to-folder.ts';
import type { WrittenImage } from '../../measure/measured-image.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { FileEntry } from '../files/file-entry.ts';
import { isMadeOf } from '../files/computation.ts';
import type { MadeOf } from '../files/saved-results.ts';
import type { ResultSource } from '../results/result-source.ts';
import { entriesOf, manifestImage } from './zip-of-results.ts';

/** How the files of one image are called, and what its manifest calls it. */
interface Names {
  readonly stem: string;
  readonly listed: string;
}

/** What was measured on a file's image; null: nothing. */
export interface MeasuredEntry {
  readonly entry: FileEntry;
  readonly image: WrittenImage | null;
}

/** A folder that results go to, from when it was chosen until that is ended: what is there, under which names. */
export class FolderContents {
  readonly name: string;
  readonly ending = new AbortController();
  /** Whether it is being written to. */
  running = false;
  /** Whether there is more in the folder than its manifest tells. */
  stale = false;
  /** Files whose images are to be written, in order. */
  readonly queue = new Set<number>();
  readonly failed = new Set<number>();
  /** What a file's images that were written were made of. */
  readonly written = new Map<number, MadeOf>();
  /** Once something was to be written. */
  private folder: ResultFolder | null = null;
  /** By file and frame. */
  private readonly images = new Map<string, ManifestImageInput>();
  private readonly measured = new Map<string, WrittenImage>();
  private hasMeasurements = false;
  private readonly names = new Map<string, Names>();
  private readonly stems = new Set<string>();
  private readonly numbers = new NextNumbers();
  private readonly startedAt = new Date();

  constructor(
    private readonly directory: FileSystemDirectoryHandle,
    private readonly naming: Naming,
    private readonly after: After,
  ) {
    this.name = directory.name;
  }

  /** How many images are there. */
  get size(): number {
    return this.images.size;
  }

  has(id: number): boolean {
    return this.written.has(id);
  }

  /** A file is no longer listed; its images stay where they are, and in the manifest. */
  forget(id: number): void {
    this.written.delete(id);
    this.failed.delete(id);
  }

  isCurrent({ id, frame }: FileEntry, params: PipelineParams): boolean {
    const written = this.written.get(id);
    return written !== undefined && isMadeOf(written, frame, params);
  }

  /**
   * Writes an image's five files, in place of those it had here.
   * @throws XrayError `export-failed`; AbortError.
   */
  async write(entry: FileEntry, source: ResultSource): Promise<void> {
    const { id, frame } = entry;
    const { stem, listed } = this.namesOf(entry);
    // Until all five are there, the manifest does not tell them to be one image's.
    this.images.delete(keyOf(entry));
    this.written.delete(id);
    this.stale = true;
    const folder = await this.resultFolder();
    await folder.write(entriesOf(source, stem), { signal: this.ending.signal, replace: true });
    this.images.set(keyOf(entry), manifestImage(source, listed, stem));
    this.written.set(id, { params: source.parameters, frame });
    this.failed.delete(id);
  }

  /**
   * Writes the manifest of all that is there, in place of the former one, and what was measured.
   * @param measured on images that are still listed; of others it is as it was
   * @throws XrayError `export-failed`.
   */
  async writeManifest(measured: readonly MeasuredEntry[]): Promise<void> {
    this.stale = false;
    const folder = await this.resultFolder();
    await folder.finish({ images: [...this.images.values()] });
    for (const { entry, image } of measured) {
      if (image) this.measured.set(keyOf(entry), { ...image, name: this.namesOf(entry).listed });
      else this.measured.delete(keyOf(entry));
    }
    if (this.measured.size === 0 && !this.hasMeasurements) return;
    const { measurementFiles } = await loadPart('export-failed', () => import('../measurements/measurement-files.ts'));
    this.hasMeasurements = this.measured.size > 0;
    await folder.writeTexts(measurementFiles([...this.measured.values()]), this.ending.signal);
  }

  private async resultFolder(): Promise<ResultFolder> {
    const written = await loadPart('export-failed', () => import('../../export/folder/write-to-folder.ts'));
    return (this.folder ??= new written.ResultFolder(this.directory, this.after));
  }

  private namesOf(entry: FileEntry): Names {
    const known = this.names.get(keyOf(entry));
    if (known) return known;
    const options = { naming: this.naming, now: this.startedAt, frames: [entry.frame] };
    const { stems, listed } = resultNames([entry.name], options);
    const stem =
      this.take(stems[0]) ?? this.numbers.first(stems[0].toLowerCase(), (n) => this.take(numberedStem(stems[0], n)));
    const names = { stem, listed: this.naming === 'timestamp' ? stem : listed[0] };
    this.names.set(keyOf(entry), names);
    return names;
  }

  /** The stem, unless it is another image's. */
  private take(stem: string): string | null {
    const key = stem.toLowerCase();
    if (this.stems.has(key)) return null;
    this.stems.add(key);
    return stem;
  }
}

function keyOf({ id, frame }: FileEntry): string {
  return `${id} ${frame}`;
}
