import {
  problemWith,
  rangeWith,
  valueOfText,
  type ParameterSpec,
  type ParameterSpecs,
  type ParameterValue,
} from '../operators/parameter-spec.ts';
import { PARAMETERS, type PipelineParams } from './params.ts';

/** A parameter's place: its group and its name in it. */
export type ParameterPath = readonly [group: keyof PipelineParams, name: string];

type CamelCase<Kebab extends string> = Kebab extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Kebab;

export type { ParameterValue };

/** As a script may set it: of a choice any number or text, which is checked when it is set. */
type PropertyOf<Spec> = Spec extends { readonly kind: 'flag' }
  ? boolean
  : Spec extends { readonly default: string }
    ? string
    : number;

/** `blurSize` and so on, of one group. */
type PropertiesOf<Specs extends ParameterSpecs> = {
  -readonly [Name in keyof Specs as CamelCase<Specs[Name]['attribute']>]: PropertyOf<Specs[Name]>;
};

type Together<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** The element's properties for parameters: one for each, with the name of its attribute in camel case. */
export type ParameterProperties = Together<
  { [Group in keyof typeof PARAMETERS]: PropertiesOf<(typeof PARAMETERS)[Group]> }[keyof typeof PARAMETERS]
>;

export type ParameterProperty = keyof ParameterProperties;

/** Where every parameter is, in the order of its definition. */
export const PARAMETER_PATHS: readonly ParameterPath[] = groups().flatMap((group) =>
  Object.keys(PARAMETERS[group]).map((name): ParameterPath => [group, name]),
);

/** The parameters behind the element's properties. */
export const PARAMETER_PROPERTIES = Object.fromEntries(
  PARAMETER_PATHS.map((path) => [propertyOf(parameterSpec(path).attribute), path]),
) as Readonly<Record<ParameterProperty, ParameterPath>>;

/** `blurSize` of `blur-size`. */
function propertyOf(attribute: string): string {
  return attribute.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function groups(): (keyof PipelineParams)[] {
  return Object.keys(PARAMETERS) as (keyof PipelineParams)[];
}

export function parameterValue(params: PipelineParams, [group, name]: ParameterPath): ParameterValue {
  const values: Readonly<Record<string, ParameterValue>> = params[group];
  return values[name];
}

export function parameterSpec([group, name]: ParameterPath): ParameterSpec {
  const specs: Readonly<Record<string, ParameterSpec>> = PARAMETERS[group];
  return specs[name];
}

/** `params` with one value replaced; `params` itself when it has that value. */
export function withParameter(params: PipelineParams, path: ParameterPath, value: ParameterValue): PipelineParams {
  if (parameterValue(params, path) === value) return params;
  const [group, name] = path;
  return { ...params, [group]: { ...params[group], [name]: value } };
}

/** Whether both hold the same values. */
export function sameParams(one: PipelineParams, other: PipelineParams): boolean {
  if (one === other) return true;
  return PARAMETER_PATHS.every((path) => parameterValue(one, path) === parameterValue(other, path));
}

/** What a text in markup or in an address says of the parameter at `path`; it may be no value that is allowed. */
export function parameterOfText(path: ParameterPath, text: string): ParameterValue {
  return valueOfText(text, parameterSpec(path));
}

/** `params` with no value beyond what others in its group allow: what was set one by one counts as far as it goes together. */
export function limited(params: PipelineParams): PipelineParams {
  return PARAMETER_PATHS.reduce((result, path) => {
    const spec = parameterSpec(path);
    if (spec.kind !== 'number' || !spec.mostBy) return result;
    const { max } = rangeWith(spec, result[path[0]]);
    return Number(parameterValue(result, path)) > max ? withParameter(result, path, max) : result;
  }, params);
}

/** Why `value` is refused at `path`, as the end of a sentence; null when it is allowed. */
export function parameterProblem(path: ParameterPath, value: unknown): string | null {
  return problemWith(value, parameterSpec(path));
}
