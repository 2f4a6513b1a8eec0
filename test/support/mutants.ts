import fc from 'fast-check';
import { crc32 } from '../../src/base/checksums/crc32.ts';

/** One change to a file's bytes. Positions are fractions, so that a change fits files of any length. */
export type Mutation =
  | { readonly kind: 'bit'; readonly at: number; readonly bit: number }
  | { readonly kind: 'bytes'; readonly at: number; readonly values: Uint8Array }
  | { readonly kind: 'remove'; readonly at: number; readonly count: number }
  | { readonly kind: 'repeat'; readonly at: number; readonly count: number }
  | { readonly kind: 'insert'; readonly at: number; readonly values: Uint8Array }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'exchange'; readonly at: number; readonly other: number; readonly count: number };

/** Without fast-check's liking for 0: most changes to a file's first bytes only make it a file of another kind. */
const place = fc.noBias(fc.integer({ min: 0, max: 999_999 })).map((millionths) => millionths / 1e6);
/** Numbers that lengths and sizes go wrong at, as big-endian bytes. */
const awkward = fc.constantFrom<readonly number[]>(
  ...[[0], [1], [0x7f], [0x80], [0xff], [0, 0], [0xff, 0xff], [0, 0, 0, 0], [0, 0, 0, 1]],
  ...[
    [0x7f, 0xff, 0xff, 0xff],
    [0x80, 0, 0, 0],
    [0xff, 0xff, 0xff, 0xff],
    [0, 1, 0, 0],
    [0, 0, 0xff, 0xff],
  ],
);
const values = fc.oneof(
  awkward.map((bytes) => Uint8Array.from(bytes)),
  fc.uint8Array({ minLength: 1, maxLength: 16 }),
);

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('bit' as const), at: place, bit: fc.integer({ min: 0, max: 7 }) }),
  fc.record({ kind: fc.constant('bytes' as const), at: place, values }),
  fc.record({ kind: fc.constant('remove' as const), at: place, count: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('repeat' as const), at: place, count: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('insert' as const), at: place, values }),
  fc.record({ kind: fc.constant('cut' as const), at: place }),
  fc.record({
    kind: fc.constant('exchange' as const),
    at: place,
    other: place,
    count: fc.integer({ min: 1, max: 40 }),
  }),
);

/** One to four changes after each other; more make files that nothing looks into. */
export const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });

/** `file` with `changes` made one after the other, all behind its first `kept` bytes. */
export function mutate(file: Uint8Array, changes: readonly Mutation[], kept = 0): Uint8Array<ArrayBuffer> {
  return joined(
    file.subarray(0, kept),
    changes.reduce<Uint8Array<ArrayBuffer>>(apply, Uint8Array.from(file.subarray(kept))),
  );
}

function apply(file: Uint8Array<ArrayBuffer>, change: Mutation): Uint8Array<ArrayBuffer> {
  const at = Math.floor(change.at * file.length);
  switch (change.kind) {
    case 'bit': {
      if (file.length > 0) file[at] ^= 1 << change.bit;
      return file;
    }
    case 'bytes':
      file.set(change.values.subarray(0, file.length - at), at);
      return file;
    case 'remove':
      return joined(file.subarray(0, at), file.subarray(at + change.count));
    case 'repeat':
      return joined(file.subarray(0, at + change.count), file.subarray(at));
    case 'insert':
      return joined(file.subarray(0, at), change.values, file.subarray(at));
    case 'cut':
      return file.slice(0, at);
    case 'exchange': {
      const other = Math.floor(change.other * file.length);
      const [first, second] = [file.slice(at, at + change.count), file.slice(other, other + change.count)];
      file.set(second.subarray(0, file.length - at), at);
      file.set(first.subarray(0, file.length - other), other);
      return file;
    }
  }
}

/** Makes the checksums of a PNG's chunks right again, so that a change is not refused before it is looked at. */
export function withRightChecksums(png: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(png.buffer);
  for (let at = 8; at + 12 <= png.length;) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > png.length) break;
    view.setUint32(end, crc32(png.subarray(at + 4, end)));
    at = end + 4;
  }
  return png;
}

/** How many mutants a test makes: `XRAY_FUZZ` of each kind where it is set. */
export function mutantCount(otherwise: number, environment: string | undefined): number {
  return environment ? Number(environment) : otherwise;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
