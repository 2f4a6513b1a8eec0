import { readFileSync } from 'node:fs';
import { alternatives } from '../base/alternatives.ts';
import { jsonText } from '../base/json-text.ts';
import { XrayError } from '../base/xray-error.ts';
import { parseManifest } from '../export/manifest/manifest-reader.ts';
import { applies, type ParameterSpec, type ParameterSpecs, type ParameterValue } from '../operators/parameter-spec.ts';
import { PARAMETERS, resolveParams, type DeepPartial, type PipelineParams } from '../pipeline/params.ts';
import { UsageError } from './arguments.ts';
import { unreadable } from './film/disk-file.ts';

const GROUPS: Readonly<Record<string, ParameterSpecs>> = PARAMETERS;

/** As `onlyWith`, of those that the page does without: it sets the window's source together with them. */
const ONLY_WITH: Readonly<Record<string, ParameterSpec['onlyWith']>> = {
  'window.preset': { parameter: 'source', values: ['preset'] },
  'window.center': { parameter: 'source', values: ['manual'] },
  'window.width': { parameter: 'source', values: ['manual'] },
};

/** The parameters that come of `given`, files and single values, each laid over those before. @throws UsageError */
export function paramsGiven(given: readonly string[]): PipelineParams {
  try {
    // Together: of two values that depend on each other neither need be allowed without the other.
    const changes = given.map(changesIn).reduce(laidOver, {});
    const params = resolveParams(changes);
    for (const text of given) assertEffect(text, changes, params);
    return params;
  } catch (error) {
    if (error instanceof XrayError) throw new UsageError(`--params: ${error.message}`);
    throw error;
  }
}

type Groups = Readonly<Record<string, unknown>>;

function laidOver(under: DeepPartial<PipelineParams>, over: DeepPartial<PipelineParams>): DeepPartial<PipelineParams> {
  const result: Record<string, unknown> = { ...under };
  for (const [group, values] of Object.entries(over as Groups)) {
    const before = result[group];
    const both = isRecord(before) && isRecord(values);
    result[group] = both ? { ...before, ...values } : values;
  }
  return result;
}

/** The group, the name and the value of a parameter that was typed; none of a file's name. */
function partsOf(text: string): string[] {
  return /^([\w-]+)\.([\w-]+)=(.*)$/s.exec(text)?.slice(1) ?? [];
}

/**
 * Whoever types a parameter means it to do something. A file may hold all that there are, as a manifest does.
 * @throws UsageError where it does nothing beside the others
 */
function assertEffect(text: string, changes: DeepPartial<PipelineParams>, params: PipelineParams): void {
  const [group, name] = partsOf(text);
  if (group === undefined) return;
  const spec = GROUPS[group][name];
  const onlyWith = ONLY_WITH[`${group}.${name}`] ?? spec.onlyWith;
  const values = (params as Groups)[group] as Record<string, ParameterValue>;
  if (!onlyWith || applies({ ...spec, onlyWith }, values)) return;
  const { parameter } = onlyWith;
  const needed = alternatives(
    onlyWith.values.map((value) => `${group}.${parameter}=${value}`),
    'or',
  );
  const isGiven = ((changes as Groups)[group] as Record<string, unknown>)[parameter] !== undefined;
  const why = isGiven
    ? `with ${group}.${parameter}=${values[parameter]}: ${needed} is needed.`
    : `without ${needed}: add it.`;
  throw new UsageError(`--params: ${group}.${name} has no effect ${why}`);
}

function changesIn(text: string): DeepPartial<PipelineParams> {
  const [group, name, value] = partsOf(text);
  return group === undefined ? changesInFile(text) : single(group, name, value);
}

function single(group: string, name: string, text: string): DeepPartial<PipelineParams> {
  const specs = Object.prototype.hasOwnProperty.call(GROUPS, group) ? GROUPS[group] : null;
  if (!specs)
    throw new UsageError(`--params: there is no group "${group}"; known are ${Object.keys(GROUPS).join(', ')}.`);
  const spec = Object.prototype.hasOwnProperty.call(specs, name) ? specs[name] : null;
  // The one that looks at values says what there is instead.
  const value = spec ? valueOf(spec, text.trim(), `${group}.${name}`) : text;
  return { [group]: { [name]: value } };
}

function valueOf(spec: ParameterSpec, text: string, path: string): ParameterValue {
  if (spec.kind === 'flag') {
    if (text === 'true' || text === 'false') return text === 'true';
    throw new UsageError(`--params: ${path} is "${text}": true or false is needed.`);
  }
  if (spec.kind === 'choice') {
    const value = spec.values.find((choice) => String(choice) === text);
    if (value !== undefined) return value;
    throw new UsageError(`--params: ${path} is "${text}": ${alternatives(spec.values.map(String), 'or')} is needed.`);
  }
  if (text !== '' && Number.isFinite(Number(text))) return Number(text);
  throw new UsageError(`--params: ${path} is "${text}": a number is needed.`);
}

/** A manifest whose images have the same parameters, or parameters by group, not all of which need be there. */
function changesInFile(path: string): DeepPartial<PipelineParams> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new UsageError(`--params: ${unreadable(path, error).message}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`--params: ${path}: the file is no JSON.`);
  }
  if (!isRecord(value)) throw new UsageError(`--params: ${path}: an object is needed, as { "blur": { "sigma": 2 } }.`);
  if (!('schemaVersion' in value)) return knownGroups(value, path);
  const { parameterSets } = parseManifest(text, path);
  if (parameterSets.length > 1) {
    const [first, second] = parameterSets.map((set) => jsonText(set).replace(/\s+/g, ' '));
    throw new UsageError(`--params: ${path}: its images have different parameters, as ${first} and ${second}.`);
  }
  return parameterSets[0];
}

/** A group that is misspelt would have no effect. */
function knownGroups(value: Record<string, unknown>, path: string): DeepPartial<PipelineParams> {
  const unknown = Object.keys(value).find((group) => !Object.keys(GROUPS).includes(group));
  if (unknown === undefined) return value;
  throw new UsageError(
    `--params: ${path}: there is no group "${unknown}"; known are ${Object.keys(GROUPS).join(', ')}.`,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
