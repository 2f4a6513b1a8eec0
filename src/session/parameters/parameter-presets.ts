import { DEFAULT_PARAMS, type PipelineParams } from '../../pipeline/params.ts';

const { canny } = DEFAULT_PARAMS;

/** Settings to start from. */
export const PRESETS = {
  original: DEFAULT_PARAMS,
  softer: { blur: { kernelSize: 11, sigma: 2.5 }, canny: { ...canny, lowThreshold: 50, highThreshold: 120 } },
  finer: { blur: { kernelSize: 3, sigma: 0.8 }, canny: { ...canny, lowThreshold: 60, highThreshold: 140 } },
  strong: { blur: { kernelSize: 7, sigma: 1.5 }, canny: { ...canny, lowThreshold: 150, highThreshold: 300 } },
  broad: {
    blur: { kernelSize: 9, sigma: 2 },
    canny: { ...canny, lowThreshold: 600, highThreshold: 1000, apertureSize: 5, l2Gradient: true },
  },
} as const satisfies Readonly<Record<string, PipelineParams>>;

export type PresetId = keyof typeof PRESETS;

export const PRESET_IDS = Object.keys(PRESETS) as PresetId[];
