import { crc32Steps } from '../../base/checksums/crc32.ts';
import type { Pacer } from '../../worker/pacer.ts';
import { damagedError } from '../source/decode-errors.ts';
import { readOrientation, type Orientation } from '../source/exif-orientation.ts';
import {
  CHUNK_HEAD,
  CHUNK_TAIL,
  chunkType,
  MAX_CHUNK_LENGTH,
  parseIhdr,
  PNG_SIGNATURE_LENGTH,
  validExif,
  viewOf,
  type PngLayout,
} from './png-header.ts';

/** The parts of a PNG that decide its pixels. Nothing else of the file is looked into, much less inflated. */
export interface PngParts {
  readonly layout: PngLayout;
  /** 256 RGB entries, black where the file has fewer; null unless the picture is made of palette indices. */
  readonly palette: Uint8Array | null;
  /** The compressed picture: a zlib stream cut into pieces. */
  readonly data: readonly Uint8Array[];
  readonly orientation: Orientation;
}

/**
 * Takes a PNG apart, as strictly as libpng does: every critical chunk known, whole, in its place and with the right
 * checksum, up to the IEND. Optional chunks are stepped over. Throws `decode-failed`.
 */
export async function splitPng(file: Uint8Array, pacer: Pacer): Promise<PngParts> {
  const view = viewOf(file);
  const data: Uint8Array[] = [];
  let layout: PngLayout | null = null;
  let palette: Uint8Array | null = null;
  let orientation: Orientation | null = null;
  let previous = '';
  let offset = PNG_SIGNATURE_LENGTH;

  for (;;) {
    if (offset + CHUNK_HEAD + CHUNK_TAIL > file.length) throw damagedError();
    // A file may be a million chunks of nothing.
    if (pacer.due) await pacer.rest();
    const length = view.getUint32(offset);
    const type = chunkType(file, offset);
    const end = offset + CHUNK_HEAD + length;
    if (length > MAX_CHUNK_LENGTH || end + CHUNK_TAIL > file.length || !/^[A-Za-z]{4}$/.test(type)) {
      throw damagedError();
    }
    const critical = type.charCodeAt(0) < 0x60;
    if (critical) {
      const checksum = await pacer.inSteps(crc32Steps(file.subarray(offset + 4, end)));
      if (view.getUint32(end) !== checksum) throw damagedError();
    }
    const content = file.subarray(offset + CHUNK_HEAD, end);

    if ((layout === null) !== (type === 'IHDR')) throw damagedError();
    if (type === 'IHDR') {
      layout = parseIhdr(content);
    } else if (type === 'PLTE') {
      // In gray and true-colour files the palette is a mere suggestion.
      if (layout?.colorType === 'palette') {
        if (palette || data.length > 0) throw damagedError();
        palette = parsePalette(content, layout.bitDepth);
      }
    } else if (type === 'IDAT') {
      if (layout?.colorType === 'palette' && !palette) throw damagedError();
      // Data after another chunk is not part of the picture; when it is missing, the picture turns out to be short.
      if (data.length === 0 || previous === 'IDAT') data.push(content);
    } else if (type === 'eXIf') {
      const exif = orientation === null ? validExif(file.subarray(offset, end + CHUNK_TAIL), length) : null;
      if (exif) orientation = readOrientation(exif);
    } else if (type === 'IEND') {
      if (!layout || data.length === 0) throw damagedError();
      return { layout, palette, data, orientation: orientation ?? 1 };
    } else if (critical) {
      throw damagedError();
    }
    previous = type;
    offset = end + CHUNK_TAIL;
  }
}

function parsePalette(content: Uint8Array, bitDepth: number): Uint8Array {
  if (content.length === 0 || content.length % 3 !== 0 || content.length > 768) throw damagedError();
  const palette = new Uint8Array(768);
  palette.set(content.subarray(0, 3 << bitDepth));
  return palette;
}
