import { DICOM_MARK, elementsSyntax } from './dicom-mark.ts';

/** Bytes that a file has at an offset. */
interface Mark {
  readonly at: number;
  readonly bytes: readonly number[];
}

/** All that is known of a format but how it is read: see HEADER_READERS and DECODERS. */
export interface Format {
  /** What people call it. */
  readonly name: string;
  /** MIME types: the registered one, then others that are in use. */
  readonly types: readonly string[];
  /** Few systems know its type, by which their file dialogs go. */
  readonly typeIsRare?: boolean;
  /** Without the dot. */
  readonly extensions: readonly string[];
  /** Bytes of its largest files, unless told; as for most formats where it does not say. */
  readonly maxFileSize?: number;
  /** What its files begin with. */
  readonly signature: Mark;
  /** What files are that lack the signature, by how they begin and by how many bytes they have; null for all others. */
  readonly kindOf?: (head: Uint8Array, size: number) => string | null;
  /** What is left of a signature that a transfer spoiled, for formats whose signature is made to show that. */
  readonly remnant?: Mark;
}

/** The formats that are read, in the order in which they are named. */
export const FORMATS = {
  dicom: {
    name: 'DICOM',
    types: ['application/dicom', 'image/dicom', 'image/x-dicom'],
    typeIsRare: true,
    extensions: ['dcm', 'dicom', 'dic', 'ima'],
    signature: DICOM_MARK,
    kindOf: elementsSyntax,
    maxFileSize: 128 * 1024 * 1024,
  },
  jpeg: {
    name: 'JPG',
    types: ['image/jpeg', 'image/jpg', 'image/pjpeg'],
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif', 'pjpeg', 'pjpg'],
    signature: { at: 0, bytes: [0xff, 0xd8, 0xff] },
  },
  png: {
    name: 'PNG',
    types: ['image/png'],
    extensions: ['png'],
    signature: { at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
    // The bytes around it reveal a transfer that changed line ends or dropped bit 7.
    remnant: { at: 1, bytes: [0x50, 0x4e, 0x47] },
  },
} as const satisfies Record<string, Format>;

/** A format that is read. */
export type FormatId = keyof typeof FORMATS;

/** As a list, in the same order. */
export const FORMAT_ROWS = Object.entries<Format>(FORMATS) as readonly (readonly [FormatId, Format])[];

/** What people call the formats: "JPG", "PNG". */
export const FORMAT_NAMES: readonly string[] = FORMAT_ROWS.map(([, { name }]) => name);

/** All formats, as a file dialog is told them: MIME types, separated by commas. */
export const ALL_TYPES: string = FORMAT_ROWS.map(([, { types }]) => types[0]).join(',');

/** As many bytes of a file's beginning tell its format. */
export const SIGNATURE_LENGTH = Math.max(
  ...FORMAT_ROWS.map(([, { signature }]) => signature.at + signature.bytes.length),
);

/**
 * What the first bytes of a file say it is; its name and declared type are not asked. `'damaged'` is a file whose
 * signature was spoiled on the way.
 */
export function sniffFormat(head: Uint8Array, size = head.length): FormatId | 'damaged' | null {
  const marked = FORMAT_ROWS.find(([, { signature }]) => hasMark(head, signature));
  const found = marked ?? FORMAT_ROWS.find(([, { kindOf }]) => kindOf?.(head, size));
  if (found) return found[0];
  return FORMAT_ROWS.some(([, { remnant }]) => remnant && hasMark(head, remnant)) ? 'damaged' : null;
}

/** The format that a MIME type, or an extension with its dot, stands for; null for any other word. */
export function formatOf(word: string): FormatId | null {
  const known = word.trim().toLowerCase();
  const found = FORMAT_ROWS.find(
    ([, { types, extensions }]) =>
      types.includes(known) ||
      extensions.some((extension) => known === `.${extension}` || known === `image/${extension}`),
  );
  return found ? found[0] : null;
}

/** The format that a file's extension, or where it has none the type its browser gave it, speaks of; null for any other. */
export function formatByName(name: string, type: string): FormatId | null {
  const [extension = ''] = /\.[^.]+$/.exec(name) ?? [];
  return formatOf(extension === '' ? type : extension);
}

/** Whether `accept` (MIME types or extensions, separated by commas, as of a file input) covers a decoded `format`. */
export function acceptsFormat(accept: string, format: FormatId): boolean {
  const wanted = accept.split(',').map((word) => word.trim().toLowerCase());
  if (wanted.every((word) => word === '')) return true;
  return wanted.some((word) => word === 'image/*' || word === '*/*' || formatOf(word) === format);
}

function hasMark(head: Uint8Array, { at, bytes }: Mark): boolean {
  return head.length >= at + bytes.length && bytes.every((value, i) => head[at + i] === value);
}
