// @ts-check
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/**
 * A file of src, with those that it imports, as a module for Node; of files that say what there is, and import no package.
 * @param {string} root the repository's folder
 * @param {string} path below it
 * @returns {Promise<Record<string, any>>}
 */
export function importSource(root, path) {
  return import(addressOf(join(root, path)));
}

/** As an address that can be imported. @param {string} file @returns {string} */
function addressOf(file) {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const inside = outputText.replace(
    /'(\.{1,2}\/[\w/.-]+\.ts)'/g,
    (_, other) => `'${addressOf(join(dirname(file), other))}'`,
  );
  return `data:text/javascript,${encodeURIComponent(inside).replace(/'/g, '%27')}`;
}
