import { kindOf } from '../base/kinds.ts';
import { XrayError } from '../base/xray-error.ts';
import { problemWith, type ParameterSpecs } from '../operators/parameter-spec.ts';
import type { AnyGraph, ParamsOf } from './graph.ts';
import { STANDARD, type StandardGraph } from './standard-graph.ts';

/** Values for every parameter of the standard graph, by group: `blur` and `canny`. */
export type PipelineParams = ParamsOf<StandardGraph>;

/** `T` with every property optional, at every depth. */
export type DeepPartial<T> = { readonly [K in keyof T]?: T[K] extends object ? DeepPartial<T[K]> : T[K] };

/** Every parameter's range, step, label and names: the one place that validation, controls and markup read. */
export const PARAMETERS = STANDARD.params;

/** What the original Flask application computes. */
export const DEFAULT_PARAMS: PipelineParams = defaultParams(STANDARD);

/** Parameters by group, whatever the graph. */
type Groups = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The parameters of `graph` as its operators define them. */
export function defaultParams<G extends AnyGraph>(graph: G): ParamsOf<G> {
  const defaults = (specs: ParameterSpecs): object =>
    Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.default]));
  return Object.fromEntries(
    Object.entries(graph.params).map(([group, specs]) => [group, defaults(specs)]),
  ) as ParamsOf<G>;
}

/**
 * `base` with `changes` laid over it.
 * @throws XrayError `invalid-params`, naming the parameter, its value and what is allowed.
 */
export function resolveParams(
  changes: DeepPartial<PipelineParams> = {},
  base: PipelineParams = DEFAULT_PARAMS,
): PipelineParams {
  return resolveParamsOf<StandardGraph>(STANDARD, changes, base);
}

/** As {@link resolveParams}, of any graph. */
export function resolveParamsOf<G extends AnyGraph>(
  graph: G,
  changes: DeepPartial<ParamsOf<G>>,
  base: ParamsOf<G>,
): ParamsOf<G> {
  const changed: Partial<Groups> = groupOf('params', changes);
  const resolved = Object.entries(graph.params).map(([group, specs]): [string, object] => {
    const values: Readonly<Record<string, unknown>> = {
      ...(base as Groups)[group],
      ...defined(groupOf(group, changed[group])),
    };
    for (const name of Object.keys(values)) assertAllowed(`${group}.${name}`, values, name, specs);
    return [group, values];
  });
  return Object.fromEntries(resolved) as ParamsOf<G>;
}

function assertAllowed(
  path: string,
  values: Readonly<Record<string, unknown>>,
  name: string,
  specs: ParameterSpecs,
): void {
  const value = values[name];
  const known = Object.keys(specs);
  const problem = known.includes(name)
    ? problemWith(value, specs[name], values)
    : `there is no such parameter; known are ${known.join(', ')}`;
  if (!problem) return;
  throw new XrayError('invalid-params', `${path} is ${String(value)}: ${problem}.`, { values: { subject: path } });
}

/** Whether `a` and `b`, parameters by group, hold the same values in `group`. */
export function sameGroup(a: object, b: object, group: string): boolean {
  const left = (a as Groups)[group];
  const right = (b as Groups)[group];
  return left === right || Object.keys(left).every((name) => left[name] === right[name]);
}

/** Scripts give anything: what is no object has no parameters in it. */
function groupOf<Group extends object | undefined>(path: string, group: Group): Group {
  if (group === undefined || kindOf(group) === 'Object') return group;
  const problem = 'an object is needed, as { blur: { sigma: 2 } }';
  throw new XrayError('invalid-params', `${path} is ${String(group)}: ${problem}.`, { values: { subject: path } });
}

/** Leaves out `undefined`, so that `{ sigma: undefined }` means "unchanged". */
function defined(group: Readonly<Record<string, unknown>> | undefined): object {
  return Object.fromEntries(Object.entries(group ?? {}).filter(([, value]) => value !== undefined));
}
