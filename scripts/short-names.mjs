// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minify } from 'terser';
import ts from 'typescript';

/**
 * Shortens the names of private members in what a build gives, which must be one script: nobody else may know of them. Minifiers
 * leave them, as they cannot know that they are private.
 * @param {string} root the repository's folder
 * @returns {import('vite').Plugin}
 */
export function shortNames(root) {
  return {
    name: 'xray-lab:short-names',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, files) {
      for (const file of Object.values(files)) {
        if (file.type !== 'chunk') continue;
        const { code } = file;
        const names = namesOfPrivates(sourcesIn(join(root, 'src'))).filter((name) => !isQuoted(code, name));
        const result = await minify(code, {
          module: true,
          ecma: 2020,
          // Arrows where there is no `this`: nothing that is in the file is called by `new` there.
          compress: { ecma: 2020, passes: 2, unsafe_arrows: true },
          mangle: { properties: { regex: new RegExp(`^(?:${names.join('|')})$`), keep_quoted: true } },
          format: { ecma: 2020, comments: /^!/ },
        });
        file.code = withShortProperties(result.code ?? code);
      }
    },
  };
}

/**
 * `code` with short names for the custom properties that are the element's own, which begin with an underscore: what is used most often
 * has the shortest.
 * @param {string} code
 * @returns {string}
 */
export function withShortProperties(code) {
  /** @type {Map<string, number>} */
  const uses = new Map();
  const OWN = /--_[a-z][a-z-]*/g;
  for (const [name] of code.matchAll(OWN)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const byUse = [...uses.keys()].sort((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0) || (a < b ? -1 : 1));
  const short = new Map(byUse.map((name, at) => [name, `--_${(at + 10).toString(36)}`]));
  return code.replace(OWN, (name) => short.get(name) ?? name);
}

/** @param {string} folder @returns {string[]} texts of the sources */
function sourcesIn(folder) {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const ours = paths.filter(
    (path) => path.endsWith('.ts') && !path.includes('assembly') && !path.includes('generated'),
  );
  return ours.map((path) => readFileSync(join(folder, path), 'utf8'));
}

/**
 * Names that only private members have: nothing else in the sources is called so, neither another object's property nor a
 * string, by which it could be reached from outside.
 * @param {readonly string[]} sources
 * @returns {string[]}
 */
export function namesOfPrivates(sources) {
  /** @type {Set<string>} */
  const own = new Set();
  /** @type {Set<string>} */
  const others = new Set();
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isStringLiteralLike(node)) others.add(node.text);
    else if (ts.isPropertyAccessExpression(node)) {
      if (node.expression.kind !== ts.SyntaxKind.ThisKeyword) others.add(node.name.text);
    } else if (ts.isBindingElement(node)) {
      const { parent } = node.parent;
      const ofThis = ts.isVariableDeclaration(parent) && parent.initializer?.kind === ts.SyntaxKind.ThisKeyword;
      const key = node.propertyName ?? node.name;
      if (!ofThis && ts.isIdentifier(key)) others.add(key.text);
    } else if (isNamedMember(node) && ts.isIdentifier(node.name)) {
      (isPrivate(node) ? own : others).add(node.name.text);
    }
    ts.forEachChild(node, visit);
  };
  for (const source of sources) visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
  return [...own].filter((name) => !others.has(name)).sort();
}

/** @param {ts.Node} node */
function isPrivate(node) {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) === true;
}

/**
 * @param {ts.Node} node
 * @returns {node is ts.Node & { name: ts.PropertyName | ts.BindingName }}
 */
function isNamedMember(node) {
  return (
    ts.isPropertyDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isAccessor(node) ||
    ts.isPropertySignature(node) ||
    ts.isMethodSignature(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent))
  );
}

/** Whether a name stands in quotes, as what libraries reach by its name does. @param {string} code @param {string} name */
function isQuoted(code, name) {
  return ['"', "'", '`'].some((quote) => code.includes(quote + name + quote));
}
