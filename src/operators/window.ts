import { defineOperator } from './operator.ts';
import { choice, flag, number, type ValuesOf } from './parameter-spec.ts';

/** What both engines look samples up in. */
export interface WindowPlan {
  /** The shade of every sample of 8 or 16 bits; null where samples of 8 bits are shown as they are. */
  readonly table: Uint8Array | null;
}

/** Makes a picture of what is stored (DICOM PS3.3, C.11.2), of gray images of more than 8 bits, or of 8. */
export const window = defineOperator({
  id: 'window',
  inputs: ['samples'],
  output: 'source',
  title: 'Window',
  purpose: 'Chooses which of the stored values are shown.',
  params: {
    /**
     * Which stored values of a gray image are shown: `auto`, `preset`, `full`, `extent` or `manual`. Default `auto`: the file's first
     * preset; of other 8 bits all; of a 16-bit PNG the high byte, or, where the two highest bits are unused in the whole image, the lowest to
     * the highest value present. `full`: all that there could be, of a 16-bit PNG its high byte; `extent`: the lowest to the highest
     * value present; `manual`: `center` and `width`. Images in colour have no window.
     */
    source: choice({
      default: 'auto',
      label: 'Values',
      tip: 'Which of the stored values are shown.',
      attribute: 'window-source',
      optional: true,
      values: ['auto', 'preset', 'full', 'extent', 'manual'],
      names: {
        auto: 'Automatic',
        preset: 'Preset',
        full: 'Full range',
        extent: 'Lowest to highest',
        manual: 'By hand',
      },
    }),
    /** Which of the file's presets `preset` takes, from 0. Default 0; one that there is not is the first. */
    preset: number({
      default: 0,
      label: 'Preset',
      tip: 'Which preset of the file.',
      attribute: 'window-preset',
      optional: true,
      unit: '',
      min: 0,
      max: 999,
      grid: 1,
      slider: { min: 0, max: 9, step: 1 },
    }),
    /** The value in the middle of a window that is set by hand, −10⁹…10⁹, in the file's unit. Default 32768. */
    center: number({
      default: 32768,
      label: 'Centre',
      tip: 'The value between black and white: lower is brighter.',
      attribute: 'window-center',
      optional: true,
      unit: '',
      min: -1e9,
      max: 1e9,
      grid: 0,
      slider: { min: 0, max: 65535, step: 1 },
    }),
    /** How many values there are from black to white in a window that is set by hand, 0…10⁹. Default 65536. */
    width: number({
      default: 65536,
      label: 'Width',
      tip: 'How many values are shown: fewer, more contrast.',
      attribute: 'window-width',
      optional: true,
      unit: '',
      min: 0,
      max: 1e9,
      grid: 0,
      slider: { min: 1, max: 65536, step: 1 },
    }),
    /**
     * How a window that is set by hand goes from black to white: `linear`, `linear-exact` or `sigmoid`, as DICOM defines them.
     * Default `linear`.
     */
    function: choice({
      default: 'linear',
      label: 'Function',
      tip: 'How shades go from black to white.',
      attribute: 'window-function',
      optional: true,
      values: ['linear', 'linear-exact', 'sigmoid'],
      onlyWith: { parameter: 'source', values: ['manual'] },
      names: { linear: 'Linear', 'linear-exact': 'Linear, exact', sigmoid: 'Sigmoid' },
    }),
    /** Let black and white of a gray image change places. Default false. */
    invert: flag({
      default: false,
      label: 'Invert',
      tip: 'Black and white change places.',
      attribute: 'window-invert',
      optional: true,
    }),
  },
  plan: (params, { samples }): WindowPlan => {
    if (!samples) return { table: null };
    const table = samples.table(params);
    const asTheyAre = samples.bitDepth === 8 && table.every((shade, sample) => shade === sample);
    return { table: asTheyAre ? null : table };
  },
});

export type WindowParams = ValuesOf<typeof window.params>;
