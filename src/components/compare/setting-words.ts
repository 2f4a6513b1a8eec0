import type { PipelineParams } from '../../pipeline/params.ts';
import { PARAMETER_PATHS, parameterValue } from '../../pipeline/parameter-paths.ts';
import type { Messages } from '../words/messages.ts';
import { settingText } from '../words/setting-text.ts';

/** By which values parameters differ from those that are set, by name: "Kernel size 9 px, Low threshold 50". */
export function settingWords(words: Messages, params: PipelineParams, set: PipelineParams): string {
  const differing = PARAMETER_PATHS.filter((path) => parameterValue(params, path) !== parameterValue(set, path));
  return differing.map((path) => settingText(words, path, parameterValue(params, path))).join(', ');
}
