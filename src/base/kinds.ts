import { XrayError } from './xray-error.ts';

/** The browser's own, also where a page has put a class of its own in the place of `Blob`. */
const SIZE_OF_BLOB = propertyOf(Blob.prototype as object, 'size');

function propertyOf(prototype: object | null, name: string): PropertyDescriptor | undefined {
  if (!prototype) return undefined;
  return (
    Object.getOwnPropertyDescriptor(prototype, name) ??
    propertyOf(Object.getPrototypeOf(prototype) as object | null, name)
  );
}

/**
 * Whether `value` is a Blob or File, of whichever window: `instanceof` knows those of this one only, and what merely looks
 * like one cannot be read. The browser itself answers, where it is asked for a size.
 */
export function isBlob(value: unknown): value is Blob {
  try {
    return SIZE_OF_BLOB?.get?.call(value) !== undefined;
  } catch {
    return false;
  }
}

/** Whether `value` is an URL, of whichever window. */
export function isUrl(value: unknown): value is URL {
  return kindOf(value) === 'URL';
}

/** What the language calls the kind of `value`, of whichever window it is: `Uint8Array`, `Null`, `Number`. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** The name of an error of whichever window, as `NotFoundError`; empty for what is no error. */
export function errorName(error: unknown): string {
  const { name } = (error ?? {}) as { readonly name?: unknown };
  return typeof name === 'string' ? name : '';
}

/**
 * A call was given something else than it `takes`, by itself or `among` others: a mistake in a script, which is told what
 * would do.
 */
export function wrongArgument(call: string, takes: string, given: unknown, among = false): XrayError {
  const shown = typeof given === 'number' || given === null || given === undefined ? String(given) : kindOf(given);
  return new XrayError('unsupported-type', `${call} takes ${takes}${among ? '; among them was' : ', not'} ${shown}.`, {
    reason: 'wrong-argument',
    values: { subject: call },
  });
}
