/** How a data set is written; as in a transfer syntax. */
export interface Writing {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

export const SYNTAX = {
  implicit: '1.2.840.10008.1.2',
  explicit: '1.2.840.10008.1.2.1',
  deflated: '1.2.840.10008.1.2.1.99',
  big: '1.2.840.10008.1.2.2',
  rle: '1.2.840.10008.1.2.5',
  jpeg: '1.2.840.10008.1.2.4.50',
  jpeg12: '1.2.840.10008.1.2.4.51',
  lossless: '1.2.840.10008.1.2.4.57',
  lossless1: '1.2.840.10008.1.2.4.70',
} as const;

/** A value: text, 16-bit numbers of either sign, bytes as they are, or items. */
export type Value = string | readonly number[] | Uint8Array | Items | Nested;

/** Items of a sequence. */
export interface Items {
  readonly items: readonly (readonly DicomElement[])[];
  /** Lengths are not told, but ends are marked. */
  readonly undefinedLength?: boolean;
}

/** Sequences of one item each, inside each other, so many. */
export interface Nested {
  readonly depth: number;
}

export type DicomElement = readonly [tag: number, vr: string, value: Value];

/** Compressed frames, in fragments. */
export interface Encapsulated {
  readonly table: readonly number[];
  readonly fragments: readonly Uint8Array[];
}

export interface DicomFileParts {
  readonly syntax?: string;
  readonly elements: readonly DicomElement[];
  /** Bytes as they are written, or fragments; none where it is null. */
  readonly pixels: Uint8Array | Encapsulated | null;
  readonly pixelVr?: string;
  /** Without preamble and file meta information. */
  readonly bare?: boolean;
  /** What is written of the preamble. */
  readonly preamble?: Uint8Array;
  /** Behind the pixels. */
  readonly rest?: Uint8Array;
}

const SHORT = new Set('AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' '));
const EXPLICIT: Writing = { explicit: true, littleEndian: true };
const UNDEFINED = 0xffffffff;
const PIXEL_DATA = 0x7fe00010;
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;

export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

/** A DICOM file (PS3.10, 7), elements in the order of their tags. */
export function dicomFile(parts: DicomFileParts): Uint8Array<ArrayBuffer> {
  const { syntax = SYNTAX.explicit, elements, pixels, bare = false } = parts;
  const { pixelVr, preamble = new Uint8Array(0), rest = new Uint8Array(0) } = parts;
  const writing: Writing = { explicit: syntax !== SYNTAX.implicit, littleEndian: syntax !== SYNTAX.big };
  const sorted = [...elements].sort(([tag], [other]) => tag - other);
  const dataSet = joined(
    ...sorted.map((element) => elementBytes(element, writing)),
    pixels ? pixelBytes(pixels, writing, pixelVr) : new Uint8Array(0),
    rest,
  );
  if (bare) return dataSet;
  const meta: DicomElement[] = [
    [0x00020001, 'OB', Uint8Array.of(0, 1)],
    [0x00020002, 'UI', '1.2.840.10008.5.1.4.1.1.1.1'],
    [0x00020010, 'UI', syntax],
  ];
  const group = joined(...meta.map((element) => elementBytes(element, EXPLICIT)));
  const length = elementBytes([0x00020000, 'UL', Uint8Array.of(group.length & 255, group.length >> 8, 0, 0)], EXPLICIT);
  const head = new Uint8Array(132);
  head.set(preamble);
  head.set([0x44, 0x49, 0x43, 0x4d], 128);
  return joined(head, length, group, syntax === SYNTAX.deflated ? deflated(dataSet) : dataSet);
}

/** Where there is Node: the rest is made in browsers, too. */
function deflated(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(process.getBuiltinModule('node:zlib').deflateRawSync(bytes));
}

export function elementBytes([tag, vr, value]: DicomElement, writing: Writing): Uint8Array<ArrayBuffer> {
  if (typeof value === 'object' && 'items' in value) return sequenceBytes(tag, vr, value, writing);
  if (typeof value === 'object' && 'depth' in value) return nestedBytes(tag, value.depth, writing);
  const bytes = valueBytes(vr, value, writing);
  return joined(head(tag, vr, bytes.length, writing), bytes);
}

function nestedBytes(tag: number, depth: number, writing: Writing): Uint8Array<ArrayBuffer> {
  const begin = joined(head(tag, 'SQ', UNDEFINED, writing), head(ITEM, '', UNDEFINED, writing));
  const end = joined(head(ITEM_END, '', 0, writing), head(SEQUENCE_END, '', 0, writing));
  const times = (bytes: Uint8Array): Uint8Array[] => new Array<Uint8Array>(depth).fill(bytes);
  return joined(...times(begin), ...times(end));
}

function sequenceBytes(
  tag: number,
  vr: string,
  { items, undefinedLength }: Items,
  writing: Writing,
): Uint8Array<ArrayBuffer> {
  // PS3.5, 6.2.2.
  const inside = vr === 'UN' ? { explicit: false, littleEndian: true } : writing;
  const parts = items.map((elements) => {
    const content = joined(...elements.map((element) => elementBytes(element, inside)));
    return undefinedLength
      ? joined(head(ITEM, '', UNDEFINED, inside), content, head(ITEM_END, '', 0, inside))
      : joined(head(ITEM, '', content.length, inside), content);
  });
  const content = joined(...parts);
  if (!undefinedLength) return joined(head(tag, vr, content.length, writing), content);
  return joined(head(tag, vr, UNDEFINED, writing), content, head(SEQUENCE_END, '', 0, inside));
}

function pixelBytes(pixels: Uint8Array | Encapsulated, writing: Writing, vr = 'OW'): Uint8Array {
  if (pixels instanceof Uint8Array) {
    const padded = pixels.length % 2 === 0 ? pixels : joined(pixels, Uint8Array.of(0));
    return joined(head(PIXEL_DATA, vr, padded.length, writing), padded);
  }
  const table = new DataView(new ArrayBuffer(4 * pixels.table.length));
  pixels.table.forEach((offset, i) => table.setUint32(4 * i, offset, true));
  const items = [new Uint8Array(table.buffer), ...pixels.fragments].map((bytes) => {
    const padded = bytes.length % 2 === 0 ? bytes : joined(bytes, Uint8Array.of(0));
    return joined(head(ITEM, '', padded.length, writing), padded);
  });
  return joined(head(PIXEL_DATA, 'OB', UNDEFINED, writing), ...items, head(SEQUENCE_END, '', 0, writing));
}

/** Structural tags have no VR. */
function head(tag: number, vr: string, length: number, { explicit, littleEndian }: Writing): Uint8Array {
  const hasVr = explicit && vr !== '';
  const isShort = SHORT.has(vr);
  const bytes = new Uint8Array(hasVr && !isShort ? 12 : 8);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, tag >>> 16, littleEndian);
  view.setUint16(2, tag & 0xffff, littleEndian);
  if (hasVr)
    bytes.set(
      [...vr].map((letter) => letter.charCodeAt(0)),
      4,
    );
  if (!hasVr) view.setUint32(4, length, littleEndian);
  else if (isShort) view.setUint16(6, length, littleEndian);
  else view.setUint32(8, length, littleEndian);
  return bytes;
}

function valueBytes(vr: string, value: string | readonly number[] | Uint8Array, { littleEndian }: Writing): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string') {
    const bytes = new TextEncoder().encode(value);
    return bytes.length % 2 === 0 ? bytes : joined(bytes, Uint8Array.of(vr === 'UI' ? 0 : 32));
  }
  const view = new DataView(new ArrayBuffer(2 * value.length));
  value.forEach((number, i) => view.setUint16(2 * i, number & 0xffff, littleEndian));
  return new Uint8Array(view.buffer);
}

/** What a picture's samples are, and how they are stored. */
export interface MadePicture {
  readonly rows: number;
  readonly columns: number;
  /** Of all frames. */
  readonly values: readonly number[];
  readonly bits?: number;
  readonly allocated?: 8 | 16;
  readonly high?: number;
  readonly signed?: boolean;
  readonly samples?: 1 | 3;
  readonly photometric?: string;
  readonly frames?: number;
  /** What is in the bits that are not stored. */
  readonly dirt?: number;
}

/** The elements that describe it; some that say who the patient is, to be told nowhere; and further ones instead. */
export function describing(picture: MadePicture, further: readonly DicomElement[] = []): DicomElement[] {
  const { rows, columns, bits = 12, allocated = bits > 8 ? 16 : 8, high = bits - 1, frames } = picture;
  const { signed = false, samples = 1, photometric = 'MONOCHROME2' } = picture;
  const own: DicomElement[] = [
    [0x00080005, 'CS', 'ISO_IR 192'],
    [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.1.1'],
    [0x00080020, 'DA', '20000101'],
    [0x00100010, 'PN', 'SECRET^NAME'],
    [0x00100020, 'LO', 'SECRET-ID'],
    [0x00280002, 'US', [samples]],
    [0x00280004, 'CS', photometric],
    ...(frames === undefined ? [] : [[0x00280008, 'IS', String(frames)] as const]),
    [0x00280010, 'US', [rows]],
    [0x00280011, 'US', [columns]],
    [0x00280100, 'US', [allocated]],
    [0x00280101, 'US', [bits]],
    [0x00280102, 'US', [high]],
    [0x00280103, 'US', [signed ? 1 : 0]],
  ];
  const others = new Set(further.map(([tag]) => tag));
  return [...own.filter(([tag]) => !others.has(tag)), ...further];
}

/** Its pixel cells (PS3.5, 8.1.1). */
export function cellsOf({
  values,
  bits = 12,
  allocated = bits > 8 ? 16 : 8,
  high = bits - 1,
  dirt = 0,
}: MadePicture): Uint8Array | Uint16Array {
  const shift = high + 1 - bits;
  const stored = ((2 ** bits - 1) << shift) >>> 0;
  const cells = values.map((value) => ((value << shift) & stored) | (dirt & ~stored));
  return allocated === 16 ? Uint16Array.from(cells) : Uint8Array.from(cells);
}

/** As they lie in a file that does not compress them. */
export function nativeBytes(cells: Uint8Array | Uint16Array, littleEndian = true): Uint8Array<ArrayBuffer> {
  if (cells instanceof Uint8Array) return Uint8Array.from(cells);
  const view = new DataView(new ArrayBuffer(2 * cells.length));
  cells.forEach((cell, i) => view.setUint16(2 * i, cell, littleEndian));
  return new Uint8Array(view.buffer);
}

/** A frame of RLE Lossless (PS3.5, annex G): packets of equal bytes where there are three, across rows. */
export function rleFrame(cells: Uint8Array | Uint16Array, samples = 1): Uint8Array<ArrayBuffer> {
  const segments: Uint8Array[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const plane = cells.filter((_, i) => i % samples === sample);
    if (cells instanceof Uint16Array) segments.push(packBits([...plane].map((cell) => cell >> 8)));
    segments.push(packBits([...plane].map((cell) => cell & 255)));
  }
  const head = new DataView(new ArrayBuffer(64));
  head.setUint32(0, segments.length, true);
  segments.reduce((at, { length }, i) => (head.setUint32(4 * i + 4, at, true), at + length), 64);
  return joined(new Uint8Array(head.buffer), ...segments);
}

function packBits(bytes: readonly number[]): Uint8Array {
  const packed: number[] = [];
  for (let at = 0; at < bytes.length;) {
    let same = 1;
    while (same < 128 && bytes[at + same] === bytes[at]) same++;
    if (same >= 3) {
      packed.push(257 - same, bytes[at]);
      at += same;
      continue;
    }
    const literal = bytes.slice(at, at + 5);
    packed.push(literal.length - 1, ...literal, 128);
    at += literal.length;
  }
  return Uint8Array.from(packed.length % 2 === 0 ? packed : [...packed, 0]);
}
