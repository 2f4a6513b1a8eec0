import { errorName } from '../../base/kinds.ts';
import { byTimeout, listenTo, SILENCE_MS, type After } from '../../base/listen-to.ts';
import { throwIfAborted, XrayError } from '../../base/xray-error.ts';
import { encodeEntry, namesOf, type ExportOptions, type ZipEntry } from '../encode/encode-entry.ts';
import { exportFailure } from '../encode/export-failure.ts';
import { listEntries, type TextFile } from '../zip/finish-zip.ts';
import { freeName } from './free-name.ts';
import { inLanes } from '../encode/in-lanes.ts';
import { MANIFEST_NAME, manifestBytes, type ManifestInput } from '../manifest/manifest.ts';
import { uniqueEntryNames } from '../result-names.ts';

export interface WriteResultsOptions extends ExportOptions {
  /** What `manifest.json` says of the images. */
  manifest?: ManifestInput;
}

export interface FolderWriteOptions extends ExportOptions {
  /** An entry of a name that was given before takes the place of its file, instead of a name of its own. Default false. */
  replace?: boolean;
}

type FileContent = Blob | Uint8Array<ArrayBuffer>;

/** An entry that was written, under the name it got. */
interface WrittenEntry {
  readonly givenName: string;
  readonly name: string;
  readonly sha256: string;
}

/**
 * A folder that results are written to as they are made, and a manifest of all. Nothing that others put there is
 * overwritten: a name that is taken gets a number.
 */
export class ResultFolder {
  // By their names, in the order in which they were first written.
  private readonly written = new Map<string, WrittenEntry>();
  // The first of each name that was given.
  private readonly byGivenName = new Map<string, WrittenEntry>();
  /** Once it was written. */
  private manifestName: string | null = null;
  /** What texts that were written are called here. */
  private readonly texts = new Map<string, string>();
  private readonly taken = new Set<string>([MANIFEST_NAME]);

  constructor(
    private readonly directory: FileSystemDirectoryHandle,
    /** Replaced in tests. */
    private readonly after: After = byTimeout,
  ) {}

  /**
   * Writes the PNG of each entry as soon as it is made. May be called again and again, not twice at a time.
   * @returns the file names, in the order of `entries`.
   * @throws XrayError `export-failed`, whose message names the file; AbortError. What was written before remains.
   */
  async write(
    entries: readonly ZipEntry[],
    { signal, onProgress, replace = false }: FolderWriteOptions = {},
  ): Promise<string[]> {
    throwIfAborted(signal);
    const names = uniqueEntryNames(namesOf(entries));
    const written = new Array<WrittenEntry>(entries.length);
    let done = 0;
    try {
      await inLanes(entries.length, signal, async (index, laneSignal) => {
        const { file, sha256 } = await encodeEntry(entries[index], names[index], laneSignal);
        const givenName = entries[index].name;
        const own = replace ? this.byGivenName.get(givenName) : undefined;
        const name = await this.save(names[index], file, laneSignal, own?.name);
        written[index] = { givenName, name, sha256 };
        onProgress?.(++done, entries.length);
      });
    } finally {
      // Of a failure's holes nothing is listed.
      for (const entry of written.filter((made) => made !== undefined)) {
        this.written.set(entry.name, entry);
        const { givenName } = entry;
        if ((this.byGivenName.get(givenName)?.name ?? entry.name) === entry.name)
          this.byGivenName.set(givenName, entry);
      }
    }
    return written.map(({ name }) => name);
  }

  /**
   * Writes the manifest of all that was written; called again, it takes the place of the former one.
   * @returns its file name: `manifest.json`, or with a number where there was one.
   * @throws XrayError `export-failed`; AbortError.
   */
  async finish(manifest?: ManifestInput, signal?: AbortSignal): Promise<string> {
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = await manifestBytes(listEntries(this.written.values()), manifest);
    } catch (error) {
      throw exportFailure(`${MANIFEST_NAME}: the manifest could not be made.`, error);
    }
    if (this.manifestName === null) this.taken.delete(MANIFEST_NAME);
    this.manifestName = await this.save(MANIFEST_NAME, bytes, signal, this.manifestName ?? undefined);
    return this.manifestName;
  }

  /**
   * Writes texts beside the images; each takes the place of the one that it was before. One that is not among them any more is removed.
   * @throws XrayError `export-failed`; AbortError.
   */
  async writeTexts(texts: readonly TextFile[], signal?: AbortSignal): Promise<void> {
    for (const { name, text } of texts) {
      const content = new TextEncoder().encode(text);
      this.texts.set(name, await this.save(name, content, signal, this.texts.get(name)));
    }
    for (const [name, own] of this.texts) {
      if (texts.some((text) => text.name === name)) continue;
      this.texts.delete(name);
      await this.directory.removeEntry(own).catch(() => undefined);
    }
  }

  /**
   * A file that is being written when that is no longer wanted is let finish, unless the folder does not answer.
   * @param own the file of an earlier call that is to be replaced; without one a free name is found
   */
  private async save(
    wanted: string,
    content: FileContent,
    signal: AbortSignal | undefined,
    own?: string,
  ): Promise<string> {
    throwIfAborted(signal);
    return listenTo(
      async (ending, heard) => {
        // What nobody can end any more must end by itself.
        const limit = (): void => heard(true);
        if (signal) signal.addEventListener('abort', limit);
        else limit();
        try {
          return await this.put(wanted, content, ending, own);
        } catch (error) {
          throw writeFailure(wanted, error);
        } finally {
          signal?.removeEventListener('abort', limit);
        }
      },
      { patience: SILENCE_MS, after: this.after },
      () => writeFailure(wanted, new DOMException('The folder does not answer.', 'TimeoutError')) as Error,
    );
  }

  private async put(wanted: string, content: FileContent, ending: AbortSignal, own?: string): Promise<string> {
    const name = own ?? (await freeName(this.directory, wanted, this.taken));
    throwIfAborted(ending);
    const handle = await this.directory.getFileHandle(name, { create: true });
    try {
      const stream = await handle.createWritable();
      try {
        throwIfAborted(ending);
        await stream.write(content);
        throwIfAborted(ending);
      } catch (error) {
        await stream.abort();
        throw error;
      }
      // Closing is what puts the file in its place; it may fail for want of room.
      await stream.close();
    } catch (error) {
      // An empty file would look like a result. When even that is refused, the reason is the one below. What was to be
      // replaced is still whole.
      if (own === undefined) await this.directory.removeEntry(name).catch(() => undefined);
      throw error;
    }
    return name;
  }
}

/**
 * Writes each image as PNG to `directory` as soon as it is made, then a manifest of all.
 * @returns the names of the files, the manifest's last.
 * @throws XrayError `export-failed`, whose message names the file; AbortError. What was written before remains.
 */
export async function writeResults(
  directory: FileSystemDirectoryHandle,
  entries: readonly ZipEntry[],
  { manifest, signal, onProgress }: WriteResultsOptions = {},
): Promise<string[]> {
  const folder = new ResultFolder(directory);
  const names = await folder.write(entries, { signal, onProgress });
  return [...names, await folder.finish(manifest, signal)];
}

const REASONS: Readonly<Partial<Record<string, { reason: string; hint: string }>>> = {
  NotAllowedError: {
    reason: 'writing to the folder was not permitted',
    hint: 'Choose the folder again, and allow it.',
  },
  NoModificationAllowedError: { reason: 'the file is in use', hint: 'Close the program that uses it, and try again.' },
  QuotaExceededError: { reason: 'there is no room left', hint: 'Make room, or choose another folder.' },
  NotFoundError: { reason: 'the folder is no longer there', hint: 'Choose a folder again.' },
  TimeoutError: { reason: 'the folder does not answer', hint: 'Choose the folder again when it can be reached.' },
};

function writeFailure(name: string, error: unknown): unknown {
  const known = REASONS[errorName(error)];
  if (!known) return exportFailure(`${name}: the file could not be written.`, error);
  return new XrayError('export-failed', `${name}: the file could not be written; ${known.reason}.`, {
    hint: known.hint,
    cause: error,
    reason: 'not-written',
    values: { subject: name },
  });
}
