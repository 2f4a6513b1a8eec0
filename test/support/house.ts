import { dirname, posix } from 'node:path';
import ts from 'typescript';

/**
 * The rooms of src/: each is a folder, or a file that stands for itself. A room may import from those behind its name,
 * and from itself. docs/architecture.md says what each is for, and a test holds the two tables together.
 */
export type Rooms = Readonly<Record<string, readonly string[]>>;

/** Source texts by their path inside src/. */
export type Sources = ReadonlyMap<string, string>;

/** What a file imports: paths inside src/, and names of npm packages. */
export interface Imports {
  readonly files: readonly string[];
  /** Those of `files` that are only loaded when they are wanted. */
  readonly later: readonly string[];
  readonly packages: readonly string[];
}

/** A module that is started or loaded by its address: a worker's. */
const ADDRESS = /new URL\(\s*'([^']+\.ts)'\s*,\s*import\.meta\.url/g;

/** Every import of a file, of types and dynamic ones too. */
export function importsOf(path: string, text: string): Imports {
  const found = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const addresses = [...text.matchAll(ADDRESS)].map(([, address]) => address);
  const static_ = new Set(staticImports(text));
  const inside = (specifier: string): string => posix.join(dirname(path), specifier);
  const own = [...found, ...addresses].filter((specifier) => specifier.startsWith('.'));
  return {
    files: [...new Set(own.map(inside))],
    later: [...new Set(own.filter((specifier) => !static_.has(specifier)).map(inside))],
    packages: [...new Set(found.filter((specifier) => !specifier.startsWith('.')).map(packageOf))],
  };
}

function staticImports(text: string): string[] {
  const { statements } = ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    return moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? [moduleSpecifier.text] : [];
  });
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The room a file is in: itself where the table names it, else the folder that it lies in. */
export function roomOf(path: string, rooms: Rooms): string {
  return path in rooms ? path : posix.dirname(path);
}

export interface HouseRules {
  readonly rooms: Rooms;
  /** Rooms that may only be loaded when they are wanted, with the one that does so. */
  readonly later: Rooms;
  /** Which room and those inside it may know a package. */
  readonly packages: Readonly<Record<string, string>>;
}

/** What breaks the rules, a line each. */
export function houseProblems(sources: Sources, { rooms, later, packages }: HouseRules): string[] {
  const problems: string[] = [];
  const graph = new Map<string, readonly string[]>();
  for (const [path, text] of sources) {
    const room = roomOf(path, rooms);
    if (!(room in rooms)) problems.push(`${path}: there is no room "${room}" in the table.`);
    const imports = importsOf(path, text);
    graph.set(path, imports.files);
    for (const file of imports.files) {
      const other = roomOf(file, rooms);
      const allowed = other === room || rooms[room]?.includes(other) === true;
      const onlyLater = later[room]?.includes(other) === true;
      if (allowed || (onlyLater && imports.later.includes(file))) continue;
      const how = onlyLater ? 'may load it only when it is wanted' : `may not import from ${other}`;
      problems.push(`${path} imports ${file}: ${room} ${how}.`);
    }
    for (const name of imports.packages) {
      const home = packages[name];
      const atHome = home !== undefined && (room === home || room.startsWith(`${home}/`));
      if (!atHome) problems.push(`${path} imports ${name}: ${home ? `it belongs to ${home}` : 'no room may know it'}.`);
    }
  }
  return [...problems, ...circles(graph).map((circle) => `A circle: ${circle.join(' → ')}.`)];
}

/** Files that import each other, the groups of Tarjan's algorithm that have more than one. */
export function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): number => {
    const mine = index.size;
    index.set(node, mine);
    low.set(node, mine);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue;
      const reached = index.has(next) ? (stack.includes(next) ? (index.get(next) ?? mine) : mine) : visit(next);
      low.set(node, Math.min(low.get(node) ?? mine, reached));
    }
    const lowest = low.get(node) ?? mine;
    if (lowest === mine) {
      const group = stack.splice(stack.indexOf(node));
      if (group.length > 1 || graph.get(node)?.includes(node)) found.push(group.reverse());
    }
    return lowest;
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return found;
}

/**
 * The table of rooms in a Markdown text: rows whose first cell is a room in backticks and whose last one names the rooms
 * that it may import from.
 */
export function roomsInMarkdown(text: string): Rooms {
  const rows = [...text.matchAll(/^\| `([^`]+)` \|.*\| ([^|]*) \|$/gm)];
  return Object.fromEntries(
    rows.map(([, room, cell]) => [
      room.replace(/\/$/, ''),
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name.replace(/\/$/, '')),
    ]),
  );
}
