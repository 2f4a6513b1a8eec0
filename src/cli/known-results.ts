import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_NAME, type ManifestImage } from '../export/manifest/manifest.ts';
import { removeUnfinished, writeFailure } from './film/atomic-file.ts';
import type { FilmImage } from './film/film.ts';
import { makeFolder } from './folders/make-folder.ts';

/** Lists what is done while a run is under way: a manifest is written as a whole, this grows by a line a film. */
export const JOURNAL_NAME = '.xray-lab-journal';

/** What lies in a folder of results, by the first file of each film. */
export type KnownFilms = ReadonlyMap<string, readonly FilmImage[]>;

/** The folder of results, and the journal in it. */
export class ResultsFolder {
  private journal: number | null = null;

  constructor(readonly path: string) {}

  /** Whether there are results of another run. */
  get isUsed(): boolean {
    return existsSync(join(this.path, MANIFEST_NAME)) || existsSync(this.journalPath);
  }

  /** Of what lies in it; none where it is not there. */
  get names(): string[] {
    try {
      return readdirSync(this.path);
    } catch {
      return [];
    }
  }

  /** Makes it where it is not there, and removes what is half written. @throws XrayError `export-failed` */
  open(): void {
    try {
      makeFolder(this.path);
      removeUnfinished(this.path);
      this.journal = openSync(this.journalPath, 'a');
      // A line that was cut short by the end of a run is to end here.
      writeSync(this.journal, '\n');
    } catch (error) {
      throw writeFailure(this.path, error);
    }
  }

  /** What the manifest and the journal tell of, as far as they can be read; whether it is so is another question. */
  known(): KnownFilms {
    const films = new Map<string, readonly FilmImage[]>();
    const add = (images: readonly FilmImage[]): void => {
      const [first] = Object.values(images[0]?.told.files ?? {});
      if (first) films.set(first.file, images);
    };
    const manifest = parsed(read(join(this.path, MANIFEST_NAME)))[0] as { images?: unknown } | undefined;
    const listed = Array.isArray(manifest?.images) ? (manifest.images as unknown[]).filter(isImage) : [];
    // Frames of a film stand one behind the other.
    let group: FilmImage[] = [];
    for (const told of listed) {
      const last = group[group.length - 1]?.told;
      if (last && !isNextFrame(last, told)) {
        add(group);
        group = [];
      }
      group.push({ told, files: [] });
    }
    add(group);
    for (const line of parsed(read(this.journalPath))) {
      if (Array.isArray(line) && line.every((image) => isImage((image as Partial<FilmImage> | null)?.told))) {
        add(line as FilmImage[]);
      }
    }
    return films;
  }

  /** Notes a film as done. @throws XrayError `export-failed` */
  note(images: readonly FilmImage[]): void {
    if (this.journal === null) throw new Error('The folder is not open.');
    try {
      writeSync(this.journal, `${JSON.stringify(images)}\n`);
    } catch (error) {
      throw writeFailure(JOURNAL_NAME, error);
    }
  }

  /** @param whole the manifest tells all that the journal does */
  close(whole: boolean): void {
    if (this.journal !== null) closeSync(this.journal);
    this.journal = null;
    removeUnfinished(this.path);
    if (whole) rmSync(this.journalPath, { force: true });
  }

  private get journalPath(): string {
    return join(this.path, JOURNAL_NAME);
  }
}

/** A file's text; '' where there is none. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The whole text as JSON, or else the lines that are JSON: the last one may have been cut short. */
function parsed(text: string): unknown[] {
  const value = jsonIn(text);
  if (value !== undefined) return [value];
  return text
    .split('\n')
    .map(jsonIn)
    .filter((line) => line !== undefined);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether it can be held against what lies on the disk. */
export function isImage(value: unknown): value is ManifestImage {
  const { name, files, parameters } = (value ?? {}) as Partial<ManifestImage>;
  if (typeof name !== 'string' || typeof files !== 'object' || files === null || typeof parameters !== 'object')
    return false;
  return Object.values(files).every(
    (result) => typeof (result as { file?: unknown } | null)?.file === 'string' && typeof result.sha256 === 'string',
  );
}

function isNextFrame({ source: a, name }: ManifestImage, { source: b, name: other }: ManifestImage): boolean {
  if (a?.frame === undefined || b?.frame === undefined) return false;
  return name === other && a.sha256 === b.sha256 && a.frame < b.frame;
}
