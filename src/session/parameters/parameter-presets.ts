import { DEFAULT_PARAMS, resolveParams, type DeepPartial, type PipelineParams } from '../../pipeline/params.ts';
import { radiographParams, SAMPLE_PARAMS, type PictureSize } from './radiograph.ts';

/** What differs from the original application; "Radiograph" goes by the image. */
const CHANGES = {
  original: {},
  radiograph: null,
  softer: { blur: { kernelSize: 11, sigma: 2.5 }, canny: { lowThreshold: 50, highThreshold: 120 } },
  finer: { blur: { kernelSize: 3, sigma: 0.8 }, canny: { lowThreshold: 60, highThreshold: 140 } },
  strong: { blur: { kernelSize: 7, sigma: 1.5 }, canny: { lowThreshold: 150, highThreshold: 300 } },
  broad: {
    blur: { kernelSize: 9, sigma: 2 },
    canny: { lowThreshold: 600, highThreshold: 1000, apertureSize: 5, l2Gradient: true },
  },
} as const satisfies Readonly<Record<string, DeepPartial<PipelineParams> | null>>;

export type PresetId = keyof typeof CHANGES;

export const PRESET_IDS = Object.keys(CHANGES) as PresetId[];

/**
 * Settings to start from, for an image of that size.
 * @param size null where none is known
 * @param window which is the image's matter, and none of a preset's
 */
export function presetParams(
  id: PresetId,
  size: PictureSize | null,
  window: PipelineParams['window'] = DEFAULT_PARAMS.window,
): PipelineParams {
  const changes = CHANGES[id];
  const params = changes ? resolveParams(changes) : size ? radiographParams(size) : SAMPLE_PARAMS;
  return { ...params, window };
}
