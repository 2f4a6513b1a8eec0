import type { MadeFilm, MadeTable } from './random-dicom.ts';

/**
 * What the standard says a film looks like, value by value, in doubles, from the formulas of DICOM PS3.3, and from nothing of the
 * application: products before quotients, to nearest, halves to even.
 */
export function standardPicture(film: MadeFilm): number[] {
  const inverted = film.shape === null ? film.mono1 : film.shape === 'INVERSE';
  const shadeOf = chosenShade(film);
  return film.stored.map((stored) => {
    // C.7.5.1.1.2: no part of the picture.
    if (isPadded(film, stored)) return 0;
    const shade = halfEven(Math.min(255, Math.max(0, shadeOf(modalityOf(film, stored)))));
    return inverted === film.choice.invert ? shade : 255 - shade;
  });
}

type Shade = (value: number) => number;

/** What is chosen, as a preset of the file or by hand: windows in their order, then tables, then the ranges. */
export function chosenRule(
  film: MadeFilm,
): readonly ['window' | 'lut', number] | readonly ['full' | 'minmax' | 'manual'] {
  const { source, preset } = film.choice;
  if (source === 'manual') return ['manual'];
  if (source === 'full') return ['full'];
  if (source === 'extent') return ['minmax'];
  const windows = usableWindows(film).length;
  const asItIs = film.bits <= 8 && !film.modality && film.slope === null && film.intercept === null;
  const ranges = asItIs ? (['full', 'minmax'] as const) : (['minmax', 'full'] as const);
  const offered = windows + film.tables.length + 2;
  // A number that there is not is the first.
  const number = source === 'preset' && preset < offered ? preset : 0;
  if (number < windows) return ['window', number];
  if (number < windows + film.tables.length) return ['lut', number - windows];
  return [ranges[number - windows - film.tables.length]];
}

/** C.11.2.1.2.1: LINEAR wants a width of 1 at least, C.11.2.1.3: the others more than 0. */
export function usableWindows(film: MadeFilm): { readonly center: number; readonly width: number }[] {
  return film.windows
    .map(({ center, width }) => ({ center: Number(center), width: width === '' ? NaN : Number(width) }))
    .filter(({ width }) => (film.function === 'LINEAR' ? width >= 1 : width > 0));
}

function chosenShade(film: MadeFilm): Shade {
  const [rule, number = 0] = chosenRule(film);
  if (rule === 'manual') {
    const shape = { linear: 'LINEAR', 'linear-exact': 'LINEAR_EXACT', sigmoid: 'SIGMOID' } as const;
    return windowed(shape[film.choice.function], film.choice.center, film.choice.width);
  }
  if (rule === 'window') {
    const { center, width } = usableWindows(film)[number];
    return windowed(film.function, center, width);
  }
  if (rule === 'lut') {
    const table = film.tables[number];
    return (x) => (entryFor(table, x) * 255) / (2 ** table.bits - 1);
  }
  const [low, high] = rule === 'full' ? fullRange(film) : presentRange(film);
  return high > low ? (x) => ((x - low) * 255) / (high - low) : () => 0;
}

function windowed(shape: MadeFilm['function'], c: number, w: number): Shade {
  // C.11.2.1.3.1, with an output from 0 to 255.
  if (shape === 'SIGMOID') return (x) => 255 / (1 + Math.exp((-4 * (x - c)) / w));
  // C.11.2.1.3.2.
  if (shape === 'LINEAR_EXACT') {
    return (x) => (x <= c - w / 2 ? 0 : x > c + w / 2 ? 255 : ((x - c) * 255) / w + 127.5);
  }
  // C.11.2.1.2.1: ((x − (c − 0.5)) / (w − 1) + 0.5) · 255.
  return (x) => {
    if (x <= c - 0.5 - (w - 1) / 2) return 0;
    return x > c - 0.5 + (w - 1) / 2 ? 255 : ((x - c + 0.5) * 255) / (w - 1) + 127.5;
  };
}

/** C.11.1: a table, or slope and intercept; a slope of 0 is none. */
function modalityOf({ modality, slope, intercept }: MadeFilm, stored: number): number {
  if (modality) return entryFor(modality, stored);
  return stored * (Number(slope ?? 1) || 1) + Number(intercept ?? 0);
}

/** C.11.1.1.1: what lies before the first value has the first entry, what lies behind the last one the last. */
function entryFor({ first, entries }: MadeTable, x: number): number {
  const index = Math.floor(x - first);
  if (index < 0) return entries[0];
  return index < entries.length ? entries[index] : entries[entries.length - 1];
}

function isPadded({ padding }: MadeFilm, stored: number): boolean {
  if (!padding) return false;
  const [value, limit] = padding;
  const other = limit ?? value;
  return stored >= Math.min(value, other) && stored <= Math.max(value, other);
}

function fullRange(film: MadeFilm): [number, number] {
  if (film.modality) return [0, 2 ** film.modality.bits - 1];
  const low = film.signed ? -(2 ** (film.bits - 1)) : 0;
  return ends([low, low + 2 ** film.bits - 1].map((stored) => modalityOf(film, stored)));
}

function presentRange(film: MadeFilm): [number, number] {
  const seen = film.stored.filter((stored) => !isPadded(film, stored));
  return ends((seen.length > 0 ? seen : film.stored).map((stored) => modalityOf(film, stored)));
}

function ends(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

function halfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
