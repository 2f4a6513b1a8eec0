/** How a parameter is checked, offered to a person and called in markup: all that the rest of the house derives from. */
export type ParameterSpec = NumberSpec | ChoiceSpec | FlagSpec;

interface NamedSpec {
  /** What people call it, in English. */
  readonly label: string;
  /** What it does, in a sentence. */
  readonly tip: string;
  /** The element's attribute; its property has the same name in camel case. */
  readonly attribute: string;
  /** Where it means something: another parameter of the operator, a choice, and values of that. Default: always. */
  readonly onlyWith?: { readonly parameter: string; readonly values: readonly ChoiceValue[] };
  /** Manifests from before there was this parameter leave it out, and mean its default. */
  readonly optional?: true;
}

/** What can be chosen among: numbers, or words in the way of names (`clahe`). */
export type ChoiceValue = number | string;

/** The part of a range that a slider covers, and its step: the rest is for the number field and the API. */
export interface Slider {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export interface NumberSpec extends NamedSpec {
  readonly kind: 'number';
  readonly default: number;
  /** Unit shown beside the value; empty when there is none. */
  readonly unit: string;
  /** Accepted range, both ends included. */
  readonly min: number;
  readonly max: number;
  /** A lower upper end where another parameter of the operator, a choice, has these values. */
  readonly mostBy?: { readonly parameter: string; readonly most: Readonly<Record<ChoiceValue, number>> };
  /** Accepted values are `min + n·grid`; 0 accepts any. */
  readonly grid: number;
  readonly slider: Slider;
  /** Sliders in its place where another parameter of the operator, a choice, has these values. */
  readonly sliderBy?: { readonly parameter: string; readonly sliders: Readonly<Record<ChoiceValue, Slider>> };
  /**
   * The parameter of the same operator that is the upper end of a range which begins here: both share one track, and
   * change places where they are set crossed.
   */
  readonly pairedWith?: string;
}

export interface ChoiceSpec<Value extends ChoiceValue = ChoiceValue> extends NamedSpec {
  readonly kind: 'choice';
  readonly default: Value;
  readonly values: readonly Value[];
  /** What people call each value, in English; numbers speak for themselves. */
  readonly names?: Readonly<Record<string, string>>;
}

/** Values that are words need names for people. */
type Named<Value> = [Value] extends [number] ? unknown : { readonly names: Readonly<Record<Value & string, string>> };

export interface FlagSpec extends NamedSpec {
  readonly kind: 'flag';
  readonly default: boolean;
}

/** An operator's parameters by name. */
export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>;

/** What a parameter's value may be. */
export type ValueOf<Spec> = Spec extends NumberSpec
  ? number
  : Spec extends ChoiceSpec<infer Value>
    ? Value
    : Spec extends FlagSpec
      ? boolean
      : never;

/** A parameter's values, whatever its kind. */
export type ParameterValue = ChoiceValue | boolean;

/** The values of an operator's parameters. */
export type ValuesOf<Specs> = { readonly [Name in keyof Specs]: ValueOf<Specs[Name]> };

export function number<const Spec extends Omit<NumberSpec, 'kind'>>(spec: Spec): Spec & { readonly kind: 'number' } {
  return { ...spec, kind: 'number' };
}

export function choice<const Spec extends Omit<ChoiceSpec, 'kind'>>(
  spec: Spec & { readonly default: Spec['values'][number] } & Named<Spec['values'][number]>,
): Spec & { readonly kind: 'choice'; readonly default: Spec['values'][number] } {
  return { ...spec, kind: 'choice' };
}

export function flag<const Spec extends Omit<FlagSpec, 'kind'>>(spec: Spec): Spec & { readonly kind: 'flag' } {
  return { ...spec, kind: 'flag' };
}

/** A number's range and slider while its operator's parameters have `values`. */
export function rangeWith(spec: NumberSpec, values: Readonly<Record<string, unknown>>): NumberSpec {
  const { sliderBy, mostBy } = spec;
  const slider = sliderBy?.sliders[values[sliderBy.parameter] as ChoiceValue] ?? spec.slider;
  const max = mostBy?.most[values[mostBy.parameter] as ChoiceValue] ?? spec.max;
  return { ...spec, max, slider: { ...slider, max: Math.min(slider.max, max) } };
}

/** Whether a parameter means something while its operator's parameters have `values`. */
export function applies({ onlyWith }: ParameterSpec, values: Readonly<Record<string, unknown>>): boolean {
  return !onlyWith || onlyWith.values.includes(values[onlyWith.parameter] as ChoiceValue);
}

/** Whether its values are words. */
export function isOfWords(spec: ParameterSpec): boolean {
  return typeof spec.default === 'string';
}

/** What a text in markup or in an address says; it may be no value that is allowed. */
export function valueOfText(text: string, spec: ParameterSpec): ParameterValue {
  if (spec.kind === 'flag') return text === 'true' || (text !== 'false' && text);
  return isOfWords(spec) ? text : Number(text);
}

/**
 * What is wrong with `value`, as the end of a sentence; null when it is allowed.
 * @param values of the operator's parameters, where they are known: some limit others
 */
export function problemWith(
  value: unknown,
  spec: ParameterSpec,
  values: Readonly<Record<string, unknown>> = {},
): string | null {
  switch (spec.kind) {
    case 'flag':
      return typeof value === 'boolean' ? null : 'it must be true or false';
    case 'choice':
      return spec.values.includes(value as ChoiceValue) ? null : `it must be one of ${spec.values.join(', ')}`;
    case 'number': {
      const { max } = rangeWith(spec, values);
      const range =
        max === Number.MAX_VALUE ? `a number of at least ${spec.min}` : `a number from ${spec.min} to ${max}`;
      const allowed = spec.grid === 0 ? range : `${spec.grid === 2 ? 'an odd' : 'a whole'} ${range.slice(2)}`;
      const inside =
        typeof value === 'number' &&
        value >= spec.min &&
        value <= max &&
        (spec.grid === 0 || Number.isInteger((value - spec.min) / spec.grid));
      return inside ? null : `it must be ${allowed}`;
    }
  }
}
