import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import JSZip from 'jszip';
import { afterEach, describe, expect, it } from 'vitest';
import { createZip } from '../../../../src/export/zip/create-zip.ts';
import { releaseExporters } from '../../../../src/export/encode/export-client.ts';
import { parseManifest } from '../../../../src/export/manifest/manifest-reader.ts';
import { manifestOf, type Manifest, type ManifestImageInput } from '../../../../src/export/manifest/manifest.ts';
import type { ParameterSpec, ParameterSpecs } from '../../../../src/operators/parameter-spec.ts';
import { DEFAULT_PARAMS, PARAMETERS } from '../../../../src/pipeline/params.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import { flat } from '../rasters.ts';

type Schema = { [key: string]: Schema } & { properties?: Record<string, Schema> };

const schemaFile = new URL('../../../../docs/schema/manifest.schema.json', import.meta.url);
const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as Schema;

/** As the schema, but every field has to be documented. */
function closed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(closed);
  const entries = Object.entries(value).map(([key, inner]) => [key, closed(inner)]);
  return Object.fromEntries('properties' in value ? [...entries, ['additionalProperties', false]] : entries);
}

const ajv = new Ajv2020({ strict: true, allowUnionTypes: false, allErrors: true });
const validate = ajv.compile(schema);
const validateClosed = new Ajv2020({ strict: true, allErrors: true }).compile(closed(schema) as object);

const image: ManifestImageInput = {
  name: 'hand ö.jpg',
  source: { format: 'jpeg', bitDepth: 8, colorType: 'rgb', fidelity: 'noisy', sha256: 'ab'.repeat(32), bytes: 1234 },
  width: 4,
  height: 3,
  engine: 'webgl2',
  parameters: DEFAULT_PARAMS,
  files: Object.fromEntries(STAGE_IDS.map((stage) => [stage, `hand_${stage}.png`])),
};

async function writtenManifest(...images: ManifestImageInput[]): Promise<string> {
  const entries = [...STAGE_IDS.map((stage) => `hand_${stage}.png`), 'beside.png'];
  const zip = await createZip(
    entries.map((name) => ({ name, image: flat(4, 3) })),
    { manifest: { images } },
  );
  const archive = await JSZip.loadAsync(await zip.arrayBuffer());
  return archive.files['manifest.json'].async('string');
}

afterEach(() => releaseExporters());

describe('docs/schema/manifest.schema.json', () => {
  it('describes what a shard of the command line writes', async () => {
    const failed = [{ position: 3, name: 'a.png', code: 'file-empty' }];
    const shard = { index: 1, count: 3, films: 5, positions: [0], failed };
    const { images } = JSON.parse(await writtenManifest(image)) as Manifest;
    const manifest: unknown = JSON.parse(new TextDecoder().decode(await manifestOf(images, { shard })));
    expect(validate(manifest), JSON.stringify(validate.errors)).toBe(true);
    expect(validateClosed(manifest), JSON.stringify(validateClosed.errors)).toBe(true);
  });

  it('describes all of what is written', async () => {
    const bare: ManifestImageInput = { ...image, source: undefined, engine: undefined };
    for (const images of [[image], [], [bare], [{ ...bare, source: { bitDepth: 16 } }]]) {
      const manifest: unknown = JSON.parse(await writtenManifest(...images));
      expect(validate(manifest), JSON.stringify(validate.errors)).toBe(true);
      expect(validateClosed(manifest), JSON.stringify(validateClosed.errors)).toBe(true);
    }
  });

  it('describes what is read again', async () => {
    const { images, parameterSets } = parseManifest(await writtenManifest(image));
    expect(images).toEqual([{ name: image.name, sha256: 'ab'.repeat(32), parameters: DEFAULT_PARAMS }]);
    expect(parameterSets).toEqual([DEFAULT_PARAMS]);
  });

  it('passes on nothing that a source does not have', async () => {
    const source = { ...image.source, path: '/home/jane/doe.jpg' };
    expect(await writtenManifest({ ...image, source })).not.toContain('jane');
  });

  it.each<[string, (manifest: Record<string, unknown>) => void]>([
    ['another version', (manifest) => (manifest.schemaVersion = 2)],
    ['no images', (manifest) => delete manifest.images],
    ['another engine', (manifest) => (first(manifest).engine = 'gpu')],
    ['a digest of another length', (manifest) => (first(manifest).source = { sha256: 'ab' })],
    ['a stage that is none', (manifest) => (first(manifest).files = { sharp: {} })],
    ['a path', (manifest) => (manifest.otherFiles = [{ file: '../x.png', sha256: 'ab'.repeat(32) }])],
    ['no parameters', (manifest) => delete first(manifest).parameters],
  ])('refuses %s', async (_, change) => {
    const manifest = JSON.parse(await writtenManifest(image)) as Record<string, unknown>;
    change(manifest);
    expect(validate(manifest)).toBe(false);
  });

  it('has the ranges of every parameter, and every stage', () => {
    const groups = schema.$defs.parameters;
    const required = Object.entries<ParameterSpecs>(PARAMETERS).filter(([, specs]) => always(specs).length > 0);
    expect(groups.required).toEqual(required.map(([group]) => group));
    for (const [group, specs] of Object.entries<ParameterSpecs>(PARAMETERS)) {
      const { required, properties = {} } = (groups.properties ?? {})[group];
      expect(required).toEqual(always(specs));
      for (const [name, spec] of Object.entries(specs)) expect(properties[name], name).toMatchObject(allowedBy(spec));
    }
    expect(schema.$defs.image.properties?.files.propertyNames.enum).toEqual([...STAGE_IDS, 'stored']);
  });
});

/** Those that manifests have had from the beginning. */
function always(specs: ParameterSpecs): string[] {
  return Object.keys(specs).filter((name) => !specs[name].optional);
}

/** What JSON Schema says of the values that a parameter may have. */
function allowedBy(spec: ParameterSpec): object {
  if (spec.kind === 'flag') return { type: 'boolean' };
  if (spec.kind === 'choice') return { enum: spec.values };
  const { min, max, grid } = spec;
  if (grid === 1) return { type: 'integer', minimum: min, maximum: max };
  if (grid > 0) return { enum: Array.from({ length: (max - min) / grid + 1 }, (_, i) => min + i * grid) };
  return { type: 'number', minimum: min, ...(max === Number.MAX_VALUE ? {} : { maximum: max }) };
}

function first(manifest: Record<string, unknown>): Record<string, unknown> {
  return (manifest.images as Record<string, unknown>[])[0];
}
