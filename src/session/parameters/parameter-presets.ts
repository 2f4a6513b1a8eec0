import { resolveParams, type DeepPartial, type PipelineParams } from '../../pipeline/params.ts';

/** What differs from the original application. */
const CHANGES = {
  original: {},
  radiograph: { enhance: { method: 'clahe' }, canny: { thresholds: 'auto' } },
  softer: { blur: { kernelSize: 11, sigma: 2.5 }, canny: { lowThreshold: 50, highThreshold: 120 } },
  finer: { blur: { kernelSize: 3, sigma: 0.8 }, canny: { lowThreshold: 60, highThreshold: 140 } },
  strong: { blur: { kernelSize: 7, sigma: 1.5 }, canny: { lowThreshold: 150, highThreshold: 300 } },
  broad: {
    blur: { kernelSize: 9, sigma: 2 },
    canny: { lowThreshold: 600, highThreshold: 1000, apertureSize: 5, l2Gradient: true },
  },
} as const satisfies Readonly<Record<string, DeepPartial<PipelineParams>>>;

export type PresetId = keyof typeof CHANGES;

export const PRESET_IDS = Object.keys(CHANGES) as PresetId[];

/** Settings to start from. */
export const PRESETS = Object.fromEntries(PRESET_IDS.map((id) => [id, resolveParams(CHANGES[id])])) as Readonly<
  Record<PresetId, PipelineParams>
>;
