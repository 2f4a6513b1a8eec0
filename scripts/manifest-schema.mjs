// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { parameterDefinitions } from './parameter-definitions.mjs';
import { importSource } from './source-module.mjs';

/**
 * Part of `npm run docs`: what docs/schema/manifest.schema.json says of formats, stages and parameters, from their definitions;
 * the rest of it is written by hand. A test fails when the file is not what this makes.
 */
const FILE = 'docs/schema/manifest.schema.json';

/** @typedef {import('./parameter-definitions.mjs').Parameter} Parameter */

/**
 * @param {string} root the repository's folder
 * @returns {Promise<string>} what the schema's file should hold
 */
export async function manifestSchema(root) {
  const file = join(root, FILE);
  const schema = JSON.parse(readFileSync(file, 'utf8'));
  const { stages, groups } = parameterDefinitions(root);
  const { image, parameters } = schema.$defs;
  image.properties.files.propertyNames.enum = [...stages, 'stored'];
  schema.$defs.source.properties.format.enum = await formatIds(root);
  parameters.required = groups.filter(isRequired).map(({ group }) => group);
  parameters.properties = Object.fromEntries(
    groups.map(({ group, operator, inputs, stage, parameters: all }) => [
      group,
      {
        description: `Of ${operator}, which makes ${stage} of ${inputs.join(' and ') || 'its samples'}.`,
        type: 'object',
        required: all.filter(({ optional }) => !optional).map(({ name }) => name),
        properties: Object.fromEntries(all.map((each) => [each.name, valueSchema(each)])),
      },
    ]),
  );
  return format(JSON.stringify(schema), { ...(await resolveConfig(file)), filepath: file });
}

/** The ids of the formats that are read. @param {string} root @returns {Promise<string[]>} */
async function formatIds(root) {
  const { FORMATS } = await importSource(root, 'src/decode/source/formats.ts');
  return Object.keys(FORMATS).sort();
}

/** Whether manifests have always had parameters of the group. @param {{ parameters: Parameter[] }} group */
function isRequired({ parameters }) {
  return parameters.some(({ optional }) => !optional);
}

/** @param {Parameter} parameter */
function valueSchema({ description, kind, min, max, grid, values }) {
  if (kind === 'flag') return { description, type: 'boolean' };
  if (kind === 'choice') return { description, enum: values };
  if (!grid) return { description, type: 'number', minimum: min, maximum: max };
  if (grid === 1) return { description, type: 'integer', minimum: min, maximum: max };
  if (min === undefined || max === undefined) throw new Error('Of a number on a grid both ends are needed.');
  return { description, enum: Array.from({ length: (max - min) / grid + 1 }, (_, step) => min + step * grid) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  writeFileSync(join(root, FILE), await manifestSchema(root));
  console.log(`${FILE} is up to date.`);
}
