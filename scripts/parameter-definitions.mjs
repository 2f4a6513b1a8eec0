// @ts-check
import { join } from 'node:path';
import ts from 'typescript';

/**
 * What src/operators and src/pipeline/standard-graph.ts define, with the comments on the parameters, for what is written
 * from them: read from the types, which hold every literal, so that nothing has to be built first.
 *
 * @typedef {{
 *   group: string; name: string; property: string; attribute: string; kind: 'number' | 'choice' | 'flag';
 *   description: string; optional: boolean; min?: number; max?: number; grid?: number; values?: (number | string)[];
 * }} Parameter `max` is missing where any larger number is allowed
 * @typedef {{ stage: string; operator: string; inputs: string[]; group: string; parameters: Parameter[] }} Group
 */

/**
 * @param {string} root the repository's folder
 * @returns {{ stages: string[]; groups: Group[] }} in the order of their definition
 */
export function parameterDefinitions(root) {
  const file = join(root, 'src', 'pipeline', 'standard-graph.ts');
  const program = ts.createProgram([file], {
    strict: true,
    target: ts.ScriptTarget.ES2020,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    noEmit: true,
    types: [],
  });
  const source = program.getSourceFile(file);
  const checker = program.getTypeChecker();
  const module = source && checker.getSymbolAtLocation(source);
  const graph = module && checker.getExportsOfModule(module).find(({ name }) => name === 'STANDARD');
  if (!source || !graph) throw new Error(`${file} has no STANDARD.`);

  const typeOf = (/** @type {ts.Symbol} */ symbol) => checker.getTypeOfSymbolAtLocation(symbol, source);
  const under = (/** @type {ts.Type} */ type, /** @type {string} */ name) => {
    const symbol = checker.getPropertyOfType(type, name);
    return symbol && typeOf(symbol);
  };
  const literals = (/** @type {ts.Type | undefined} */ type) =>
    type ? checker.getTypeArguments(/** @type {ts.TypeReference} */ (type)).map(literal) : [];

  /** @param {string} group @param {ts.Symbol} symbol @returns {Parameter} */
  const parameter = (group, symbol) => {
    const spec = typeOf(symbol);
    const value = (/** @type {string} */ name) => literal(under(spec, name));
    const attribute = String(value('attribute'));
    const description = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s+/g, ' ');
    if (description === '') throw new Error(`${group}.${symbol.name}: it has no comment that says what it is.`);
    return {
      group,
      name: symbol.name,
      property: attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase()),
      attribute,
      kind: /** @type {Parameter['kind']} */ (value('kind')),
      description,
      optional: under(spec, 'optional') !== undefined,
      .../** @type {{ min?: number; max?: number; grid?: number }} */ (
        Object.fromEntries(['min', 'max', 'grid'].map((name) => [name, value(name)]))
      ),
      values: /** @type {(number | string)[]} */ (literals(under(spec, 'values'))),
    };
  };

  const nodes = under(typeOf(graph), 'nodes')?.getProperties() ?? [];
  const groups = nodes.flatMap((symbol) => {
    const node = typeOf(symbol);
    const operator = under(node, 'operator') ?? under(node, 'shownBy');
    const group = literal(under(node, 'params'));
    const specs = operator && under(operator, 'params');
    if (!specs || typeof group !== 'string') return [];
    return [
      {
        stage: symbol.name,
        operator: String(literal(under(operator, 'id'))),
        inputs: literals(under(node, 'inputs')).map(String),
        group,
        parameters: specs.getProperties().map((each) => parameter(group, each)),
      },
    ];
  });
  return { stages: nodes.map(({ name }) => name), groups };
}

/** The value of a type of one value; undefined for any other. @param {ts.Type | undefined} type */
function literal(type) {
  return type?.isStringLiteral() || type?.isNumberLiteral() ? type.value : undefined;
}
