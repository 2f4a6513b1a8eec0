import { cannyThresholds, type CannyThresholds } from './canny-thresholds.ts';
import { defineOperator } from './operator.ts';
import { choice, flag, number, type ValuesOf } from './parameter-spec.ts';

/** What both engines look for edges with. */
export interface CannyPlan extends CannyThresholds {
  /** Where the image decides on both thresholds: the pixels that may exceed the high one. Else null. */
  readonly allowed: number | null;
  readonly apertureSize: 3 | 5 | 7;
  readonly l2Gradient: boolean;
}

/** Sobel's weights add up to 16 and 256 times those of aperture 3, and gradients with them. */
const SLIDER_BY_APERTURE = {
  parameter: 'apertureSize',
  sliders: { 5: { min: 0, max: 16_000, step: 10 }, 7: { min: 0, max: 32_700, step: 100 } },
} as const;

/** OpenCV's `Canny`. */
export const canny = defineOperator({
  id: 'canny',
  inputs: ['gray8'],
  output: 'mask',
  title: 'Canny Edge Detection',
  purpose:
    'Marks where brightness changes sharply: the margins of bones, organs, implants and cracks. Shown smaller, its lines stay one pixel wide.',
  params: {
    /**
     * Gradient magnitude above which a pixel may belong to an edge, −32768…32767. Default 100. When it is above the high
     * threshold the two change places, as in OpenCV.
     */
    lowThreshold: number({
      default: 100,
      label: 'Low threshold',
      tip: 'Weaker edges than this go; those between stay where they touch a strong one.',
      attribute: 'canny-low',
      unit: '',
      min: -32768,
      max: 32767,
      grid: 0,
      slider: { min: 0, max: 1000, step: 1 },
      sliderBy: SLIDER_BY_APERTURE,
      pairedWith: 'highThreshold',
      onlyWith: { parameter: 'thresholds', values: ['manual'] },
    }),
    /** Gradient magnitude above which a pixel starts an edge, −32768…32767. Default 200. */
    highThreshold: number({
      default: 200,
      label: 'High threshold',
      tip: 'Edges stronger than this always stay.',
      attribute: 'canny-high',
      unit: '',
      min: -32768,
      max: 32767,
      grid: 0,
      slider: { min: 0, max: 1000, step: 1 },
      sliderBy: SLIDER_BY_APERTURE,
      onlyWith: { parameter: 'thresholds', values: ['manual'] },
    }),
    /** Who sets the thresholds: `manual`, as the two say, or `auto`, by the image's own gradients. Default `manual`. */
    thresholds: choice({
      default: 'manual',
      label: 'Thresholds',
      tip: 'By hand or by the image.',
      attribute: 'canny-thresholds',
      values: ['manual', 'auto'],
      names: { manual: 'By hand', auto: 'Automatic' },
      optional: true,
    }),
    /**
     * Share of all pixels whose gradient may exceed the high threshold, 0…1, where thresholds are `auto`; the low one is 0.4 of it.
     * Default 0.05.
     */
    edgeShare: number({
      default: 0.05,
      label: 'Edge share',
      tip: 'More finds finer edges.',
      attribute: 'canny-share',
      unit: '',
      min: 0,
      max: 1,
      grid: 0,
      slider: { min: 0, max: 0.3, step: 0.005 },
      onlyWith: { parameter: 'thresholds', values: ['auto'] },
      optional: true,
    }),
    /** Side of the Sobel kernel: 3, 5 or 7. Default 3. */
    apertureSize: choice({
      default: 3,
      label: 'Sobel aperture',
      tip: 'Size of the gradient’s filter: larger finds broad edges, and needs higher thresholds.',
      attribute: 'canny-aperture',
      values: [3, 5, 7],
    }),
    /** Measure gradients by √(dx² + dy²) instead of |dx| + |dy|. Default false. */
    l2Gradient: flag({
      default: false,
      label: 'L2 gradient norm',
      tip: 'Measures slanting edges as strongly as upright ones.',
      attribute: 'canny-l2',
    }),
  },
  plan: (params, { width, height }): CannyPlan => ({
    ...cannyThresholds(params),
    allowed: params.thresholds === 'auto' ? Math.floor(params.edgeShare * width * height) : null,
    apertureSize: params.apertureSize,
    l2Gradient: params.l2Gradient,
  }),
});

export type CannyParams = ValuesOf<typeof canny.params>;
