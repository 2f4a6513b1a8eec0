import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { XrayError } from '../../base/xray-error.ts';
import { formatByName, sniffFormat } from '../../decode/source/formats.ts';
import { unreadable } from '../film/disk-file.ts';
import { MOST_NAMED } from './names.ts';
import { comparePaths } from './path-order.ts';

/** A file that is to be processed. */
export interface FoundFile {
  /** As the system takes it. */
  readonly path: string;
  /** As people see it, with slashes. */
  readonly shown: string;
}

/** What could not be looked at. */
export interface Unreadable {
  readonly shown: string;
  readonly error: XrayError;
}

export interface Found {
  /** By path, each once. */
  readonly files: readonly FoundFile[];
  readonly unreadable: readonly Unreadable[];
  readonly leftOut: LeftOut;
}

/** Files of folders that are no images by their names, nor by how they begin. */
export interface LeftOut {
  readonly count: number;
  /** The first few of them, by path, as people see them. */
  readonly names: readonly string[];
}

/** macOS puts these beside files on foreign disks: same extension, no image. */
const RESOURCE_FORK = /^\._/;

/** What tells of a DICOM file without the preamble is not asked of every file without an extension. */
const HEAD_BYTES = 132;

interface Finding {
  readonly files: Map<string, FoundFile>;
  readonly unreadable: Unreadable[];
  /** The folder of the results, where that is not to be searched itself. */
  readonly apart: string | null;
  readonly leftOut: { count: number; readonly names: string[] };
}

/** Those of `paths` that lead to nothing, as they were typed. */
export function notThere(paths: readonly string[]): string[] {
  return paths.filter((path) => {
    try {
      statSync(path);
      return false;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return code === 'ENOENT' || code === 'ENOTDIR';
    }
  });
}

/**
 * The files that are named, and those in the folders that are, however deep: by their extensions, and without one where they
 * begin as DICOM does. Links to folders are not followed, and `output` is not searched, unless they are named.
 */
export function findFiles(paths: readonly string[], output: string): Found {
  const named = new Set(paths.map((path) => resolve(path)));
  const finding: Finding = {
    files: new Map(),
    unreadable: [],
    apart: named.has(resolve(output)) ? null : resolve(output),
    leftOut: { count: 0, names: [] },
  };
  for (const path of paths) {
    try {
      if (statSync(path).isDirectory()) search(path, finding);
      else add(path, finding);
    } catch (error) {
      finding.unreadable.push({ shown: shownAs(path), error: unreadable(shownAs(path), error) });
    }
  }
  return {
    files: [...finding.files.values()].sort((a, b) => comparePaths(a.shown, b.shown)),
    unreadable: finding.unreadable,
    leftOut: finding.leftOut,
  };
}

function search(folder: string, finding: Finding): void {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    finding.unreadable.push({ shown: shownAs(folder), error: unreadable(shownAs(folder), error) });
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (resolve(path) !== finding.apart) search(path, finding);
    } else if (isWanted(entry.name, path)) {
      add(path, finding);
    } else {
      leaveOut(path, finding);
    }
  }
}

function leaveOut(path: string, { leftOut }: Finding): void {
  leftOut.count++;
  // A folder may hold a million of them.
  leftOut.names.push(shownAs(path));
  leftOut.names.sort(comparePaths).splice(MOST_NAMED);
}

function add(path: string, { files }: Finding): void {
  const whole = resolve(path);
  if (!files.has(whole)) files.set(whole, { path, shown: shownAs(path) });
}

/** By its name; one without an extension by how it begins. A link to a file is one. */
function isWanted(name: string, path: string): boolean {
  if (RESOURCE_FORK.test(name)) return false;
  if (formatByName(name, '') !== null) return isFile(path);
  return !/\.[a-z]\w*$/i.test(name) && isFile(path) && beginsAsDicom(path);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function beginsAsDicom(path: string): boolean {
  try {
    const fd = openSync(path, 'r');
    try {
      const head = new Uint8Array(HEAD_BYTES);
      const length = readSync(fd, head, 0, HEAD_BYTES, 0);
      return sniffFormat(head.subarray(0, length)) === 'dicom';
    } finally {
      closeSync(fd);
    }
  } catch {
    return false;
  }
}

/** As people, and all systems, write it; shorter where it lies in the folder of now. */
export function shownAs(path: string): string {
  const inside = relative('', path);
  const short = inside !== '' && !inside.startsWith('..') && inside.length < path.length ? inside : path;
  return (short === '' ? basename(path) : short).split(sep).join('/');
}
