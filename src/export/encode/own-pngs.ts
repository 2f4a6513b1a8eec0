import type { EncodedPng } from './export-tasks.ts';

/** What is known of PNG files that were made here: archives need not look at them again. */
const known = new WeakMap<Blob, EncodedPng>();

/** The file of `png`, of which the rest is remembered. */
export function remember(png: EncodedPng): Blob {
  known.set(png.file, png);
  return png.file;
}

/** What is known of `file`; undefined of one that was not made here. */
export function remembered(file: Blob): EncodedPng | undefined {
  return known.get(file);
}
