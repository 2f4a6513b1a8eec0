import { jsonText } from '../../base/json-text.ts';
import { nextTask } from '../../base/next-task.ts';
import { throwIfAborted, XrayError } from '../../base/xray-error.ts';
import { encodeEntry, namesOf, type ExportOptions, type ZipEntry } from '../encode/encode-entry.ts';
import { finishZip, storedEntry, type StoredEntry } from './finish-zip.ts';
import { inLanes } from '../encode/in-lanes.ts';
import { MANIFEST_NAME, type ManifestImageInput, type ManifestInput } from '../manifest/manifest.ts';
import { numbered, uniqueEntryNames } from '../result-names.ts';
import { END_SIZE, MOST_BYTES, MOST_FILES, storedSize } from './store-zip.ts';

/** JSZip holds what an archive stores in memory until it is complete. */
export const MOST_ZIP_BYTES = 2 ** 30;

/** More entries than this are named and grouped in tasks of their own. */
const MANY = 1000;

export interface CreateZipsOptions extends ExportOptions {
  /** What the archive is called; several are numbered: `hand_results-1.zip`. Default `xray-lab_results.zip`. */
  name?: string;
  /** The most bytes of one archive, 1 GiB unless told. */
  maxBytes?: number;
  /** What the manifests say of the images. The files of one image are never divided. */
  manifest?: ManifestInput;
  /**
   * Told that an image, or an entry that belongs to none, is left out because of `error`. Without it, or when nothing is
   * left, the first such error is thrown.
   */
  onRefused?: (error: XrayError, image: ManifestImageInput | null) => void;
}

/** An archive of several. */
export interface NamedZip {
  readonly name: string;
  readonly blob: Blob;
}

/** Entries that belong together: an image's, or a single one that belongs to none. */
interface Group {
  readonly indices: number[];
  readonly image: ManifestImageInput | null;
}

interface Part {
  readonly files: StoredEntry[];
  readonly images: ManifestImageInput[];
  /** At the most. */
  bytes: number;
}

/**
 * As `createZip`, in as many archives as are needed to keep each within `maxBytes`, every one with a manifest of its own
 * images; an image beyond that gets an archive of its own. An archive is given out as soon as it is full; only when it has been taken does the next one begin, and no
 * further image is asked for meanwhile. One that holds everything is not numbered.
 * @throws XrayError `export-failed`, whose message names the entry, or the image that no ZIP file can hold;
 *   AbortError when `signal` is aborted. Archives given out before remain good.
 */
export async function* createZips(
  entries: readonly ZipEntry[],
  options: CreateZipsOptions = {},
): AsyncGenerator<NamedZip, void, undefined> {
  const { name = 'xray-lab_results.zip', maxBytes = MOST_ZIP_BYTES, manifest, signal, onProgress, onRefused } = options;
  throwIfAborted(signal);
  const wanted = namesOf(entries);
  const breathe = (): unknown => wanted.length > MANY && nextTask();
  await breathe();
  const names = uniqueEntryNames(wanted, [MANIFEST_NAME]);
  await breathe();
  const finish = async ({ files, images }: Part, fileName: string): Promise<NamedZip> => ({
    name: fileName,
    blob: await finishZip(files, manifest && { ...manifest, images }, signal),
  });

  let done = 0;
  const make = async ({ indices, image }: Group): Promise<Part> => {
    const made = emptyPart();
    await inLanes(indices.length, signal, async (position, laneSignal) => {
      const index = indices[position];
      const png = await encodeEntry(entries[index], names[index], laneSignal);
      made.files[position] = storedEntry(entries[index], names[index], png);
      onProgress?.(++done, entries.length);
    });
    if (image) made.images.push(image);
    made.bytes += groupSize(made);
    if (made.bytes > MOST_BYTES) {
      throw new XrayError('export-failed', `${image?.name ?? names[indices[0]]}: too large for a ZIP file.`);
    }
    return made;
  };

  let given = 0;
  let through = 0;
  let failure: XrayError | null = null;
  let part = emptyPart();
  for (const group of groupEntries(entries, manifest)) {
    through += group.indices.length;
    let addition: Part;
    try {
      addition = await make(group);
    } catch (error) {
      throwIfAborted(signal);
      const { image } = group;
      // An abort that is not this export's own is one of whoever was to bring the image.
      const subject = image?.name ?? names[group.indices[0]];
      const refusal =
        error instanceof XrayError
          ? error
          : new XrayError('export-failed', `${subject}: the images could not be had.`, { cause: error });
      if (!onRefused) throw refusal;
      failure ??= refusal;
      onRefused(refusal, image);
      done = through;
      onProgress?.(done, entries.length);
      continue;
    }
    const isFull = part.bytes + addition.bytes > maxBytes || part.files.length + addition.files.length >= MOST_FILES;
    if (part.files.length > 0 && isFull) {
      const zip = await finish(part, numbered(name, ++given));
      // Before it is given out: nothing is to hold its files while it is saved.
      part = addition;
      yield zip;
    } else {
      part.files.push(...addition.files);
      part.images.push(...addition.images);
      part.bytes += addition.bytes - emptyPart().bytes;
    }
  }
  if (failure && part.files.length === 0) throw failure;
  yield await finish(part, given === 0 ? name : numbered(name, ++given));
}

/** What an archive holds in any case: its end record and a manifest that lists nothing. */
function emptyPart(): Part {
  return { files: [], images: [], bytes: END_SIZE + storedSize(MANIFEST_NAME, 300) };
}

/** The entries of each image of the manifest together, where the first of them stands. */
function groupEntries(entries: readonly ZipEntry[], manifest: ManifestInput | undefined): Group[] {
  const known = new Set(entries.map(({ name }) => name));
  const owner = new Map<string, Group>();
  for (const image of manifest?.images ?? []) {
    const group: Group = { indices: [], image };
    for (const entry of Object.values(image.files)) {
      if (!known.has(entry)) throw new XrayError('export-failed', `${image.name}: there is no entry "${entry}".`);
      owner.set(entry, group);
    }
  }
  const groups = new Set<Group>();
  entries.forEach(({ name }, index) => {
    const group = owner.get(name) ?? { indices: [], image: null };
    group.indices.push(index);
    groups.add(group);
  });
  return [...groups];
}

/** The most that a group adds to an archive: its files, and its lines of the manifest. */
function groupSize({ files, images: [image] }: Part): number {
  // Indented by four more, and each file with its digest.
  const text = image ? jsonText(image, ' '.repeat(6)) : '';
  const lines = new TextEncoder().encode(text).length + 4 * text.split('\n').length;
  return files.reduce(
    (sum, { name, file }) => sum + storedSize(name, file.size) + 2 * new TextEncoder().encode(name).length + 200,
    lines,
  );
}
