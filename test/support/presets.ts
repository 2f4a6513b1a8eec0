import type { PipelineParams } from '../../src/pipeline/params.ts';
import { PRESET_IDS, presetParams, type PresetId } from '../../src/session/parameters/parameter-presets.ts';

/** Of an image of unknown size. */
export const PRESETS = Object.fromEntries(PRESET_IDS.map((id) => [id, presetParams(id, null)])) as Readonly<
  Record<PresetId, PipelineParams>
>;
