import { readdirSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url));

// The command line runs in no window.
const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith('.ts') && !path.includes('assembly/') && !path.includes('generated'))
  .filter((path) => !path.startsWith('cli/'))
  .map((path) => ({
    path,
    text: readFileSync(`${SOURCES}${path}`, 'utf8').replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, ''),
  }));

/** The files in `room` in which `pattern` is found. */
function found(pattern: RegExp, room = ''): string[] {
  return files.filter(({ path, text }) => path.startsWith(room) && pattern.test(text)).map(({ path }) => path);
}

it('nothing that may come from another window is judged by a class of this one', () => {
  const classes = 'Blob|File|FileList|URL|Node|Element|HTML\\w+|Event|\\w+Event|DOMException|AbortSignal|ImageData';
  expect(found(new RegExp(`instanceof (?:${classes})\\b`))).toEqual([]);
  // Of the decoder's own making.
  expect(found(/instanceof (?:Uint|ArrayBuffer)/)).toEqual(['decode/png/png-samples.ts']);
});

it('the interface asks the window that it is in, not the script’s', () => {
  const ofWindow = 'devicePixelRatio|matchMedia|requestAnimationFrame|new ResizeObserver|addEventListener\\(';
  const bare = new RegExp(
    `(?<![\\w.'])(?:${ofWindow})|(?:document|window)\\.(?:addEventListener|activeElement|body)\\b`,
  );
  expect(found(bare, 'components/')).toEqual([]);
});

it('every text is rendered by templates that a translator cannot freeze', () => {
  expect(found(/import \{[^}]*\bhtml\b[^}]*\} from 'lit'/, 'components/')).toEqual(['components/part/html.ts']);
  expect(found(/extends LitElement\b/, 'components/')).toEqual(['components/part/styled-element.ts']);
});

it('nothing is asked of the language that old libraries replace', () => {
  expect(found(/(?<!\w)Array\.from\(|\bfor \((?:const|let|var) \w+ in /)).toEqual([]);
  expect(found(/JSON\.stringify\([^)]*, null/)).toEqual([]);
  // Of lists it is another one there.
  expect(found(/\.entries\(\)/)).toEqual([]);
});
