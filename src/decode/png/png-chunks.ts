import type { Pacer } from '../../worker/pacer.ts';
import { damagedError } from '../source/decode-errors.ts';
import { hasTiffByteOrder, readOrientation, type Orientation } from '../source/exif-orientation.ts';
import type { FilePieces } from '../source/file-bytes.ts';
import {
  CHUNK_HEAD,
  CHUNK_TAIL,
  chunkType,
  MAX_CHUNK_LENGTH,
  parseIhdr,
  PNG_SIGNATURE_LENGTH,
  viewOf,
  type PngLayout,
} from './png-header.ts';

/** What decides how a PNG's rows become pixels. */
export interface PngParts {
  readonly layout: PngLayout;
  /** 256 RGB entries, black where the file has fewer; null unless the picture is made of palette indices. */
  readonly palette: Uint8Array | null;
}

/** Bytes that are looked at between two pauses: about a millisecond's work. */
const PART = 1 << 20;
const NOTHING = new Uint8Array(0);

/**
 * Takes a PNG apart while it comes, as strictly as libpng does: every critical chunk known, whole, in its place and with the
 * right checksum, up to the IEND. Optional chunks are stepped over; nothing but what decides pixels is looked into, much
 * less inflated. Everything here throws `decode-failed`, or AbortError.
 */
export class PngReader {
  private piece: Uint8Array = NOTHING;
  private at = 0;
  /** Bytes of the file that have been taken. */
  private taken = 0;
  private type = '';
  /** Bytes of the chunk that have not been taken. */
  private left = 0;
  /** Of the chunk so far; null where nobody asks. */
  private sum: number | null = null;
  private layout: PngLayout | null = null;
  private palette: Uint8Array | null = null;
  private orientation: Orientation | null = null;
  /** Bytes of each chunk of the picture's data, as far as they have come. */
  readonly dataLengths: number[] = [];

  constructor(
    private readonly file: FilePieces,
    private readonly pacer: Pacer,
  ) {}

  /** Reads what stands in front of the picture's data. */
  async open(): Promise<PngParts> {
    await this.take(PNG_SIGNATURE_LENGTH);
    await this.readHead();
    while (this.type !== 'IDAT') await this.readChunk();
    const { layout, palette } = this;
    if (!layout || (layout.colorType === 'palette' && !palette)) throw damagedError();
    this.dataLengths.push(this.left);
    return { layout, palette };
  }

  /**
   * The next bytes of the compressed picture, a zlib stream cut into chunks; null at its end. What comes in more of them behind
   * another chunk is not part of the picture; when it is missing, the picture turns out to be short.
   */
  async nextData(): Promise<Uint8Array | null> {
    while (this.type === 'IDAT') {
      const part = await this.nextPart();
      if (part) return part;
      await this.endChunk();
      await this.readHead();
      if (this.type === 'IDAT') this.dataLengths.push(this.left);
    }
    return null;
  }

  /** A piece of the data to be kept while more are asked for. */
  kept(data: Uint8Array): Uint8Array {
    return this.file.kept(data);
  }

  /** What is known before {@link finish}. */
  get orientationSoFar(): Orientation {
    return this.orientation ?? 1;
  }

  /** Reads what is left of the file, after all data, up to its end; gives the orientation it asks for. */
  async finish(): Promise<Orientation> {
    while (await this.nextData());
    while (this.type !== 'IEND') await this.readChunk();
    await this.skipChunk();
    return this.orientation ?? 1;
  }

  /** Reads the rest of a chunk, and the head of the next one. */
  private async readChunk(): Promise<void> {
    const { type, layout, dataLengths } = this;
    if ((layout === null) !== (type === 'IHDR')) throw damagedError();
    if (type === 'IHDR') {
      this.layout = parseIhdr(await this.readContent());
    } else if (type === 'PLTE' && layout?.colorType === 'palette') {
      // In gray and true-colour files the palette is a mere suggestion.
      if (this.palette || dataLengths.length > 0) throw damagedError();
      this.palette = parsePalette(await this.readContent(), layout.bitDepth);
    } else if (type === 'eXIf' && this.orientation === null) {
      await this.readExif();
    } else if (type === 'PLTE' || (type === 'IDAT' && dataLengths.length > 0) || !isCritical(type)) {
      await this.skipChunk();
    } else {
      throw damagedError();
    }
    await this.readHead();
  }

  private async readHead(): Promise<void> {
    // A file may be a million chunks of nothing.
    if (this.pacer.due) await this.pacer.rest();
    const head = await this.take(CHUNK_HEAD);
    this.type = chunkType(head, 0);
    this.left = viewOf(head).getUint32(0);
    const whole = this.left <= MAX_CHUNK_LENGTH && this.taken + this.left + CHUNK_TAIL <= this.file.size;
    if (!whole || !/^[A-Za-z]{4}$/.test(this.type)) throw damagedError();
    const asked = isCritical(this.type) || (this.type === 'eXIf' && this.orientation === null);
    this.sum = asked ? this.file.crc32(head.subarray(4), 0) : null;
  }

  /** The chunk's next bytes, as many as there are at hand; null at its end. */
  private async nextPart(): Promise<Uint8Array | null> {
    if (this.left === 0) return null;
    if (this.at === this.piece.length) await this.readPiece();
    const end = Math.min(this.at + this.left, this.at + PART, this.piece.length);
    const part = this.piece.subarray(this.at, end);
    this.at = end;
    this.taken += part.length;
    this.left -= part.length;
    if (this.sum !== null) this.sum = this.file.crc32(part, this.sum);
    if (this.pacer.due) await this.pacer.rest();
    return part;
  }

  /** Behind a chunk's last byte: holds its checksum against what has come. */
  private async isSound(): Promise<boolean> {
    return viewOf(await this.take(CHUNK_TAIL)).getUint32(0) === this.sum;
  }

  private async endChunk(): Promise<void> {
    if (!(await this.isSound()) && this.sum !== null) throw damagedError();
  }

  private async skipChunk(): Promise<void> {
    while (await this.nextPart());
    await this.endChunk();
  }

  /** All of a chunk of a few bytes. */
  private async readContent(): Promise<Uint8Array> {
    const content = await this.take(this.left);
    if (this.sum !== null) this.sum = this.file.crc32(content, this.sum);
    await this.endChunk();
    return content;
  }

  /** An optional chunk: where it is damaged, it is ignored. */
  private async readExif(): Promise<void> {
    const content = await this.take(this.left);
    this.sum = this.file.crc32(content, this.sum ?? 0);
    if ((await this.isSound()) && hasTiffByteOrder(content)) this.orientation = readOrientation(content);
  }

  /** So many bytes of the file, one behind the other. */
  private async take(count: number): Promise<Uint8Array> {
    if (this.taken + count > this.file.size) throw damagedError();
    this.taken += count;
    if (this.at + count <= this.piece.length) {
      this.at += count;
      return this.piece.subarray(this.at - count, this.at);
    }
    const bytes = new Uint8Array(count);
    for (let filled = 0; filled < count;) {
      if (this.at === this.piece.length) await this.readPiece();
      const part = this.piece.subarray(this.at, this.at + count - filled);
      bytes.set(part, filled);
      filled += part.length;
      this.at += part.length;
    }
    return bytes;
  }

  private async readPiece(): Promise<void> {
    const piece = await this.file.next();
    if (!piece) throw damagedError();
    this.piece = piece;
    this.at = 0;
  }
}

function isCritical(type: string): boolean {
  return type.charCodeAt(0) < 0x60;
}

function parsePalette(content: Uint8Array, bitDepth: number): Uint8Array {
  if (content.length === 0 || content.length % 3 !== 0 || content.length > 768) throw damagedError();
  const palette = new Uint8Array(768);
  palette.set(content.subarray(0, 3 << bitDepth));
  return palette;
}
