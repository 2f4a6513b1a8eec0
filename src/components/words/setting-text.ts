import { parameterSpec, type ParameterPath, type ParameterValue } from '../../pipeline/parameter-paths.ts';
import type { Messages, ParameterWords } from './messages.ts';

/** A parameter and a value of it, as people read them: "Kernel size 9 px", "Method Median". @param unit in place of its own, where it is known */
export function settingText(words: Messages, path: ParameterPath, value: ParameterValue, unit?: string | null): string {
  const [group, name] = path;
  const { label, names } = (words.parameterTexts[group] as Readonly<Record<string, ParameterWords>>)[name];
  const spec = parameterSpec(path);
  if (typeof value === 'boolean') return `${label} ${value ? '✓' : '✗'}`;
  if (spec.kind !== 'number') return `${label} ${names?.[value] ?? value}`;
  return `${label} ${words.sampleValue(Number(value), unit ?? spec.unit)}`;
}
