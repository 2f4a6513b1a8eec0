import { XrayError } from '../../base/xray-error.ts';
import { acceptsFormat, formatByName } from '../../decode/source/formats.ts';
import { sortedByPath } from './natural-order.ts';

/** A file that a person brought. */
export interface FoundFile {
  readonly file: File;
  /** Where it lies in the folder that was brought; null for a file that the person named itself. */
  readonly path: string | null;
}

/** What a person brought, in order, and the paths of what the browser could not read. */
export interface Brought {
  readonly files: readonly FoundFile[];
  readonly unreadable: readonly string[];
}

/** What is said of folders whose files are not all images. */
export interface FolderNote {
  /** How many files are processed. */
  readonly taken: number;
  /** How many in folders were left out. */
  readonly skipped: number;
  /** The MIME types that were looked for, separated by commas. */
  readonly accept: string;
}

/** What of it is to be processed. */
export interface Sifted {
  readonly files: readonly File[];
  /** Null where there is nothing to say. */
  readonly note: FolderNote | null;
}

/** macOS puts these beside files on foreign disks: same extension, no image. */
const RESOURCE_FORK = /^\._/;

/** The files of a folder as its dialog gives them, in natural order. */
export async function filesOfFolder(files: readonly File[]): Promise<Brought> {
  const found = files.map((file) => ({ file, path: file.webkitRelativePath || file.name }));
  return { files: await sortedByPath(found, ({ path }) => path), unreadable: [] };
}

/**
 * Leaves out what lies in folders and is, by its name, of no format in `accept`: nobody asked for just that file. One that
 * the person named stays, whatever it is, and gets its error.
 * @param known of an accepted format by their content
 */
export function sift({ files }: Brought, accept: string, known: ReadonlySet<File> = new Set()): Sifted {
  const wanted = files.filter(({ file, path }) => path === null || known.has(file) || seemsAccepted(file, accept));
  const taken = wanted.length;
  const skipped = files.length - taken;
  return {
    files: wanted.map(({ file }) => file),
    note: taken === 0 || skipped > 0 ? { taken, skipped, accept } : null,
  };
}

/** Tells of what could not be read, by the first of it. */
export function unreadableError([first, ...others]: readonly string[]): XrayError {
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return new XrayError('decode-failed', `${first}${more}: could not be read from the folder.`, {
    hint: 'Check that you may open it, or choose the files themselves.',
    reason: 'not-readable',
    values: { subject: first, actual: others.length },
  });
}

/** Tells that an address is not enough. */
export function addressError(): XrayError {
  return new XrayError('unsupported-type', 'That is the address of something, not a file.', {
    hint: 'Save the image on this device first, then choose it or drop it here.',
    reason: 'address',
  });
}

function seemsAccepted({ name, type }: File, accept: string): boolean {
  const format = RESOURCE_FORK.test(name) ? null : formatByName(name, type);
  return format !== null && acceptsFormat(accept, format);
}
