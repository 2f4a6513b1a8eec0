import { DEFAULT_PARAMS, resolveParams, type DeepPartial, type PipelineParams } from '../../pipeline/params.ts';

/** What differs from the original application. */
const CHANGES = {
  original: {},
  radiograph: { enhance: { method: 'clahe' }, blur: { sigma: 0 }, canny: { thresholds: 'auto' } },
  softer: { blur: { kernelSize: 11, sigma: 2.5 }, canny: { lowThreshold: 50, highThreshold: 120 } },
  finer: { blur: { kernelSize: 3, sigma: 0.8 }, canny: { lowThreshold: 60, highThreshold: 140 } },
  strong: { blur: { kernelSize: 7, sigma: 1.5 }, canny: { lowThreshold: 150, highThreshold: 300 } },
  broad: {
    blur: { kernelSize: 9, sigma: 2 },
    canny: { lowThreshold: 600, highThreshold: 1000, apertureSize: 5, l2Gradient: true },
  },
} as const satisfies Readonly<Record<string, DeepPartial<PipelineParams>>>;

/** In pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export type PresetId = keyof typeof CHANGES;

export const PRESET_IDS = Object.keys(CHANGES) as PresetId[];

/**
 * Settings to start from, for an image of that size.
 * @param size in pixels; null where none is known
 * @param window which is the image's matter, and none of a preset's
 */
export function presetParams(
  id: PresetId,
  size: PictureSize | null,
  window: PipelineParams['window'] = DEFAULT_PARAMS.window,
): PipelineParams {
  const blur = id === 'radiograph' && size ? { kernelSize: radiographKernel(size) } : {};
  return { ...resolveParams({ blur }, resolveParams(CHANGES[id])), window };
}

/**
 * The blur's kernel in pixels, odd, 3…31, that leaves a film's grain out of its edges: what is a rib's margin on a small picture is
 * several pixels of noise on a large one. 3, and 2 more for each 300 pixels of the shorter side.
 */
export function radiographKernel({ width, height }: PictureSize): number {
  return Math.min(31, 3 + 2 * Math.round(Math.min(width, height) / 300));
}
