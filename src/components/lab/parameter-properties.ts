import type { PropertyDeclaration, ReactiveElement } from 'lit';
import {
  PARAMETER_PROPERTIES,
  parameterProblem,
  parameterSpec,
  parameterValue,
  withParameter,
  type ParameterPath,
  type ParameterProperties,
  type ParameterValue,
} from '../../pipeline/parameter-paths.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../../pipeline/params.ts';

/** An element whose properties for parameters read and write this one. */
type ParameterHolder = ReactiveElement & { params: PipelineParams };

/** Tells of a value that is not allowed, and why, as the end of a sentence. */
type Refusal<Holder> = (holder: Holder, property: string, value: unknown, problem: string) => void;

/** Their class. */
interface HolderClass<Holder> {
  readonly prototype: Holder;
  createProperty(name: string, options: PropertyDeclaration): void;
}

type AbstractClass<Instance> = abstract new () => Instance;

/** `Base` for a class that gets its properties by {@link makeParameterProperties}: the compiler knows of them then. */
export function withParameterProperties<Base extends AbstractClass<object>>(
  base: Base,
): { [Name in keyof Base]: Base[Name] } & AbstractClass<InstanceType<Base> & ParameterProperties> {
  return base as unknown as { [Name in keyof Base]: Base[Name] } & AbstractClass<
    InstanceType<Base> & ParameterProperties
  >;
}

/** Gives `holders` a property and an attribute for every parameter, by its definition. */
export function makeParameterProperties<Holder extends ParameterHolder>(
  holders: HolderClass<Holder>,
  refuse: Refusal<Holder>,
): void {
  for (const [property, path] of Object.entries(PARAMETER_PROPERTIES)) {
    const spec = parameterSpec(path);
    Object.defineProperty(holders.prototype, property, {
      configurable: true,
      enumerable: true,
      get(this: Holder) {
        return parameterValue(this.params, path);
      },
      set(this: Holder, value: unknown) {
        assign(this, property, path, value, refuse);
      },
    });
    const type = spec.kind === 'flag' ? Boolean : typeof spec.default === 'string' ? String : Number;
    holders.createProperty(property, { type, attribute: spec.attribute, reflect: true, useDefault: true });
  }
}

/** `value` comes from markup and scripts: it may be anything. A removed attribute gives null: the default. */
function assign<Holder extends ParameterHolder>(
  holder: Holder,
  property: string,
  path: ParameterPath,
  value: unknown,
  refuse: Refusal<Holder>,
): void {
  const problem = value === null || value === undefined ? null : parameterProblem(path, value);
  if (problem !== null) refuse(holder, property, value, problem);
  const given = value !== null && value !== undefined && problem === null;
  const accepted = given ? (value as ParameterValue) : parameterValue(DEFAULT_PARAMS, path);
  holder.params = withParameter(holder.params, path, accepted);
}
