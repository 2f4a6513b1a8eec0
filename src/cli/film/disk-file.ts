import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { withFileName, XrayError } from '../../base/xray-error.ts';
import { changedError } from '../../decode/source/decode-errors.ts';

/** Bytes that are read at a time where only their digest is wanted. */
const PIECE = 2 ** 20;

/** Without waiting: a pipe that nobody writes to would hold up the thread for good, which could not be ended then. Windows has no such flag. */
const READING = constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0);

/**
 * A file on the disk as the Blob that decoders take: nothing of it is in memory but what they ask for. To be closed.
 * What is read is of one open file, also when another has taken its name meanwhile.
 */
export class DiskFile extends Blob {
  private constructor(
    private readonly fd: number,
    private readonly before: Stats,
    readonly name: string,
    private readonly from: number,
    private readonly to: number,
  ) {
    super();
  }

  /** @throws XrayError `decode-failed`, reason `not-readable`, that begins with `name` */
  static open(path: string, name: string): DiskFile {
    let fd: number;
    try {
      fd = openSync(path, READING);
    } catch (error) {
      throw unreadable(name, error);
    }
    const stats = fstatSync(fd);
    if (stats.isFile()) return new DiskFile(fd, stats, name, 0, stats.size);
    closeSync(fd);
    throw unreadable(name, { code: stats.isDirectory() ? 'EISDIR' : 'ENOTSUP' });
  }

  override get size(): number {
    return this.to - this.from;
  }

  override slice(start = 0, end = this.size): DiskFile {
    const at = (offset: number): number =>
      offset < 0 ? Math.max(this.to + offset, this.from) : Math.min(this.from + offset, this.to);
    return new DiskFile(this.fd, this.before, this.name, at(start), Math.max(at(start), at(end)));
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = new Uint8Array(this.size);
    const got = this.readInto(bytes);
    // Fewer than there were: whoever asked finds that the file has changed.
    return got === bytes.length ? bytes.buffer : bytes.buffer.slice(0, got);
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(await this.arrayBuffer());
  }

  /** Whoever reads falls back on pieces. */
  override stream(): never {
    throw new TypeError('A file on the disk is read in pieces.');
  }

  /** The SHA-256 of all of it, in hexadecimal. */
  sha256(): string {
    const hash = createHash('sha256');
    const piece = new Uint8Array(Math.min(PIECE, this.size));
    for (let at = 0; at < this.size;) {
      const got = this.slice(at, at + PIECE).readInto(piece);
      if (got === 0) throw withFileName(changedError(), this.name);
      hash.update(piece.subarray(0, got));
      at += got;
    }
    return hash.digest('hex');
  }

  /** @throws XrayError `decode-failed`, reason `file-changed`, where somebody has written to it since it was opened */
  assertUnchanged(): void {
    const { size, mtimeMs, ctimeMs } = fstatSync(this.fd);
    const { before } = this;
    if (size !== before.size || mtimeMs !== before.mtimeMs || ctimeMs !== before.ctimeMs) {
      throw withFileName(changedError(), this.name);
    }
  }

  close(): void {
    closeSync(this.fd);
  }

  /** Returns how many bytes were there. */
  private readInto(bytes: Uint8Array): number {
    let at = 0;
    while (at < this.size) {
      let got: number;
      try {
        got = readSync(this.fd, bytes, at, Math.min(bytes.length, this.size) - at, this.from + at);
      } catch (error) {
        throw unreadable(this.name, error);
      }
      if (got === 0) break;
      at += got;
    }
    return at;
  }
}

const REASONS: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
  EISDIR: 'it is a folder',
  ENOTSUP: 'it is no ordinary file',
  EMFILE: 'too many files are open',
  EIO: 'the disk fails',
  ELOOP: 'it is a link to itself',
};

/** Why a file or a folder cannot be read. */
export function unreadable(name: string, cause: unknown): XrayError {
  const { code = 'unknown reason' } = (cause ?? {}) as { readonly code?: string };
  const reason = REASONS[code] ?? `the system says ${code}`;
  const error = new XrayError('decode-failed', `the file could not be read; ${reason}.`, {
    reason: 'not-readable',
    cause,
  });
  return withFileName(error, name);
}
