import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from '../base/checksums/crc32.ts';
import { MANIFEST_NAME, manifestOf } from '../export/manifest/manifest.ts';
import { numbered } from '../export/result-names.ts';
import type { ZipFile } from '../export/zip/stored-sources.ts';
import { END_SIZE, layOutZip, MOST_FILES, storedSize } from '../export/zip/store-zip.ts';
import { AtomicFile, writeFailure } from './film/atomic-file.ts';
import { DiskFile } from './film/disk-file.ts';
import type { FilmImage } from './film/film.ts';

/** The most bytes of an archive; the page's. */
const MOST_ZIP_BYTES = 2 ** 30;

/** Bytes that are copied at a time. */
const PIECE = 2 ** 20;

/** A part of the manifest, at the most: of files that are told of with a digest each. */
const TOLD_BYTES = 4096;

/** An archive that was made. */
export interface MadeArchive {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Packs results into archives as the page's: the files of an image are in one, and each has a manifest of its images. One that holds
 * everything is called `name`, several are numbered. Of the files only what is copied is in memory.
 * @param from the folder in which the files lie
 * @throws XrayError `export-failed`
 */
export async function* zipResults(
  images: readonly FilmImage[],
  from: string,
  to: string,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<MadeArchive, void, undefined> {
  try {
    mkdirSync(to, { recursive: true });
  } catch (error) {
    throw writeFailure(to, error);
  }
  const parts = inParts(images);
  for (const [index, part] of parts.entries()) {
    const path = join(to, parts.length === 1 ? name : numbered(name, index + 1));
    yield { path, bytes: await writeArchive(part, from, path, signal) };
  }
}

function inParts(images: readonly FilmImage[]): FilmImage[][] {
  const parts: FilmImage[][] = [];
  let bytes = Infinity;
  let files = 0;
  for (const image of images) {
    const size = image.files.reduce((sum, file) => sum + storedSize(file.name, file.size), TOLD_BYTES);
    if (parts.length === 0 || bytes + size > MOST_ZIP_BYTES || files + image.files.length >= MOST_FILES) {
      parts.push([]);
      bytes = END_SIZE;
      files = 0;
    }
    parts[parts.length - 1].push(image);
    bytes += size;
    files += image.files.length;
  }
  return parts.length === 0 ? [[]] : parts;
}

/** Returns how many bytes it has. */
async function writeArchive(
  images: readonly FilmImage[],
  from: string,
  path: string,
  signal: AbortSignal,
): Promise<number> {
  const manifest = await manifestOf(images.map(({ told }) => told));
  const list: ZipFile = { name: MANIFEST_NAME, file: new Blob([manifest]), crc32: crc32(manifest) };
  // Only its size is asked for before it is copied.
  const stored = images.flatMap(({ files }) =>
    files.map((file): ZipFile => ({ name: file.name, crc32: file.crc32, file: new SizedFile(file.name, file.size) })),
  );
  const parts: (Blob | Uint8Array)[] = [];
  await layOutZip([...stored, list], (part) => parts.push(part), signal);
  const archive = new AtomicFile(path);
  let bytes = 0;
  try {
    for (const part of parts) {
      const size = part instanceof SizedFile ? await copy(join(from, part.name), part, archive, signal) : null;
      const own = size === null ? await bytesOf(part) : null;
      if (own) archive.write(own);
      bytes += size ?? own?.length ?? 0;
    }
    archive.close({ sync: true });
    archive.commit();
  } catch (error) {
    archive.discard();
    throw error;
  }
  return bytes;
}

/** Stands for a file on the disk, of which so many are not to be open at a time. */
class SizedFile extends Blob {
  constructor(
    readonly name: string,
    private readonly length: number,
  ) {
    super();
  }

  override get size(): number {
    return this.length;
  }
}

async function copy(path: string, { name, size }: SizedFile, to: AtomicFile, signal: AbortSignal): Promise<number> {
  const file = DiskFile.open(path, name);
  try {
    if (file.size !== size) throw new RangeError(`${name} has ${file.size} bytes instead of ${size}.`);
    for (let at = 0; at < size; at += PIECE) {
      to.write(await bytesOf(file.slice(at, at + PIECE)));
      signal.throwIfAborted();
    }
    return size;
  } finally {
    file.close();
  }
}

async function bytesOf(part: Blob | Uint8Array): Promise<Uint8Array> {
  return part instanceof Uint8Array ? part : new Uint8Array(await part.arrayBuffer());
}

/** Leaves nothing of the folder in which results waited for their archive. */
export function removeWaiting(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
