import {
  PARAMETER_PROPERTIES,
  parameterOfText,
  parameterProblem,
  parameterSpec,
  parameterValue,
  withParameter,
  type ParameterProperties,
  type ParameterProperty,
  type ParameterValue,
} from '../pipeline/parameter-paths.ts';
import type { XrayLab } from '../components/lab/xray-lab.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../pipeline/params.ts';

/** Values of the element's properties for parameters. */
export type ParameterValues = Readonly<ParameterProperties>;

const PROPERTIES = Object.keys(PARAMETER_PROPERTIES) as ParameterProperty[];

/** How long nothing changes before the address does, in milliseconds: browsers refuse more than so many changes of it. */
const PAUSE = 250;

/** Nothing that this page writes comes near it. */
const MOST_CHARACTERS = 1000;

/** The parameters in a hash such as `#blur-size=7&canny-l2=true`; what is missing or not allowed is the default. */
export function parametersInHash(hash: string): ParameterValues {
  const given = new URLSearchParams(hash.length > MOST_CHARACTERS ? '' : hash.replace(/^#/, ''));
  const entries = PROPERTIES.map((property) => [property, valueOf(property, given.get(nameOf(property)))]);
  return Object.fromEntries(entries) as ParameterValues;
}

/** A hash with what differs from the defaults; empty when nothing does. */
export function hashOfParameters(values: ParameterValues): string {
  const differing = PROPERTIES.filter((property) => values[property] !== defaultOf(property));
  return differing.map((property) => `${nameOf(property)}=${String(values[property])}`).join('&');
}

/** What a parameter is called in the address: as the element's attribute. */
function nameOf(property: ParameterProperty): string {
  return parameterSpec(PARAMETER_PROPERTIES[property]).attribute;
}

function valueOf(property: ParameterProperty, text: string | null): ParameterValue {
  const initial = defaultOf(property);
  if (text === null || text.trim() === '') return initial;
  const value = parameterOfText(PARAMETER_PROPERTIES[property], text);
  return parameterProblem(PARAMETER_PROPERTIES[property], value) === null ? value : initial;
}

function defaultOf(property: ParameterProperty): ParameterValue {
  return parameterValue(DEFAULT_PARAMS, PARAMETER_PROPERTIES[property]);
}

function paramsOf(values: ParameterValues): PipelineParams {
  return PROPERTIES.reduce(
    (params, property) => withParameter(params, PARAMETER_PROPERTIES[property], values[property]),
    DEFAULT_PARAMS,
  );
}

/** Takes an element's parameters from the page's address, and keeps them in it, so that a setting can be shared. */
export function keepParametersInAddress(lab: XrayLab): void {
  Object.assign(lab, parametersInHash(location.hash));
  addEventListener('hashchange', () => lab.changeParameters(paramsOf(parametersInHash(location.hash))));
  let pause: ReturnType<typeof setTimeout> | null = null;
  const write = (): void => {
    if (pause === null) return;
    clearTimeout(pause);
    pause = null;
    const hash = hashOfParameters(lab);
    history.replaceState(history.state, '', hash ? `#${hash}` : location.pathname + location.search);
  };
  lab.addEventListener('xray-change', () => {
    if (pause !== null) clearTimeout(pause);
    pause = setTimeout(write, PAUSE);
  });
  // The page may not come back from there.
  addEventListener('pagehide', write);
  document.addEventListener('visibilitychange', write);
}
