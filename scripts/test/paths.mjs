// @ts-check
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';

/**
 * Which runner a file of tests belongs to, told by its folder.
 *
 * @typedef {object} Chosen
 * @property {string[]} node by vitest, in Node
 * @property {string[]} pages by the browser suite, in pages of a browser
 * @property {string[]} e2e by vitest, on what is built
 */

/** The first that fits. @type {readonly [prefix: string, kind: keyof Chosen][]} */
const KINDS = [
  ['test/unit/', 'node'],
  ['test/parity/cpu-plain.test.ts', 'node'],
  ['test/parity/', 'pages'],
  ['test/browser/', 'pages'],
  ['test/e2e/', 'e2e'],
];

const isTest = (/** @type {string} */ path) => path.endsWith('.test.ts');

/** Whether a word of the command line is meant as a path, not as the name of a step. @param {string} word */
export const looksLikePath = (word) => /[./\\]/.test(word);

/**
 * The tests at `paths`: files, or folders for all that is in them.
 * @param {readonly string[]} paths from the folder `from`
 * @param {string} root the repository's folder
 * @param {string} [from]
 * @returns {Chosen}
 * @throws when a path leads to no test; says what may have been meant
 */
export function testsAt(paths, root, from = process.cwd()) {
  /** @type {Chosen} */
  const chosen = { node: [], pages: [], e2e: [] };
  const files = paths.flatMap((path) => filesAt(path, root, from));
  for (const file of new Set(files)) {
    const kind = KINDS.find(([prefix]) => file.startsWith(prefix))?.[1];
    if (!kind) throw new Error(`${file} is in no folder that a runner looks into: ${folders()}.`);
    chosen[kind].push(file);
  }
  return chosen;
}

/** @param {string} path @param {string} root @param {string} from @returns {string[]} by their names in the repository */
function filesAt(path, root, from) {
  const full = [resolve(from, path), resolve(root, path)].find((each) => existsSync(each));
  if (!full) throw new Error(`There is no ${path}.${alike(path, root)}`);
  const name = relative(root, full).split(sep).join('/');
  if (statSync(full).isDirectory()) {
    const tests = allTests(root).filter((test) => `${test}/`.startsWith(`${name}/`));
    if (tests.length === 0)
      throw new Error(`There are no tests in ${name || 'that folder'}: they are in ${folders()}.`);
    return tests;
  }
  if (!isTest(name)) throw new Error(`${name} is no test: they are called *.test.ts.${alike(path, root)}`);
  return [name];
}

/** Tests whose names are like that of a path which is none. @param {string} path @param {string} root */
function alike(path, root) {
  const stem = (/** @type {string} */ name) => basename(name).replace(/\..*$/, '');
  const found = allTests(root).filter((test) => stem(test) === stem(path));
  return found.length > 0 ? ` Did you mean ${found.join(' or ')}?` : '';
}

/** @param {string} root */
function allTests(root) {
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((name) => `test/${name.split(sep).join('/')}`)
    .filter(isTest)
    .sort();
}

const folders = () => 'test/unit, test/parity, test/browser and test/e2e';
