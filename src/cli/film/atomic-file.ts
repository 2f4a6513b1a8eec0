import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { errorName } from '../../base/kinds.ts';
import { XrayError } from '../../base/xray-error.ts';

/** Begins the names of files that are being written, in the folder they will lie in: only there can they be renamed at once. */
const UNFINISHED = '.xray-lab-unfinished-';

let begun = 0;

/** A file that is there as a whole or not at all: it gets its name when all of it is written. */
export class AtomicFile {
  private readonly unfinished: string;
  private fd: number | null;

  /** @throws XrayError `export-failed`, reason `not-written` or `no-room` */
  constructor(readonly path: string) {
    this.unfinished = unfinishedFor(path);
    this.fd = this.told(() => openSync(this.unfinished, 'wx', 0o666));
  }

  /** Adds bytes, which are not kept. Throws as the constructor. */
  write(bytes: Uint8Array): void {
    const { fd } = this;
    if (fd === null) throw new Error(`${this.path} is closed.`);
    this.told(() => {
      for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at, bytes.length - at);
    });
  }

  /**
   * Nothing more comes. Without `sync` what was written may be lost when the power is: for files whose digest is known
   * elsewhere, so that a loss is found. Throws as the constructor.
   */
  close({ sync = false } = {}): void {
    const { fd } = this;
    this.fd = null;
    if (fd === null) return;
    try {
      if (sync) this.told(() => fsyncSync(fd));
    } finally {
      // Network drives tell of a full disk here.
      this.told(() => closeSync(fd));
    }
  }

  /** Gives it its name, in place of what has that name. Throws as the constructor. */
  commit(): void {
    this.close();
    this.told(() => renameSync(this.unfinished, this.path));
  }

  /** Leaves nothing of it. */
  discard(): void {
    try {
      this.close();
    } catch {
      // What it was discarded for is told.
    }
    try {
      rmSync(this.unfinished, { force: true });
    } catch {
      // The same.
    }
  }

  private told<T>(work: () => T): T {
    return toldOf(this.path, work);
  }
}

function unfinishedFor(path: string): string {
  return join(dirname(path), `${UNFINISHED}${process.pid}-${threadId}-${begun++}`);
}

function toldOf<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw writeFailure(basename(path), error);
  }
}

/** As {@link AtomicFile}, of a file that `make` makes, whole, under another name. */
export function takePlaceOf(path: string, make: (unfinished: string) => void): void {
  const unfinished = unfinishedFor(path);
  toldOf(path, () => {
    try {
      make(unfinished);
      renameSync(unfinished, path);
    } finally {
      // A link to what has the name already is not renamed, and stays.
      rmSync(unfinished, { force: true });
    }
  });
}

/** A small file as a whole, and on the disk when this returns. Throws as {@link AtomicFile}. */
export function writeAtomically(path: string, bytes: Uint8Array): void {
  const file = new AtomicFile(path);
  try {
    file.write(bytes);
    file.close({ sync: true });
    file.commit();
  } catch (error) {
    file.discard();
    throw error;
  }
}

/** Removes what a run left that was killed, as far as that can be. */
export function removeUnfinished(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      if (name.startsWith(UNFINISHED)) rmSync(join(folder, name), { force: true });
    }
  } catch {
    // What cannot be written to is told of where something is to be written.
  }
}

const REASONS: Readonly<Partial<Record<string, string>>> = {
  EACCES: 'writing to the folder is not permitted',
  EPERM: 'writing to the folder is not permitted',
  EROFS: 'the folder can only be read',
  ENOTDIR: 'there is a file where a folder is needed',
  EEXIST: 'there is a file where a folder is needed',
  EISDIR: 'there is a folder of that name',
  ENOENT: 'the folder is no longer there',
  ENOTSUP: 'no folder can be made there',
  EFBIG: 'it is larger than files may be here',
  EMFILE: 'too many files are open',
};

const NO_ROOM: Readonly<Partial<Record<string, string>>> = {
  ENOSPC: 'there is no room left on the disk',
  EDQUOT: 'your share of the disk is used up',
};

/** Why `name` could not be written; what is no error of the system's stays as it is. */
export function writeFailure(name: string, error: unknown): unknown {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (errorName(error) === 'XrayError' || typeof code !== 'string') return error;
  const full = NO_ROOM[code];
  const reason = full ?? REASONS[code] ?? `the system says ${code}`;
  return new XrayError('export-failed', `${name}: could not be written; ${reason}.`, {
    hint: full ? 'Make room, then continue with --resume.' : 'Choose another folder with -o.',
    reason: full ? 'no-room' : 'not-written',
    values: { subject: name },
    cause: error,
  });
}

/** Whether an error means that no other file could be written either. */
export function isUnwritable(error: unknown): boolean {
  return error instanceof XrayError && (error.reason === 'no-room' || error.reason === 'not-written');
}
