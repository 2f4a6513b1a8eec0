import type { SampleValues } from '../../image/sample-values.ts';
import { applies } from '../../operators/parameter-spec.ts';
import {
  limited,
  PARAMETER_PATHS,
  parameterSpec,
  parameterValue,
  type ParameterPath,
} from '../../pipeline/parameter-paths.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import { wordsOfGroup } from '../sheet/parameter-tabs.ts';
import type { Messages } from '../words/messages.ts';
import { settingText } from '../words/setting-text.ts';
import { uncrossed } from '../parameters/parameter-pairs.ts';
import {
  groupsInOrder,
  isByHand,
  isChosenWithSource,
  sourceChosen,
  sourceOptions,
  withWindowShown,
} from '../parameters/window-group.ts';

/**
 * All that images are computed with, a line for each stage that has parameters, for those who see no controls: "Canny Edge
 * Detection: Thresholds By hand, Low threshold 50, …". Without what changes nothing in them.
 * @param values of the image; null where a window has nothing to do
 */
export function settingLines(words: Messages, params: PipelineParams, values: SampleValues | null): string {
  const shown = withWindowShown(limited(uncrossed(params)), values);
  const textOf = (path: ParameterPath): string => {
    if (values && path.join('.') === 'window.source') return sourceText(words, shown, values);
    return settingText(words, path, parameterValue(shown, path), isByHand(path) ? values?.unit : null);
  };
  return groupsInOrder(Object.keys(shown) as (keyof PipelineParams)[], values)
    .map((group) => {
      const told = PARAMETER_PATHS.filter(
        (path) => path[0] === group && !isChosenWithSource(path) && applies(parameterSpec(path), shown[group]),
      );
      return `${wordsOfGroup(words, group).title}: ${told.map(textOf).join(', ')}`;
    })
    .join('\n');
}

/** Where the window is from: a preset by the name that the file gives it. */
function sourceText(words: Messages, { window }: PipelineParams, values: SampleValues): string {
  const { label, names } = words.parameterTexts.window.source;
  const chosen = sourceChosen(values, window);
  return `${label} ${sourceOptions(values, names).find(({ value }) => value === chosen)?.label ?? ''}`;
}
