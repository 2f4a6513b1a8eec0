import { FORMATS, type Format } from './formats.ts';
import { DEFAULT_MAX_FILE_SIZE } from './limits.ts';

/**
 * What a text says of the formats that are read, those whose files may be as large together: "DICOM up to 128 MB", "JPG and PNG up to 20 MB".
 * @param say one part of it, of names in the order of formats; a megabyte is 1024 × 1024 bytes
 */
export function formatLimits(say: (names: readonly string[], megabytes: number) => string): string[] {
  const groups = new Map<number, string[]>();
  for (const { name, maxFileSize = DEFAULT_MAX_FILE_SIZE } of Object.values<Format>(FORMATS)) {
    const group = groups.get(maxFileSize) ?? [];
    group.push(name);
    groups.set(maxFileSize, group);
  }
  return [...groups].map(([bytes, names]) => say(names, bytes / 1024 ** 2));
}
