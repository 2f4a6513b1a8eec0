import { fullRange, type SampleValues } from '../../image/sample-values.ts';
import { chosenPreset } from '../../image/window-table.ts';
import type { NumberSpec, Slider } from '../../operators/parameter-spec.ts';
import type { ParameterPath } from '../../pipeline/parameter-paths.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { Option } from './choice-control.ts';

type Window = PipelineParams['window'];

/** In the place of `preset`: which. */
const PRESET = /^preset\.(\d+)$/;

/** The parameters that belong to a window that is set by hand. */
const BY_HAND: readonly string[] = ['center', 'width', 'function'];

/** With the window first where there is more than can be seen at once; else it is seldom wanted, and last; of colours without. */
export function groupsInOrder(
  groups: readonly (keyof PipelineParams)[],
  values: SampleValues | null,
): (keyof PipelineParams)[] {
  const others = groups.filter((group) => group !== 'window');
  if (!values) return others;
  return values.bitsStored > 8 ? ['window', ...others] : [...others, 'window'];
}

/** `params` with the window that is looked through, whatever chose it: centre and width of a range are those of a window like it. */
export function withWindowShown(params: PipelineParams, values: SampleValues | null): PipelineParams {
  const { window } = params;
  if (!values || window.source === 'manual') return params;
  const preset = chosenPreset(values, window);
  if (preset.kind === 'window') {
    const { center, width, function: course } = preset;
    return { ...params, window: { ...window, center, width, function: course } };
  }
  const { from, to } = preset.kind === 'lut' ? fullRange(values) : preset;
  return { ...params, window: { ...window, center: (from + to + 1) / 2, width: to - from + 1, function: 'linear' } };
}

/** What a change at `path` begins from: whoever moves a window takes it in hand. */
export function windowInHand(params: PipelineParams, values: SampleValues | null, path: ParameterPath): PipelineParams {
  if (!isByHand(path)) return params;
  const { window } = withWindowShown(params, values);
  return { ...params, window: { ...window, source: 'manual' } };
}

/** Whether it belongs to a window that is set by hand. */
export function isByHand([group, name]: ParameterPath): boolean {
  return group === 'window' && BY_HAND.includes(name);
}

/** Whether no control of its own is there for it: which preset is chosen with the other sources. */
export function isChosenWithSource([group, name]: ParameterPath): boolean {
  return group === 'window' && name === 'preset';
}

/** The sources, with the file's presets by their names. @param names of the sources */
export function sourceOptions(values: SampleValues, names: Readonly<Record<string, string>>): Option[] {
  const presets = values.presets.flatMap(({ kind, label }, index) =>
    kind === 'window' || kind === 'lut'
      ? [{ value: `preset.${index}`, label: label || `${names.preset} ${index + 1}` }]
      : [],
  );
  const [auto, ...others] = Object.keys(names).flatMap((value) =>
    value === 'preset' ? [] : [{ value, label: names[value] }],
  );
  return [auto, ...presets, ...others];
}

/** Which of the options is chosen: of a preset that the film does not have, what it is seen through in its place. */
export function sourceChosen({ presets }: SampleValues, { source, preset }: Window): string {
  if (source !== 'preset') return source;
  const { kind } = presets[preset] ?? { kind: 'auto' };
  return kind === 'window' || kind === 'lut' ? `preset.${preset}` : kind;
}

/** `params` with the option chosen; by hand begins with what was seen last. */
export function withSource(params: PipelineParams, values: SampleValues | null, option: string): PipelineParams {
  const [, preset] = PRESET.exec(option) ?? [];
  if (preset !== undefined)
    return { ...params, window: { ...params.window, source: 'preset', preset: Number(preset) } };
  const source = option as Window['source'];
  const { window } = source === 'manual' ? withWindowShown(params, values) : params;
  return { ...params, window: { ...window, source } };
}

/** A number of a window, in the file's unit, with a slider over the values that there are. */
export function windowSpec(spec: NumberSpec, values: SampleValues, name: string): NumberSpec {
  return { ...spec, unit: values.unit ?? spec.unit, slider: windowSlider(values, name) };
}

function windowSlider(values: SampleValues, name: string): Slider {
  const extent = values.presets.find(({ kind }) => kind === 'extent');
  const { from, to } = extent && 'from' in extent && extent.to > extent.from ? extent : fullRange(values);
  const step = to - from >= 100 ? 1 : (to - from) / 100;
  return name === 'center' ? { min: from, max: to, step } : { min: step, max: to - from + 1, step };
}
