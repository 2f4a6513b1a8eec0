import { errorName } from '../../base/kinds.ts';
import { numbered } from '../result-names.ts';

/**
 * `name`, or with a number before its extension (`hand_edges-2.png`, `-3`, …) the first that neither `taken` nor the
 * folder has. Upper and lower case are taken for the same. The name is added to `taken`.
 */
export async function freeName(
  directory: FileSystemDirectoryHandle,
  name: string,
  taken: Set<string>,
): Promise<string> {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : numbered(name, n);
    const key = candidate.toLowerCase();
    if (taken.has(key)) continue;
    // At once, so that nobody else takes it while the folder is asked.
    taken.add(key);
    if (!(await exists(directory, candidate))) return candidate;
  }
}

async function exists(directory: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await directory.getFileHandle(name);
    return true;
  } catch (error) {
    const reason = errorName(error);
    if (reason === 'NotFoundError') return false;
    // A folder has that name.
    if (reason === 'TypeMismatchError') return true;
    throw error;
  }
}
