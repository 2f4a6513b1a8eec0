import type { SampleValues } from '../../image/sample-values.ts';
import { chosenPreset, DEFAULT_WINDOW, type WindowChoice } from '../../image/window-table.ts';

/** Which values an image shows, as the manifest tells of it: what the parameters came to. */
export interface WindowTold {
  /** Significant bits of a sample. */
  readonly bits: number;
  /** Whether the lowest value is white. */
  readonly inverted: boolean;
  /** What was chosen: `window`, `lut`, `extent` or `full`. */
  readonly kind: string;
  /** The values that are black and white; of a range. */
  readonly from?: number;
  readonly to?: number;
  /** Of a range of 16 bits: the high byte is shown. */
  readonly highByte?: boolean;
  /** Of a window. */
  readonly center?: number;
  readonly width?: number;
  readonly function?: string;
}

/** @param parameters of the image, by group */
export function windowTold(values: SampleValues, parameters: object): WindowTold {
  const { window = DEFAULT_WINDOW } = parameters as { readonly window?: WindowChoice };
  const preset = chosenPreset(values, window);
  const told = { bits: values.bitsStored, inverted: values.inverted !== window.invert, kind: preset.kind };
  if (preset.kind === 'lut') return told;
  // The label is the file's, and is left out.
  if (preset.kind === 'window') {
    const { center, width, function: course } = preset;
    return { ...told, center, width, function: course };
  }
  const { from, to, highByte } = preset;
  return { ...told, from, to, ...(highByte && { highByte }) };
}
