// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { elementIn } from './host-types.mjs';

/**
 * `npm run docs`: docs/api.md, from custom-elements.json and the declarations that `npm run build` wrote. A test fails
 * when the file is not what this makes.
 */
const FILE = 'docs/api.md';

/**
 * @param {string} root the repository's folder; it is built
 * @returns {string} what docs/api.md should hold
 */
export function apiDocs(root) {
  const element = elementIn(JSON.parse(readFileSync(join(root, 'dist', 'custom-elements.json'), 'utf8')));
  return [
    '# API',
    'Made by `npm run docs` from custom-elements.json and the declarations; not to be edited.',
    '- [`<xray-lab>`](#xray-lab): attributes, properties, methods, events, slots, parts, custom properties',
    '- [`xray-lab/core`](#core): functions and values without the element; `xray-lab` exports them too',
    '- [Types](#types)',
    elementDocs(element),
    exportsDocs(root),
    '',
  ].join('\n\n');
}

/** @param {Record<string, any>} element */
function elementDocs({ description, attributes, members, events, slots, cssParts, cssProperties }) {
  /** @param {any} member */
  const open = ({ name, privacy, static: isStatic }) =>
    privacy !== 'private' && privacy !== 'protected' && !isStatic && !/^_|^form[A-Z]/.test(name);
  const shown = members.filter(open);
  const more = shown.filter((/** @type {any} */ m) => m.kind === 'field' && !m.attribute && m.name !== 'words');
  return [
    '## `<xray-lab>` <a id="xray-lab"></a>',
    description,
    '### Attributes and the properties they reflect',
    table(['attribute', 'property', 'type', ''], attributes, (it) => [
      code(it.name),
      code(it.fieldName),
      code(it.type.text),
      it.description,
    ]),
    '### Further properties',
    table(['property', 'type', ''], more, (it) => [
      code(it.name),
      code(it.type?.text ?? ''),
      `${it.readonly ? 'Read-only. ' : ''}${it.description ?? ''}`,
    ]),
    '### Methods',
    table(
      ['method', ''],
      shown.filter((/** @type {any} */ it) => it.kind === 'method' && it.description),
      (it) => [code(signature(it)), it.description],
    ),
    '### Events',
    'All bubble and cross shadow boundaries. `XrayLabEventDetails` below has the types of their `detail`.',
    table(['event', ''], events, (it) => [code(it.name), it.description]),
    '### Slots',
    table(['slot', ''], slots, (it) => [code(it.name), it.description]),
    '### Parts, for `xray-lab::part(…)`',
    table(['part', ''], cssParts, (it) => [code(it.name), it.description]),
    '### Custom properties',
    table(['property', ''], cssProperties, (it) => [code(it.name), it.description]),
  ].join('\n\n');
}

/** @param {any} method */
function signature({ name, parameters = [], return: returned }) {
  const inside = parameters.map((/** @type {any} */ it) => `${it.name}: ${it.type?.text ?? 'unknown'}`).join(', ');
  return `${name}(${inside})${returned ? `: ${returned.type.text}` : ''}`;
}

/** @param {string} root */
function exportsDocs(root) {
  const file = join(root, 'dist', 'index.d.ts');
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2020,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    skipLibCheck: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error('dist/index.d.ts exports nothing.');
  const exported = checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter(({ name }) => name !== 'XrayLab')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const isValue = (/** @type {ts.Symbol} */ { flags }) => (flags & ts.SymbolFlags.Value) !== 0;
  const entry = (/** @type {ts.Symbol} */ symbol) => exportDocs(symbol, checker);
  return [
    '## Core <a id="core"></a>',
    ...exported.filter(isValue).map(entry),
    '## Types <a id="types"></a>',
    ...exported.filter((symbol) => !isValue(symbol)).map(entry),
  ].join('\n\n');
}

/** @param {ts.Symbol} symbol @param {ts.TypeChecker} checker */
function exportDocs(symbol, checker) {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const tags = symbol.getJsDocTags(checker).map(({ name, text: parts }) => {
    const said = ts.displayPartsToString(parts);
    return name === 'param' ? `- \`${said.replace(/\s/, '` ')}` : `- *${name}*: ${said}`;
  });
  const declarations = (symbol.declarations ?? []).map((node) => idsText(node, checker) ?? declarationText(node));
  return [`### ${symbol.name}`, text, tags.join('\n'), `\`\`\`ts\n${declarations.join('\n')}\n\`\`\``]
    .filter((part) => part !== '')
    .join('\n\n');
}

/**
 * Ids that are derived from the standard graph, as what they come to; null for any other declaration.
 * @param {ts.Declaration} node @param {ts.TypeChecker} checker
 */
function idsText(node, checker) {
  if (!ts.isTypeAliasDeclaration(node) || !/<StandardGraph>$/.test(node.type.getText())) return null;
  const type = checker.getTypeAtLocation(node);
  if (!type.isUnion()) return null;
  const ids = type.types.map((each) => `'${each.isStringLiteral() ? each.value : checker.typeToString(each)}'`);
  return `type ${node.name.text} = ${ids.join(' | ')};`;
}

/** @param {ts.Declaration} node */
function declarationText(node) {
  const whole = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  return whole
    .getText()
    .replace(/^export /, '')
    .replace(/^declare /, '')
    .split('\n')
    .filter((line) => !/^\s*(private|#private)\b/.test(line))
    .join('\n');
}

/**
 * @param {string[]} head
 * @param {any[]} rows
 * @param {(row: any) => string[]} cells
 */
function table(head, rows, cells) {
  const line = (/** @type {string[]} */ texts) =>
    `| ${texts
      .map((text) =>
        String(text ?? '')
          .replace(/\s+/g, ' ')
          .replace(/\|/g, '\\|'),
      )
      .join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map((row) => line(cells(row)))].join('\n');
}

/** @param {string} text */
function code(text) {
  return `\`${text}\``;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  writeFileSync(join(root, FILE), apiDocs(root));
  console.log(`${FILE} is up to date.`);
}
