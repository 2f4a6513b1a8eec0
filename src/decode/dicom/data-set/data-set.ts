import { latin, textIn } from './character-sets.ts';

/** A number as text (PS3.5, 6.2, DS and IS). What else `Number` reads, such as `Infinity` or `0x10`, is none. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** What is read of a data set, or of an item of a sequence. */
export class DataSet {
  private readonly values = new Map<number, Uint8Array>();
  private readonly sequences = new Map<number, readonly DataSet[]>();

  constructor(readonly littleEndian: boolean) {}

  put(tag: number, value: Uint8Array): void {
    this.values.set(tag, value);
  }

  putItems(tag: number, items: readonly DataSet[]): void {
    this.sequences.set(tag, items);
  }

  has(tag: number): boolean {
    return this.values.has(tag);
  }

  /** Of a sequence; none where it is missing. */
  items(tag: number): readonly DataSet[] {
    return this.sequences.get(tag) ?? [];
  }

  bytes(tag: number): Uint8Array | null {
    return this.values.get(tag) ?? null;
  }

  /** Numbers of 16 bits without sign. */
  words(tag: number): Uint16Array {
    const value = this.values.get(tag);
    if (!value) return new Uint16Array(0);
    const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
    return Uint16Array.from({ length: value.length >> 1 }, (_, i) => view.getUint16(2 * i, this.littleEndian));
  }

  /** The first of those; null where it is missing. */
  word(tag: number): number | null {
    return this.words(tag).at(0) ?? null;
  }

  /** The same, of which the highest bit is a sign where the samples have one. */
  signedWord(tag: number, signed: boolean): number | null {
    const word = this.word(tag);
    return word === null || !signed ? word : (word << 16) >> 16;
  }

  /** Texts in ASCII, without blanks around them; none where there is nothing. */
  texts(tag: number): string[] {
    const value = this.values.get(tag);
    return value && value.length > 0 ? latin(value).split('\\').map(trim) : [];
  }

  text(tag: number): string {
    return this.texts(tag)[0] ?? '';
  }

  /** Numbers in text; NaN for what is none. */
  decimals(tag: number): number[] {
    return this.texts(tag).map((text) => (DECIMAL.test(text) ? Number(text) : NaN));
  }

  decimal(tag: number): number | null {
    const [number = NaN] = this.decimals(tag);
    return Number.isFinite(number) ? number : null;
  }

  /** Texts for people. */
  labels(tag: number, characterSet: string): string[] {
    const value = this.values.get(tag);
    return value && value.length > 0 ? textIn(value, [characterSet]).split('\\').map(trim) : [];
  }
}

/** Texts are filled up with a blank or a NUL, and some have both on either side. */
function trim(text: string): string {
  return text.replace(/^[\0\s]+|[\0\s]+$/g, '');
}
