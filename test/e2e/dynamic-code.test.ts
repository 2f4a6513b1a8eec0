import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { ROOT } from './support/site.ts';

/** Ways to run text as a program, as the names of what is called. */
const EVALUATORS = new Set(['eval', 'Function', 'execScript', 'importScripts']);
/** These take text, too. */
const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate']);

/** What in `script` makes a program of text, each with its line. */
function dynamicCode(script: string): string[] {
  const source = ts.createSourceFile('script.js', script, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && runsText(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`line ${line + 1}: ${node.getText().slice(0, 80)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function runsText({ expression, arguments: [first] = ts.factory.createNodeArray() }: Call): boolean {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return !isLiteral(first);
  const name = nameOf(expression);
  return name !== null && (EVALUATORS.has(name) || (TIMERS.has(name) && isLiteral(first)));
}

type Call = ts.CallExpression | ts.NewExpression;

/** `name`, `window.name` or `(0, name)`; null for anything else. */
function nameOf(expression: ts.Expression): string | null {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression)) {
    return ts.isIdentifier(expression.expression) && /^(window|self|globalThis)$/.test(expression.expression.text)
      ? expression.name.text
      : null;
  }
  if (ts.isParenthesizedExpression(expression)) return nameOf(expression.expression);
  return ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.CommaToken
    ? nameOf(expression.right)
    : null;
}

function isLiteral(expression: ts.Expression | undefined): boolean {
  return expression !== undefined && ts.isStringLiteralLike(expression);
}

it('is found where there is some', () => {
  const script = `
    eval('1'); (0, eval)('1'); new Function('return 1'); window.Function('1'); setTimeout('alert()', 1); import(name);
    setTimeout(() => 1, 1); import('./known.js'); object.eval('1'); const Function = 1;`;
  expect(dynamicCode(script).map((line) => line.replace(/^line \d+: /, ''))).toEqual([
    "eval('1')",
    "(0, eval)('1')",
    "new Function('return 1')",
    "window.Function('1')",
    "setTimeout('alert()', 1)",
    'import(name)',
  ]);
});

it('is in nothing that is shipped', () => {
  const dist = join(ROOT, 'dist');
  const scripts = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => /\.m?js$/.test(name));
  expect(scripts).toContain(join('cdn', 'xray-lab.js'));
  const found = scripts.flatMap((name) =>
    dynamicCode(readFileSync(join(dist, name), 'utf8')).map((line) => `${name}, ${line}`),
  );
  expect(found).toEqual([]);
});
