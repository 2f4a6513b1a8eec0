// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODECS } from './codecs.mjs';

const TARGET = 'src/decode/dicom/codecs/codec-modules.generated.ts';

/** What src/decode/dicom/codecs/wasm-codec.ts needs of a module's exports, and what its makers call it. */
const EXPORTS = { memory: 'wasmMemory', table: 'wasmTable', start: '___wasm_call_ctors' };

/**
 * What imports and exports of the codecs' modules are called: their build makes names of a letter or two of them, and only the script that comes with each
 * module says which is which. Nothing else is taken from those scripts. Does nothing where the file is up to date.
 * @param {string} root the repository's folder; its dependencies are installed
 */
export function buildCodecs(root) {
  const modules = Object.entries(CODECS).map(([name, { script }]) => [
    name,
    namesIn(readFileSync(join(root, script), 'utf8')),
  ]);
  const content = `export const CODEC_MODULES = ${JSON.stringify(Object.fromEntries(modules), null, 2)} as const;\n`;
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const firstLine = `// Made by scripts/build-codecs.mjs, ${hash}. Not to be edited.`;
  const target = join(root, TARGET);
  if (readIfThere(target).startsWith(firstLine)) return;
  console.log('Building: names of codecs');
  // In one step, because others may be reading or making it too.
  const unfinished = `${target}.${process.pid}`;
  writeFileSync(unfinished, `${firstLine}\n\n/** What the modules' imports and exports are called. */\n${content}`);
  renameSync(unfinished, target);
}

/** @param {string} script */
function namesIn(script) {
  const [, list] = /\bwasmImports=\{([^}]*)\}/.exec(script) ?? [];
  if (!list) throw new Error('A codec’s script does not list its imports.');
  const imports = Object.fromEntries(
    list
      .split(',')
      .map((pair) => pair.split(':'))
      .map(([key, name]) => [key, name.replace(/^_+/, '')]),
  );
  const names = Object.entries(EXPORTS).map(([ours, theirs]) => {
    const [, key] = new RegExp(`\\b${theirs}=wasmExports\\["(\\w+)"\\]`).exec(script) ?? [];
    const [, later] = new RegExp(`\\(${theirs}=wasmExports\\["(\\w+)"\\]\\)`).exec(script) ?? [];
    const name = key ?? later;
    if (!name) throw new Error(`A codec’s script does not say what ${theirs} is.`);
    return [ours, name];
  });
  return { ...Object.fromEntries(names), imports };
}

/** @param {string} file @returns {string} empty when there is no such file */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
