/** What browsers with the File System Access API have. */
interface Picking {
  showDirectoryPicker?: (options: { id: string; mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;
}

/** A handle as those browsers give it out. */
interface Permitting {
  queryPermission?: (options: { mode: 'readwrite' }) => Promise<PermissionState>;
  requestPermission?: (options: { mode: 'readwrite' }) => Promise<PermissionState>;
}

/** Whether a folder can be picked to write into. */
export function foldersCanBeWritten(): boolean {
  return typeof (window as Picking).showDirectoryPicker === 'function';
}

/**
 * Has the person pick a folder, and allow once that it is written to. To be called while their action in `view` is handled.
 * Rejects with an AbortError when they do not, else with what the browser has against it.
 */
export async function pickDirectory(view: Window): Promise<FileSystemDirectoryHandle> {
  const options = { mode: 'readwrite' } as const;
  const directory = await (view as unknown as Required<Picking>).showDirectoryPicker({ id: 'xray-lab', ...options });
  // Browsers before Chrome 105 ask for reading only, and would ask again in the middle of the work.
  const { queryPermission, requestPermission } = directory as Permitting;
  if ((await queryPermission?.call(directory, options)) === 'prompt') await requestPermission?.call(directory, options);
  return directory;
}
