import { copyFileSync, existsSync, linkSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { MANIFEST_NAME, manifestOf, type ManifestImage } from '../export/manifest/manifest.ts';
import { removeUnfinished, takePlaceOf, writeAtomically, writeFailure } from './film/atomic-file.ts';
import { DiskFile } from './film/disk-file.ts';
import { makeFolder } from './folders/make-folder.ts';
import { isImage } from './known-results.ts';
import type { FailedFilm } from './run.ts';

/** What a shard's manifest tells of the whole. */
export interface ShardTold {
  /** From 1. */
  readonly index: number;
  readonly count: number;
  /** Of all shards. */
  readonly films: number;
  /** Of the images, among all films. */
  readonly positions: readonly number[];
  readonly failed: readonly FailedFilm[];
}

interface Part {
  readonly folder: string;
  readonly images: readonly ManifestImage[];
  readonly shard: ShardTold | null;
}

export interface Merged {
  readonly images: number;
  /** Films that failed in their shard. */
  readonly failed: readonly FailedFilm[];
  /** What keeps the folders from being one; then nothing was written. */
  readonly problems: readonly string[];
  /** Whether manifests tell of how many films there are: without that nobody knows whether one is missing. */
  readonly isWhole: boolean;
}

/**
 * Makes one folder of several shards' results, whose manifest is that of one run, after it has been proved that no film is missing or
 * there twice and that each file is what its manifest says. Files are linked where that can be, else copied.
 * @throws XrayError `export-failed`
 */
export async function mergeFolders(folders: readonly string[], output: string): Promise<Merged> {
  const problems: string[] = [];
  const parts = folders.flatMap((folder) => partIn(folder, problems));
  const isWhole = parts.length > 0 && parts.every(({ shard }) => shard !== null);
  if (isWhole) problems.push(...shardProblems(parts));
  problems.push(...nameProblems(parts), ...parts.flatMap(fileProblems));
  const failed = parts.flatMap(({ shard }) => shard?.failed ?? []).sort((a, b) => a.position - b.position);
  const images = parts
    .flatMap((part) => part.images.map((image, i) => ({ image, part, position: part.shard?.positions[i] ?? 0 })))
    .sort((a, b) => a.position - b.position);
  if (problems.length > 0) return { images: 0, failed, problems, isWhole };
  try {
    makeFolder(output);
  } catch (error) {
    throw writeFailure(output, error);
  }
  removeUnfinished(output);
  for (const { image, part } of images) for (const { file } of filesOf(image)) bring(join(part.folder, file), output);
  writeAtomically(join(output, MANIFEST_NAME), await manifestOf(images.map(({ image }) => image)));
  return { images: images.length, failed, problems, isWhole };
}

function partIn(folder: string, problems: string[]): Part[] {
  try {
    const value = JSON.parse(readFileSync(join(folder, MANIFEST_NAME), 'utf8')) as {
      schemaVersion?: unknown;
      images?: unknown;
      shard?: unknown;
    } | null;
    const { schemaVersion, images, shard = null } = value ?? {};
    if (schemaVersion === 1 && Array.isArray(images) && images.every(isImage) && (shard === null || isShard(shard))) {
      return [{ folder, images, shard }];
    }
    problems.push(`${folder}: its ${MANIFEST_NAME} is none of this version's.`);
  } catch {
    problems.push(`${folder}: there is no ${MANIFEST_NAME} that can be read.`);
  }
  return [];
}

function isShard(value: unknown): value is ShardTold {
  const { index, count, films, positions, failed } = (value ?? {}) as Partial<ShardTold>;
  return [index, count, films].every(Number.isInteger) && Array.isArray(positions) && Array.isArray(failed);
}

/** What is missing, or there twice. */
function shardProblems(parts: readonly Part[]): string[] {
  const problems: string[] = [];
  const [first] = parts;
  const { count = 1, films = 0 } = first.shard ?? {};
  const homes = new Map<number, string>();
  for (const { folder, images, shard } of parts) {
    if (!shard) continue;
    const { index, positions, failed } = shard;
    if (shard.count !== count || shard.films !== films) {
      problems.push(
        `${folder}: a shard of ${shard.count} of ${shard.films} files, ${first.folder} one of ${count} of ${films}.`,
      );
      continue;
    }
    const home = homes.get(index);
    if (home !== undefined) problems.push(`Shard ${index}/${count} is there twice: ${home}, ${folder}.`);
    homes.set(index, folder);
    if (images.length !== positions.length) {
      problems.push(`${folder}: ${images.length - positions.length} of its images are of another run.`);
    }
    const through = new Set([...positions, ...failed.map(({ position }) => position)]);
    const wanted = Math.ceil((films - index + 1) / count);
    const strange = [...through].filter((position) => position % count !== index - 1 || position >= films);
    if (strange.length > 0) problems.push(`${folder}: ${strange.length} of its files are another shard's.`);
    else if (through.size < wanted) {
      problems.push(
        `${folder}: ${wanted - through.size} of its ${wanted} files were not processed; --resume does that.`,
      );
    }
  }
  for (let index = 1; index <= count; index++) {
    if (!homes.has(index)) problems.push(`Shard ${index}/${count} is missing.`);
  }
  return problems;
}

/** Results of one name. */
function nameProblems(parts: readonly Part[]): string[] {
  const homes = new Map<string, string>();
  return parts.flatMap(({ folder, images }) =>
    images.flatMap(filesOf).flatMap(({ file }) => {
      const home = homes.get(file.toLowerCase());
      homes.set(file.toLowerCase(), folder);
      return home === undefined ? [] : [`${file} is there twice: ${home}, ${folder}.`];
    }),
  );
}

/** Files that are not what their manifest says. */
function fileProblems({ folder, images }: Part): string[] {
  return images.flatMap(filesOf).flatMap(({ file, sha256 }) => {
    // A manifest comes from anywhere.
    if (basename(file) !== file) return [`${folder}: ${file} is no name of a result.`];
    const found = digestOf(join(folder, file));
    if (found === sha256) return [];
    return [`${join(folder, file)}: ${found === null ? 'cannot be read' : 'is not what its manifest says'}.`];
  });
}

function digestOf(path: string): string | null {
  try {
    const file = DiskFile.open(path, path);
    try {
      return file.sha256();
    } finally {
      file.close();
    }
  } catch {
    return null;
  }
}

function filesOf({ files }: ManifestImage): { readonly file: string; readonly sha256: string }[] {
  return Object.values(files);
}

/** As a whole or not at all; one that is there already is replaced unless it is the same. */
function bring(path: string, output: string): void {
  const target = join(output, basename(path));
  if (existsSync(target) && digestOf(target) === digestOf(path)) return;
  takePlaceOf(target, (unfinished) => {
    try {
      linkSync(path, unfinished);
    } catch {
      // On another disk, or one that knows no links.
      copyFileSync(path, unfinished);
    }
  });
}
