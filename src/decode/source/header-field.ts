/** An element of a file's header, as a person reads it. */
export interface HeaderField {
  /** Items that it lies in. */
  readonly depth: number;
  /** Group and number: `(0010,0010)`; of an item of a sequence its number, from 1. */
  readonly tag: string;
  /** As the standard calls it; empty where that is not known. */
  readonly name: string;
  /** How its value is written, by two letters; empty of an item. */
  readonly vr: string;
  /** Null of what is no text and no numbers. */
  readonly value: string | null;
  /** How long the value is; null where that is not told. */
  readonly bytes: number | null;
}

export interface HeaderFields {
  readonly fields: readonly HeaderField[];
  /** There are more than are listed. */
  readonly more: boolean;
}
