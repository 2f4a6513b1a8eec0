/** How values become shades between two ends (DICOM PS3.3, C.11.2.1.2 and C.11.2.1.3). */
export type WindowFunction = 'linear' | 'linear-exact' | 'sigmoid';

/**
 * A look-up table of a file (PS3.3, C.11.1.1 and C.11.2.1.1). Values below `first` are given the first entry, those above the last
 * value mapped the last one.
 */
export interface LookupTable {
  /** The value that the first entry is for. */
  readonly first: number;
  /** At least one. */
  readonly entries: Uint16Array;
  /** Bits of an entry: 2^bits − 1 is the highest it may hold. */
  readonly bits: number;
}

interface PresetLabel {
  /** In the file's words; empty where it has none. */
  readonly label: string;
}

/** A window: `center` and `width` are modality values. */
export interface WindowPreset extends PresetLabel {
  readonly kind: 'window';
  readonly center: number;
  /** At least 1 for `linear`, more than 0 for the others. */
  readonly width: number;
  readonly function: WindowFunction;
}

/** A table of modality values. */
export interface TablePreset extends PresetLabel {
  readonly kind: 'lut';
  readonly table: LookupTable;
}

/**
 * From one modality value, black, to another, white. `extent`: the lowest and the highest value present that is no padding; `full`: those
 * that the samples could hold.
 */
export interface RangePreset extends PresetLabel {
  readonly kind: 'extent' | 'full';
  readonly from: number;
  readonly to: number;
  /** Of 16-bit samples the high byte instead, as OpenCV takes it. */
  readonly highByte?: boolean;
}

/** A way in which values are shown that a file offers. */
export type ValuePreset = WindowPreset | TablePreset | RangePreset;

/** How large a pixel is. */
export interface PixelSpacing {
  /** Between the centres of two rows, in millimetres. */
  readonly row: number;
  /** Between the centres of two columns, in millimetres. */
  readonly column: number;
  /**
   * Where it was measured: `patient`: as the file says, without saying how; `detector`: on the receptor, or on the film that was
   * scanned, where things are larger than they are; `calibrated`: by geometry or by something of known size.
   */
  readonly at: 'patient' | 'detector' | 'calibrated';
  /** How much larger things are at the detector than in the patient, by an estimate: `row` and `column` divided by it. */
  readonly magnification?: number;
}

/** What the samples of an image mean: from samples to stored values, modality values, and what is shown. */
export interface SampleValues {
  /** Significant bits of a sample. */
  readonly bitsStored: number;
  /** stored value = sample − bias; 0 unless stored values are signed. */
  readonly bias: number;
  /** modality value = stored value · slope + intercept, unless there is a {@link modality} table. */
  readonly slope: number;
  readonly intercept: number;
  /** Gives modality values instead of slope and intercept. */
  readonly modality?: LookupTable;
  /** Of modality values, as `HU`. */
  readonly unit?: string;
  /** The lowest value is white. */
  readonly inverted: boolean;
  /** Stored values, both included, that are no part of the picture. */
  readonly padding?: { readonly from: number; readonly to: number };
  /** The first is the default. None for colours. */
  readonly presets: readonly ValuePreset[];
  /** Frames of the file. */
  readonly frames: number;
  /** Which of them this is, from 0. */
  readonly frame: number;
  readonly spacing?: PixelSpacing;
  /** Height of a pixel divided by its width, where the file says that they are not square. */
  readonly pixelAspect?: number;
  /** A DICOM's, by its UID. */
  readonly transferSyntax?: string;
  /** A DICOM's, as MONOCHROME1. */
  readonly photometric?: string;
  /** The file says whether the pixels hold writing, which may tell who the patient is. */
  readonly burnedIn?: boolean;
}

/** The stored value of a sample. */
export function storedValue({ bias }: SampleValues, sample: number): number {
  return sample - bias;
}

/** The modality value of a sample: what windows and tables go by. In doubles, multiplied first, as PS3.3, C.11.1.1.2 has it. */
export function modalityValue({ bias, slope, intercept, modality }: SampleValues, sample: number): number {
  const stored = sample - bias;
  return modality ? lookUp(modality, stored) : stored * slope + intercept;
}

/** The entry of a table for a value. */
export function lookUp({ first, entries }: LookupTable, value: number): number {
  return entries[Math.floor(Math.max(0, Math.min(entries.length - 1, value - first)))];
}

/** The lowest and the highest modality value that samples of so many bits can have, in this order. */
export function fullRange(values: SampleValues): { readonly from: number; readonly to: number } {
  if (values.modality) return { from: 0, to: 2 ** values.modality.bits - 1 };
  const ends = [modalityValue(values, 0), modalityValue(values, 2 ** values.bitsStored - 1)];
  return { from: Math.min(...ends), to: Math.max(...ends) };
}

/**
 * The lowest and the highest modality value that is present and no padding; of nothing but padding that.
 * @param seen by sample: how often, or whether, it is there
 */
export function presentRange(
  values: SampleValues,
  seen: ArrayLike<number>,
): { readonly from: number; readonly to: number } {
  return rangeOf(values, seen, false) ?? rangeOf(values, seen, true) ?? { from: 0, to: 0 };
}

function rangeOf(
  values: SampleValues,
  seen: ArrayLike<number>,
  withPadding: boolean,
): { readonly from: number; readonly to: number } | null {
  let from = Infinity;
  let to = -Infinity;
  for (let sample = 0; sample < seen.length; sample++) {
    if (!seen[sample] || (!withPadding && isPadding(values, sample))) continue;
    const value = modalityValue(values, sample);
    from = Math.min(from, value);
    to = Math.max(to, value);
  }
  return from <= to ? { from, to } : null;
}

/** Whether a sample is no part of the picture. */
export function isPadding({ bias, padding }: SampleValues, sample: number): boolean {
  return padding !== undefined && sample - bias >= padding.from && sample - bias <= padding.to;
}
