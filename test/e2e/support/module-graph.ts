import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'acorn';
import { simple } from 'acorn-walk';

/** What loading a module brings along. */
export interface ModuleGraph {
  readonly files: readonly string[];
  /** Names of packages that are imported. */
  readonly packages: readonly string[];
  /** Files and packages that are loaded when they are wanted. */
  readonly lazy: readonly string[];
}

/** Follows the imports of `entry`; what only `import()` leads to is not part of the graph. */
export function moduleGraph(entry: string): ModuleGraph {
  const files = new Set<string>();
  const packages = new Set<string>();
  const lazy = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const follow = (source: unknown): void => {
      const specifier = specifierOf(source);
      if (specifier.startsWith('.')) visit(resolve(dirname(file), specifier));
      else packages.add(specifier);
    };
    simple(parse(readFileSync(file, 'utf8'), { ecmaVersion: 'latest', sourceType: 'module' }), {
      ImportDeclaration: ({ source }) => follow(source),
      ExportNamedDeclaration: ({ source }) => source && follow(source),
      ExportAllDeclaration: ({ source }) => follow(source),
      ImportExpression: ({ source }) => lazy.add(specifierOf(source)),
    });
  };
  visit(entry);
  return { files: [...files], packages: [...packages], lazy: [...lazy] };
}

function specifierOf(source: unknown): string {
  const value = (source as { value?: unknown }).value;
  if (typeof value !== 'string') throw new Error('An import has no fixed address.');
  return value;
}
