// @ts-check
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Writes docs/images/architecture.svg: the folders of src/, and which import which, as their imports say. A test fails when
 * it is not what this makes.
 */
export const FILE = 'docs/images/architecture.svg';

const IMPORT = /(?:from\s+|import\s*\(?\s*|new URL\(\s*)'(\.[^']*)'/g;
const BOX = { width: 132, height: 38, right: 24, down: 34 };
const MARGIN = 16;

/** Which folders each folder of src/ imports from. @param {string} root @returns {Map<string, Set<string>>} */
export function importsOfFolders(root) {
  const src = join(root, 'src');
  /** @type {Map<string, Set<string>>} */
  const graph = new Map();
  for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = file.split(sep).join('/');
    // Entries of the package lie above the folders; AssemblyScript is compiled apart, and what is made of it is text.
    if (!path.endsWith('.ts') || !path.includes('/') || path.endsWith('.generated.ts') || path.includes('/assembly/'))
      continue;
    const [from] = path.split('/');
    const known = graph.get(from) ?? new Set();
    graph.set(from, known);
    for (const [, specifier] of readFileSync(join(src, file), 'utf8').matchAll(IMPORT)) {
      const target = posix.join(posix.dirname(path), specifier);
      if (target.includes('/') && !target.startsWith(`${from}/`) && !target.startsWith('..'))
        known.add(target.split('/')[0]);
    }
  }
  return graph;
}

/** Every folder that each can reach by imports. @param {Map<string, Set<string>>} graph @returns {Map<string, Set<string>>} */
function reachable(graph) {
  /** @type {Map<string, Set<string>>} */
  const known = new Map();
  /** @param {string} folder @returns {Set<string>} */
  const of = (folder) => {
    const before = known.get(folder);
    if (before) return before;
    /** @type {Set<string>} */
    const found = new Set();
    known.set(folder, found);
    for (const each of graph.get(folder) ?? []) for (const more of [each, ...of(each)]) found.add(more);
    return found;
  };
  for (const folder of graph.keys()) of(folder);
  return known;
}

/** How many folders lie beneath each, one on the other. @param {Map<string, Set<string>>} graph @returns {Map<string, number>} */
function levelsOf(graph) {
  /** @type {Map<string, number>} */
  const levels = new Map();
  /** @param {string} folder @returns {number} */
  const of = (folder) => {
    const known = levels.get(folder);
    if (known !== undefined) return known;
    let level = 0;
    for (const each of graph.get(folder) ?? []) level = Math.max(level, of(each) + 1);
    levels.set(folder, level);
    return level;
  };
  for (const folder of graph.keys()) of(folder);
  return levels;
}

/** @param {string} root @returns {string} SVG */
export function importsPicture(root) {
  const graph = importsOfFolders(root);
  /** @type {string[][]} */
  const levels = [];
  const beneath = reachable(graph);
  for (const [folder, level] of [...levelsOf(graph)].sort()) (levels[level] ??= []).push(folder);
  const widest = Math.max(...levels.map((level) => level.length));
  const width = widest * (BOX.width + BOX.right) - BOX.right + 2 * MARGIN;
  const height = levels.length * (BOX.height + BOX.down) - BOX.down + 2 * MARGIN;
  const places = new Map(
    levels.flatMap((level, index) => {
      const inset = (width - level.length * (BOX.width + BOX.right) + BOX.right) / 2;
      return level.map((folder, column) => {
        const x = inset + column * (BOX.width + BOX.right);
        const y = height - MARGIN - BOX.height - index * (BOX.height + BOX.down);
        return /** @type {const} */ ([folder, { x, y }]);
      });
    }),
  );
  const lines = [...graph].flatMap(([from, all]) =>
    [...all]
      .filter((to) => ![...all].some((other) => beneath.get(other)?.has(to)))
      .sort()
      .map((to) => {
        const [a, b] = [places.get(from), places.get(to)];
        if (!a || !b) throw new Error(`${to} is no folder of src/.`);
        return `<path d="M${a.x + BOX.width / 2} ${a.y + BOX.height}L${b.x + BOX.width / 2} ${b.y - 2}"/>`;
      }),
  );
  const boxes = [...places].map(
    ([folder, { x, y }]) =>
      `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6"/><text x="${x + BOX.width / 2}" y="${y + 24}">${folder}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="15" text-anchor="middle">
<defs><marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#5a6570"/></marker></defs>
<rect width="${width}" height="${height}" fill="#ffffff"/>
<g stroke="#5a6570" fill="none" marker-end="url(#to)">
${lines.join('\n')}
</g>
<g fill="#eef3f8" stroke="#1b5fae">
${boxes.map((box) => box.replace(/<text.*/, '')).join('\n')}
</g>
<g fill="#171717">
${boxes.map((box) => box.replace(/<rect.*?\/>/, '')).join('\n')}
</g>
</svg>
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  writeFileSync(join(root, FILE), importsPicture(root));
  console.log(`${FILE} is up to date.`);
}
