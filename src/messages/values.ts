import type { ErrorTexts } from '../components/words/first-words.ts';
import type { Messages } from '../components/words/messages.ts';

/** Every text, those of errors too, which the English table leaves to the errors themselves. */
export type CompleteMessages = Messages & { readonly errors: Required<ErrorTexts> };

/** A number with at most so many decimals, 1 where none are asked for. */
export type Decimal = (value: number, digits?: number) => string;

/** What a language calls amounts of bytes. */
export interface ByteUnits {
  readonly bytes: (count: number) => string;
  readonly kilobytes: string;
  readonly megabytes: string;
}

/** What would be rounded to 1024 KB is a megabyte. */
const MEGABYTE_BEGINS = 2 ** 20 - 51;

/** How numbers are written where `mark` stands before decimals. */
export function decimalWith(mark: ',' | '.'): Decimal {
  return (value, digits = 1) => String(Number(value.toFixed(digits))).replace('.', mark);
}

/** A count with its thousands apart. */
export function grouped(count: number, separator: string): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, separator);
}

/** Bytes as people read them, in units of 1024. */
export function amountOfBytes(count: number, decimal: Decimal, { bytes, kilobytes, megabytes }: ByteUnits): string {
  if (count < 1024) return bytes(count);
  return count >= MEGABYTE_BEGINS
    ? `${decimal(count / 2 ** 20)}\u00a0${megabytes}`
    : `${decimal(count / 1024)}\u00a0${kilobytes}`;
}

/** Milliseconds as people read them: 0.4 ms, 12 ms, 1.2 s. */
export function duration(milliseconds: number, decimal: Decimal): string {
  if (milliseconds >= 1000) return `${decimal(milliseconds / 1000)}\u00a0s`;
  return `${decimal(milliseconds, milliseconds >= 10 ? 0 : 1)}\u00a0ms`;
}

/** A rough time as people read it: 20 s, 3 min. */
export function roughly(milliseconds: number, seconds = '\u00a0s', minutes = '\u00a0min'): string {
  const tens = Math.max(1, Math.ceil(milliseconds / 10_000));
  return tens <= 9 ? `${tens * 10}${seconds}` : `${Math.round(tens / 6)}${minutes}`;
}

/** The names with `last` before the last of them: "A, B or C". */
export function anyOf(names: readonly string[], last: string): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}${last}${names[names.length - 1]}`;
}
