import {
  fullRange,
  isPadding,
  lookUp,
  modalityValue,
  type RangePreset,
  type SampleValues,
  type ValuePreset,
  type WindowFunction,
  type WindowPreset,
} from './sample-values.ts';

/** What is to be shown of an image's values. */
export interface WindowChoice {
  /** `auto`: the first preset; `preset`: that of the number `preset`; `full`, `extent`: the presets of that kind; `manual`: `center` and `width`. */
  readonly source: 'auto' | 'preset' | 'full' | 'extent' | 'manual';
  /** From 0; one that there is not is the first. */
  readonly preset: number;
  /** Modality values. */
  readonly center: number;
  readonly width: number;
  readonly function: WindowFunction;
  /** Dark and bright change places, whichever way round the image has them. */
  readonly invert: boolean;
}

/** What a file asks for. */
export const DEFAULT_WINDOW: WindowChoice = {
  source: 'auto',
  preset: 0,
  center: 0,
  width: 1,
  function: 'linear',
  invert: false,
};

/** As many samples can be told apart in 16 bits. */
export const TABLE_LENGTH = 65536;

/** The preset, or the window chosen by hand, that a choice stands for. */
export function chosenPreset(values: SampleValues, choice: WindowChoice): ValuePreset {
  const { presets } = values;
  const { source, preset, center, width, function: shape } = choice;
  if (source === 'manual') return { kind: 'window', label: '', center, width, function: shape };
  const of = (kind: ValuePreset['kind']): ValuePreset | undefined => presets.find((offered) => offered.kind === kind);
  const chosen = source === 'preset' ? presets[preset] : source === 'auto' ? presets[0] : of(source);
  return chosen ?? presets[0] ?? { kind: 'full', label: '', ...fullRange(values) };
}

/**
 * The shade (0 … 255) that each sample is shown with: the modality's table or rescale, then the window, range or table, then rounding to
 * nearest, halves to even, then the polarity; padding is black in either polarity. The standard names no rounding; products are made before
 * quotients, in doubles, so that ties are exact.
 * @param length for so many samples, from 0: 2^bitsStored of them suffice for a decoder
 */
export function windowTable(
  values: SampleValues,
  choice: WindowChoice = DEFAULT_WINDOW,
  length = TABLE_LENGTH,
): Uint8Array<ArrayBuffer> {
  const shadeOf = shades(chosenPreset(values, choice));
  // It rounds as it is to be rounded when it is written to.
  const table = new Uint8ClampedArray(length);
  const inverted = values.inverted !== choice.invert;
  for (let sample = 0; sample < length; sample++) {
    table[sample] = shadeOf(modalityValue(values, sample), sample);
    if (inverted) table[sample] = 255 - table[sample];
    if (isPadding(values, sample)) table[sample] = 0;
  }
  return new Uint8Array(table.buffer);
}

type Shade = (value: number, sample: number) => number;

function shades(preset: ValuePreset): Shade {
  if (preset.kind === 'window') return windowShades(preset);
  if (preset.kind === 'lut') {
    const { table } = preset;
    const top = 2 ** table.bits - 1;
    return (value) => (lookUp(table, value) * 255) / top;
  }
  return preset.highByte ? (_value, sample) => sample >> 8 : rangeShades(preset);
}

/** A range without extent is black. */
function rangeShades({ from, to }: RangePreset): Shade {
  return to > from ? (value) => ((value - from) * 255) / (to - from) : () => 0;
}

function windowShades({ center, width, function: shape }: WindowPreset): Shade {
  if (shape === 'sigmoid' && width > 0) return (value) => 255 / (1 + Math.exp((-4 * (value - center)) / width));
  return shape === 'linear' ? linear(center, Math.max(1, width)) : linearExact(center, Math.max(0, width));
}

/** C.11.2.1.2.1; a width of 1 is a threshold. */
function linear(center: number, width: number): Shade {
  const low = center - 0.5 - (width - 1) / 2;
  const high = center - 0.5 + (width - 1) / 2;
  return (value) => {
    if (value <= low) return 0;
    return value > high ? 255 : ((value - center + 0.5) * 255) / (width - 1) + 127.5;
  };
}

/** C.11.2.1.3.2. */
function linearExact(center: number, width: number): Shade {
  const low = center - width / 2;
  const high = center + width / 2;
  return (value) => {
    if (value <= low) return 0;
    return value > high ? 255 : ((value - center) * 255) / width + 127.5;
  };
}
