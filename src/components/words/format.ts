import { FORMAT_ROWS, FORMATS, formatOf } from '../../decode/source/formats.ts';
import { DEFAULT_MAX_FILE_SIZE } from '../../decode/source/limits.ts';

/** What would be rounded to 1024 KB is a megabyte. */
const MEGABYTE_BEGINS = 2 ** 20 - 51;

/** Bytes as people read them, in units of 1024: "20 MB", "23.4 MB", "512 KB", "5 bytes". */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const [value, unit] = bytes >= MEGABYTE_BEGINS ? [bytes / 2 ** 20, 'MB'] : [bytes / 1024, 'KB'];
  return `${Number(value.toFixed(1))} ${unit}`;
}

/** A count with its thousands apart: "7,200,000". By hand: what the browser has for it takes its time to be made. */
export function grouped(count: number, separator = ','): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, separator);
}

/** Milliseconds as people read them: "0.4 ms", "12 ms", "1.2 s". */
export function formatDuration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return milliseconds >= 10 ? `${Math.round(milliseconds)} ms` : `${milliseconds.toFixed(1)} ms`;
}

/** A rough time as people read it: "20 s", "3 min". */
export function formatRoughly(milliseconds: number): string {
  const tens = Math.max(1, Math.ceil(milliseconds / 10_000));
  return tens <= 9 ? `${tens * 10} s` : `${Math.round(tens / 6)} min`;
}

/** Formats as people name them, from MIME types separated by commas: "JPG", "PNG". */
export function formatsIn(accept: string): string[] {
  return [...new Set(accept.split(',').map(nameOf))].filter((name) => name !== '');
}

/**
 * The same with the largest file, in bytes: `told`, or else what most formats may have, and behind the names of the others what these may have.
 */
export function limitsOf(accept: string, told: number): [names: string[], maxFileSize: number] {
  const own = (name: string): string => {
    const limit = FORMAT_ROWS.find(([, format]) => format.name === name)?.[1].maxFileSize;
    return limit === undefined || told > 0 ? name : `${name} (${formatBytes(limit)})`;
  };
  return [formatsIn(accept).map(own), told || DEFAULT_MAX_FILE_SIZE];
}

/** The same as `accept` for a file dialog: with the extensions of formats whose types few systems know. */
export function dialogTypes(accept: string): string {
  const known = accept.split(',').map(formatOf);
  const more = FORMAT_ROWS.flatMap(([id, { extensions, typeIsRare }]) =>
    typeIsRare && known.includes(id) ? extensions.map((extension) => `.${extension}`) : [],
  );
  return [accept, ...more].join(',');
}

/** A type that is of no known format is named by its own word. */
function nameOf(type: string): string {
  const format = formatOf(type);
  if (format) return FORMATS[format].name;
  return type
    .trim()
    .replace(/^image\/|^\./, '')
    .toUpperCase();
}

const NUMBERS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** A small count as a sentence says it. */
export function inWords(count: number): string {
  return NUMBERS[count] ?? String(count);
}
