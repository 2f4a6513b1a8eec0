import { abortError } from '../../base/xray-error.ts';

/** A file of an archive, and what its records say of it. */
export interface ZipFile {
  readonly name: string;
  readonly file: Blob;
  readonly crc32: number;
}

/** So many are handed to JSZip, or laid out by it, in one task. */
export const FILES_A_TASK = 500;

/** What JSZip's workers hand on: JSZip 3.10, lib/stream/GenericWorker.js. */
interface Chunk {
  readonly data: unknown;
  readonly meta: { readonly percent: number };
}

interface Listeners {
  data: ((chunk: Chunk) => void)[];
  end: (() => void)[];
  error: ((error: unknown) => void)[];
}

/** Where JSZip takes a file's content from. */
interface Source {
  readonly streamInfo: Record<string, unknown>;
  withStreamInfo(key: string, value: unknown): Source;
  pipe(archive: Archive): unknown;
  on<Name extends keyof Listeners>(name: Name, listener: Listeners[Name][number]): Source;
  resume(): void;
  pause(): void;
  lock(): void;
  error(): void;
}

/** A file of JSZip's, which is asked for its source once. */
interface JsZipFile {
  _compressWorker(compression: unknown): Source;
}

/** What JSZip does with each file when it begins to write an archive. */
type Include = (name: string, file: JsZipFile) => void;

/** What is used of a JSZip, and of what puts its archive together: lib/generate/ZipFileWorker.js. */
interface JsZip {
  file(name: string, data: string, options: object): unknown;
  readonly files: Record<string, unknown>;
  forEach: unknown;
}
interface Archive {
  registerPrevious(source: Source): unknown;
  /** The records of the directory at its end. */
  readonly dirRecords: string[];
}

/** Stands for a file in what JSZip gives out. To JSZip it looks like the bytes, of which it only asks how many they are. */
class StandIn {
  readonly [Symbol.toStringTag] = 'Uint8Array';
  readonly length: number;

  constructor(readonly file: Blob) {
    this.length = file.size;
  }
}

/** The file that a piece of JSZip's output stands for; null where it is bytes. */
export function fileOf(data: unknown): Blob | null {
  return data instanceof StandIn ? data.file : null;
}

/**
 * Has JSZip put an archive together of files whose size and checksum are known: no byte is read, what it gives out holds a
 * {@link StandIn} for each. JSZip would take all files in one task, and each as soon as the one before has ended; here one
 * is handed over when another is taken, so many in a task.
 */
export class StoredSources {
  onError: (error: unknown) => void = () => undefined;
  private include: Include = () => undefined;
  private archive: Archive | null = null;
  private wanted: (() => void) | null = null;
  private running = false;
  private added = 0;

  /** @param options for each file of `zip` */
  constructor(
    private readonly zip: JsZip,
    private readonly files: readonly ZipFile[],
    private readonly options: object,
    private readonly nextTask: () => Promise<void>,
    private readonly signal: AbortSignal | undefined,
  ) {
    zip.forEach = (include: Include) => {
      this.include = include;
      this.addNext();
    };
  }

  private addNext(): void {
    const { zip, files, options, added } = this;
    if (added === files.length) return;
    this.added++;
    const { name } = files[added];
    zip.file(name, '', options);
    const file = zip.files[name] as JsZipFile;
    file._compressWorker = (compression) => this.sourceOf(files[added], compression);
    this.include(name, file);
  }

  private sourceOf({ file, crc32 }: ZipFile, compression: unknown): Source {
    const listeners: Listeners = { data: [], end: [], error: [] };
    const give = (): void => {
      for (const listener of listeners.data) listener({ data: new StandIn(file), meta: { percent: 100 } });
      for (const listener of listeners.end) listener();
    };
    const source: Source = {
      streamInfo: { compression, crc32, compressedSize: file.size, uncompressedSize: file.size },
      withStreamInfo(key, value) {
        source.streamInfo[key] = value;
        return source;
      },
      pipe: (archive) => {
        this.archive = archive;
        return archive.registerPrevious(source);
      },
      on(name, listener) {
        (listeners[name] as unknown[]).push(listener);
        return source;
      },
      resume: () => this.want(give),
      pause: () => undefined,
      lock: () => undefined,
      error: () => undefined,
    };
    return source;
  }

  private want(give: () => void): void {
    this.wanted = give;
    if (this.running) return;
    this.running = true;
    this.run().catch((error: unknown) => this.onError(error));
  }

  private async run(): Promise<void> {
    for (let given = 1; this.wanted; given++) {
      const give = this.wanted;
      this.wanted = null;
      // Before this one ends: where there is no other, the archive does.
      this.addNext();
      give();
      if (given % FILES_A_TASK > 0) continue;
      this.gatherRecords(given);
      await this.nextTask();
      if (this.signal?.aborted) throw abortError();
    }
    this.running = false;
  }

  /** Makes one record of the last ones; their number stays. JSZip gives out all of them in one task. */
  private gatherRecords(given: number): void {
    const records = this.archive?.dirRecords;
    if (!records) return;
    const first = given - FILES_A_TASK;
    records[first] = records.splice(first, FILES_A_TASK, ...new Array<string>(FILES_A_TASK).fill('')).join('');
  }
}
