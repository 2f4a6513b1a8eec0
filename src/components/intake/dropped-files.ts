import { errorName, isBlob } from '../../base/kinds.ts';
import { byTimeout, listenTo, SILENCE_MS, type After } from '../../base/listen-to.ts';
import type { Brought, FoundFile } from '../../session/intake/brought-files.ts';
import { sortedByPath } from '../../session/intake/natural-order.ts';

/** What was dropped, one item each: a file, or a folder still to be read. */
type Dropped = File | FileSystemDirectoryEntry;

/**
 * The files that were dropped, and those in folders that were, however deep, in natural order. To be called while the
 * event is handled: afterwards the browser has forgotten what was dropped.
 */
export function readDropped(transfer: DataTransfer, after: After = byTimeout): Promise<Brought> {
  return readAll(droppedItems(transfer), after);
}

function droppedItems(transfer: DataTransfer): Dropped[] {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const dropped = items.flatMap((item): Dropped[] => {
    const folder = folderOf(item);
    const file = folder ?? item.getAsFile();
    return file ? [file] : [];
  });
  return dropped.length > 0 ? dropped : [...transfer.files];
}

/** The old interface of three: the newer one is in few browsers. */
function folderOf(item: DataTransferItem): FileSystemDirectoryEntry | null {
  const entry = 'webkitGetAsEntry' in item ? item.webkitGetAsEntry() : null;
  return entry && isFolder(entry) ? entry : null;
}

async function readAll(dropped: readonly Dropped[], after: After): Promise<Brought> {
  const found: Found = { files: [], unreadable: [], after };
  for (const item of dropped) {
    if (isBlob(item)) found.files.push({ file: item, path: null });
    else await readFolder(item, item.name, found);
  }
  return found;
}

interface Found extends Brought {
  readonly files: FoundFile[];
  readonly unreadable: string[];
  readonly after: After;
}

/** Returns whether all of it answered. */
async function readFolder(folder: FileSystemDirectoryEntry, path: string, found: Found): Promise<boolean> {
  const { unreadable, after } = found;
  const entries: FileSystemEntry[] = [];
  try {
    const reader = folder.createReader();
    // At most a hundred come at a time; none means the end.
    for (let batch = await nextEntries(reader, after); batch.length > 0; batch = await nextEntries(reader, after)) {
      entries.push(...batch);
    }
  } catch (error) {
    console.warn(error);
    unreadable.push(path);
    if (isSilence(error)) return false;
  }
  // What was read before a failure is kept.
  for (const entry of await sortedByPath(entries, ({ name }) => name)) {
    const inner = `${path}/${entry.name}`;
    const read = isFolder(entry)
      ? readFolder(entry, inner, found)
      : readFile(entry as FileSystemFileEntry, inner, found);
    // The others of a drive that is away would take as long each.
    if (!(await read)) return false;
  }
  return true;
}

async function readFile(
  entry: FileSystemFileEntry,
  path: string,
  { files, unreadable, after }: Found,
): Promise<boolean> {
  try {
    files.push({ file: await answer<File>((resolve, reject) => entry.file(resolve, reject), after), path });
  } catch (error) {
    console.warn(error);
    unreadable.push(path);
    if (isSilence(error)) return false;
  }
  return true;
}

function nextEntries(reader: FileSystemDirectoryReader, after: After): Promise<FileSystemEntry[]> {
  return answer((resolve, reject) => reader.readEntries(resolve, reject), after);
}

function answer<T>(
  ask: (resolve: (answer: T) => void, reject: (error: Error) => void) => void,
  after: After,
): Promise<T> {
  return listenTo<T>(
    (_signal, heard) => {
      heard(true);
      return new Promise(ask);
    },
    { patience: SILENCE_MS, after },
    () => new DOMException('The folder does not answer.', 'TimeoutError'),
  );
}

function isSilence(error: unknown): boolean {
  return errorName(error) === 'TimeoutError';
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
