import type { Brought, FoundFile } from '../../session/intake/brought-files.ts';
import { compareNames } from '../../session/intake/natural-order.ts';

/** What was dropped, one item each: a file, or a folder still to be read. */
type Dropped = File | FileSystemDirectoryEntry;

/**
 * The files that were dropped, and those in folders that were, however deep, in natural order. To be called while the
 * event is handled: afterwards the browser has forgotten what was dropped.
 */
export function readDropped(transfer: DataTransfer): Promise<Brought> {
  return readAll(droppedItems(transfer));
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

async function readAll(dropped: readonly Dropped[]): Promise<Brought> {
  const files: FoundFile[] = [];
  const unreadable: string[] = [];
  for (const item of dropped) {
    if (item instanceof File) files.push({ file: item, path: null });
    else await readFolder(item, item.name, files, unreadable);
  }
  return { files, unreadable };
}

async function readFolder(
  folder: FileSystemDirectoryEntry,
  path: string,
  files: FoundFile[],
  unreadable: string[],
): Promise<void> {
  const entries: FileSystemEntry[] = [];
  try {
    const reader = folder.createReader();
    // At most a hundred come at a time; none means the end.
    for (let batch = await nextEntries(reader); batch.length > 0; batch = await nextEntries(reader)) {
      entries.push(...batch);
    }
  } catch (error) {
    console.warn(error);
    unreadable.push(path);
  }
  // What was read before a failure is kept.
  for (const entry of entries.sort((a, b) => compareNames(a.name, b.name))) {
    const inner = `${path}/${entry.name}`;
    if (isFolder(entry)) await readFolder(entry, inner, files, unreadable);
    else await readFile(entry as FileSystemFileEntry, inner, files, unreadable);
  }
}

async function readFile(
  entry: FileSystemFileEntry,
  path: string,
  files: FoundFile[],
  unreadable: string[],
): Promise<void> {
  try {
    files.push({ file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)), path });
  } catch (error) {
    console.warn(error);
    unreadable.push(path);
  }
}

function nextEntries(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
