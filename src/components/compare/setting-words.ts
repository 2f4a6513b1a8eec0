import type { PipelineParams } from '../../pipeline/params.ts';
import { PARAMETER_PATHS, parameterValue, type ParameterValue } from '../../pipeline/parameter-paths.ts';
import type { Messages, ParameterWords } from '../words/messages.ts';

/** By which values parameters differ from those that are set, by name: "Kernel size 9, Low threshold 50". */
export function settingWords(words: Messages, params: PipelineParams, set: PipelineParams): string {
  const differing = PARAMETER_PATHS.filter((path) => parameterValue(params, path) !== parameterValue(set, path));
  return differing
    .map((path) => {
      const [group, name] = path;
      const texts = words.parameterTexts[group] as Readonly<Record<string, ParameterWords>>;
      return `${texts[name].label} ${valueText(words, texts[name], parameterValue(params, path))}`;
    })
    .join(', ');
}

function valueText(words: Messages, { names }: ParameterWords, value: ParameterValue): string {
  if (typeof value === 'number') return words.sampleValue(value, '');
  return typeof value === 'string' ? (names?.[value] ?? value) : value ? '✓' : '✗';
}
