// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { LANGUAGES } from './languages.mjs';
import { parameterDefinitions } from './parameter-definitions.mjs';

/** @typedef {import('./parameter-definitions.mjs').Parameter} Parameter */

/** dist/index.js, core.js, element.js with their chunks and workers. @param {string} root */
export const buildLibrary = (root) => runVite(root, 'library');

/** dist/cdn/xray-lab.js: everything in one file. @param {string} root */
export const buildCdn = (root) => runVite(root, 'cdn');

/** dist/site: the standalone page. @param {string} root */
export const buildSite = (root) => runVite(root, 'site');

/** .test-results/bench: the page that measures. @param {string} root */
export const buildBench = (root) => runVite(root, 'bench');

/** dist/cli: the program for a shell. @param {string} root */
export const buildCli = (root) => runVite(root, 'cli');

/** @param {string} root @param {string} mode a key of CONFIGS in vite.config.ts */
async function runVite(root, mode) {
  console.log(`\nBuilding: ${mode}`);
  // Whatever the caller's is: it decides which of two builds of Lit and of Workbox is taken.
  process.env.NODE_ENV = 'production';
  await build({ root, mode, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
}

/**
 * Declarations in dist/types, and beside every entry a short file that leads there.
 * @param {string} root
 */
export function buildTypes(root) {
  console.log('\nBuilding: types');
  runTool(root, 'typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
  const types = join(root, 'dist', 'types');
  for (const file of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.d.ts')) rewriteTsExtensions(join(types, file));
  }
  documentParameters(root, join(types, 'pipeline'));
  for (const entry of ['index', 'core', 'element']) {
    writeFileSync(join(root, 'dist', `${entry}.d.ts`), `export * from './types/${entry}.js';\n`);
  }
  mkdirSync(join(root, 'dist', 'messages'), { recursive: true });
  for (const tag of LANGUAGES) {
    writeFileSync(join(root, 'dist', 'messages', `${tag}.d.ts`), `export * from '../types/messages/${tag}.js';\n`);
  }
  mkdirSync(join(root, 'dist', 'cdn'), { recursive: true });
  writeFileSync(join(root, 'dist', 'cdn', 'xray-lab.d.ts'), `export * from '../types/index.js';\n`);
}

/**
 * The parameters' types one by one, with their comments: of types that are computed editors show none.
 * @param {string} root @param {string} folder of the declarations in `pipeline`
 */
function documentParameters(root, folder) {
  const { groups } = parameterDefinitions(root);
  const properties = groups
    .flatMap(({ parameters }) => parameters)
    .flatMap((parameter) => [
      `    /** ${parameter.description} */`,
      `    ${parameter.property}: ${ofWords(parameter) ? 'string' : parameter.kind === 'flag' ? 'boolean' : 'number'};`,
    ]);
  writeAsInterface(join(folder, 'parameter-paths.d.ts'), 'ParameterProperties', properties);
  const params = groups.flatMap(({ group, parameters }) => [
    `    readonly ${group}: {`,
    ...parameters.flatMap((parameter) => [
      `        /** ${parameter.description} */`,
      `        readonly ${parameter.name}: ${valueType(parameter)};`,
    ]),
    '    };',
  ]);
  writeAsInterface(join(folder, 'params.d.ts'), 'PipelineParams', params);
}

/** Whether it is a choice among words. @param {Parameter} parameter */
function ofWords({ values }) {
  return typeof values?.[0] === 'string';
}

/** @param {Parameter} parameter */
function valueType({ kind, values = [] }) {
  if (kind !== 'choice') return kind === 'flag' ? 'boolean' : 'number';
  return values.map((value) => (typeof value === 'string' ? `'${value}'` : value)).join(' | ');
}

/** @param {string} file @param {string} name of a type in it @param {string[]} lines what the type holds */
function writeAsInterface(file, name, lines) {
  const text = readFileSync(file, 'utf8');
  const type = new RegExp(`export type ${name} = .*?;\\n(?=export |/\\*\\*)`, 's');
  const written = text.replace(type, () => `export interface ${name} {\n${lines.join('\n')}\n}\n`);
  if (written === text) throw new Error(`${file} has no type ${name}.`);
  writeFileSync(file, written);
}

/**
 * TypeScript leaves `./x.ts` as it is in declarations; consumers' compilers look for `./x.js` and its declaration.
 * @param {string} file
 */
function rewriteTsExtensions(file) {
  const text = readFileSync(file, 'utf8');
  const specifier = /((?:from|import)\s*\(?\s*)(['"])(\.{1,2}\/[^'"]*)\.ts\2/g;
  writeFileSync(file, text.replace(specifier, '$1$2$3.js$2'));
}

/** dist/custom-elements.json: the elements' documented API. @param {string} root */
export function buildElementsManifest(root) {
  console.log('\nBuilding: custom-elements.json');
  runTool(root, '@custom-elements-manifest/analyzer/cem.js', ['analyze', '--quiet']);
}

/** @param {string} root @param {string} script inside node_modules @param {string[]} args */
function runTool(root, script, args) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`${script} failed (exit code ${status}).`);
}
