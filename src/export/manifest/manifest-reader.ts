import { wrongArgument } from '../../base/kinds.ts';
import { jsonText } from '../../base/json-text.ts';
import { XrayError } from '../../base/xray-error.ts';
import { jsonSteps } from './json-steps.ts';
import type { ChoiceValue, ParameterSpec, ParameterSpecs } from '../../operators/parameter-spec.ts';
import { Pacer } from '../../worker/pacer.ts';
import { PARAMETERS, type PipelineParams } from '../../pipeline/params.ts';

/** The parameters of an image, each of the right type; whether a number is in range is not looked at. */
export type ManifestParameters = PipelineParams;

export interface ReadManifestImage {
  readonly name: string;
  /** Of the source file, where the manifest tells it. */
  readonly sha256?: string;
  /** Which frame of a file of several it is, from 0. */
  readonly frame?: number;
  readonly parameters: ManifestParameters;
}

/** What can be taken over from a manifest. */
export interface ReadManifest {
  readonly images: readonly ReadManifestImage[];
  /** The parameters of the images, each set once, in the order in which they appear; at least one. */
  readonly parameterSets: readonly ManifestParameters[];
}

/** An image takes some 1.5 kB, so a manifest of thousands is well within it. */
const MOST_BYTES = 16 * 2 ** 20;

/**
 * As {@link parseManifest}, from a file, whose size is looked at before it is read; in slices, between which the page
 * answers.
 */
export async function readManifest(file: Blob): Promise<ReadManifest> {
  const name = (file as Partial<File>).name || 'manifest.json';
  if (file.size > MOST_BYTES) throw tooLarge(name);
  let text: string;
  try {
    text = await file.text();
  } catch (error) {
    throw notAManifest(name, 'the file could not be read.', error);
  }
  const pacer = new Pacer();
  const value = await pacer.inSteps(jsonSteps(withoutMark(text))).catch((error: unknown) => {
    throw error instanceof RangeError ? tooLarge(name) : noJson(name, error);
  });
  return pacer.inSteps(readSteps(value, name));
}

/**
 * The parameters in the text of a `manifest.json`. Fields that this version does not know are passed over.
 *
 * Throws an XrayError whose message begins with `fileName`: `decode-failed` when it is no manifest (no JSON, more than
 * 16 MiB, another schema version, no images), `invalid-params` when a parameter is missing or of another type.
 */
export function parseManifest(text: string, fileName = 'manifest.json'): ReadManifest {
  if (typeof text !== 'string') throw wrongArgument('parseManifest()', 'the text of a manifest', text);
  if (text.length > MOST_BYTES) throw tooLarge(fileName);
  let value: unknown;
  try {
    value = JSON.parse(withoutMark(text));
  } catch (error) {
    throw noJson(fileName, error);
  }
  const steps = readSteps(value, fileName);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Takes a manifest apart, an image a step. */
function* readSteps(value: unknown, fileName: string): Generator<undefined, ReadManifest> {
  const manifest = record(value);
  const version = own(manifest, 'schemaVersion');
  if (!manifest || version === undefined) throw notAManifest(fileName, 'the file is no manifest of xray-lab.');
  if (version !== 1) {
    throw notAManifest(fileName, 'the manifest was made by another version of xray-lab, which this one cannot read.');
  }
  const list = own(manifest, 'images');
  if (!Array.isArray(list) || list.length === 0) throw notAManifest(fileName, 'the manifest lists no images.');
  const images: ReadManifestImage[] = [];
  const sets = new Map<string, ManifestParameters>();
  for (const value of list as unknown[]) {
    const image = readImage(value, `${fileName}: image ${images.length + 1}`);
    images.push(image);
    sets.set(jsonText(image.parameters), image.parameters);
    yield;
  }
  return { images, parameterSets: [...sets.values()] };
}

/** JSON may begin with a mark of the order of bytes. */
function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function readImage(value: unknown, where: string): ReadManifestImage {
  const image = record(value);
  const name = own(image, 'name');
  if (typeof name !== 'string')
    throw new XrayError('decode-failed', `${where} has no name.`, { reason: 'not-a-manifest' });
  const source = record(own(image, 'source'));
  const sha256 = own(source, 'sha256');
  const frame = own(source, 'frame');
  return {
    name,
    ...(typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) ? { sha256 } : {}),
    ...(Number.isInteger(frame) && (frame as number) >= 0 ? { frame: frame as number } : {}),
    parameters: readParameters(record(own(image, 'parameters')), where),
  };
}

function readParameters(parameters: object | null, where: string): ManifestParameters {
  const groups = Object.entries<ParameterSpecs>(PARAMETERS).map(([group, specs]) => {
    const values = record(own(parameters, group));
    const read = Object.entries(specs).map(([name, spec]) => {
      const value = own(values, name) ?? (spec.optional && spec.default);
      if (isOfType(value, spec)) return [name, value];
      throw new XrayError('invalid-params', `${where}: ${group}.${name} must be ${kindOf(spec)}.`, {
        values: { subject: `${group}.${name}` },
      });
    });
    return [group, Object.fromEntries(read)];
  });
  return Object.fromEntries(groups) as ManifestParameters;
}

function isOfType(value: unknown, spec: ParameterSpec): boolean {
  switch (spec.kind) {
    case 'number':
      return Number.isFinite(value);
    case 'choice':
      return spec.values.includes(value as ChoiceValue);
    case 'flag':
      return typeof value === 'boolean';
  }
}

/** What a value must be, as the end of a sentence. */
function kindOf(spec: ParameterSpec): string {
  if (spec.kind === 'number') return 'a number';
  return spec.kind === 'flag' ? 'true or false' : spec.values.join(', ').replace(/, (?=[^,]*$)/, ' or ');
}

/** `value` where it is an object, and no array. */
function record(value: unknown): object | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}

/** A property of the object's own: what objects inherit (`constructor`, …) is none of a manifest's. */
function own(object: object | null, key: string): unknown {
  const found = object ? Object.getOwnPropertyDescriptor(object, key) : undefined;
  return found?.value as unknown;
}

function tooLarge(fileName: string): XrayError {
  return new XrayError('decode-failed', `${fileName}: the file is too large for a manifest.`, {
    reason: 'manifest-size',
    values: { file: fileName, limit: MOST_BYTES },
  });
}

function noJson(fileName: string, cause: unknown): XrayError {
  return notAManifest(fileName, 'the file is no JSON.', cause);
}

function notAManifest(fileName: string, reason: string, cause?: unknown): XrayError {
  return new XrayError('decode-failed', `${fileName}: ${reason}`, {
    cause,
    reason: 'not-a-manifest',
    values: { file: fileName },
  });
}
