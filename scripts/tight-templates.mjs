// @ts-check

/**
 * How much white space says no more than less of it, by the room of src/ and the start of a template there.
 * @type {readonly { room: RegExp; start: RegExp; tight: (text: string) => string }[]}
 */
const KINDS = [
  {
    room: /[\\/]src[\\/]components[\\/].*\.ts$/,
    start: /\bcss`/g,
    tight: (text) =>
      oneSpace(withoutComments(text))
        .replace(/ ?([{};>]) ?/g, '$1')
        .replace(/([:,]) /g, '$1')
        .replace(/;}/g, '}')
        .replace(/\[([a-z-]+)='([a-z]+)'\]/g, '[$1=$2]'),
  },
  {
    room: /[\\/]src[\\/]components[\\/].*\.ts$/,
    start: /\b(?:html|svg)`/g,
    tight: (text) =>
      oneSpace(text)
        .replace(/ type="button"/g, '')
        .replace(/ >/g, '>')
        .replace(/ ([a-z-]+)="([\w.-]+)"(?=[ >])/g, ' $1=$2'),
  },
  {
    room: /[\\/]src[\\/]shaders[\\/].*\.ts$/,
    start: /`/g,
    tight: (text) =>
      withoutComments(text)
        .replace(/\s*\n\s*/g, '\n')
        .split('\n')
        .map(tightGlsl)
        .join('\n'),
  },
];

/**
 * Takes indentation and comments out of templates of styles, markup and shaders, where a build is one minified file.
 * What stands in `${…}` stays as it is.
 * @returns {import('vite').Plugin}
 */
export function tightTemplates() {
  return {
    name: 'xray-lab:tight-templates',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      const kinds = KINDS.filter(({ room }) => room.test(id));
      if (kinds.length === 0) return null;
      return { code: kinds.reduce((text, { start, tight }) => tightened(text, start, tight), code), map: null };
    },
  };
}

/**
 * @param {string} code
 * @param {RegExp} start global
 * @param {(text: string) => string} tight
 * @returns {string}
 */
function tightened(code, start, tight) {
  let result = '';
  let at = 0;
  for (const match of code.matchAll(start)) {
    const begin = match.index + match[0].length;
    if (begin <= at) continue; // inside, or the end of, the last one
    const [text, end] = template(code, begin, start, tight);
    result += code.slice(at, begin) + text;
    at = end + 1;
    result += '`';
  }
  return result + code.slice(at);
}

/**
 * A template's text from `begin`, tightened, and where its closing backtick is.
 * @param {string} code
 * @param {number} begin
 * @param {RegExp} start
 * @param {(text: string) => string} tight
 * @returns {[string, number]}
 */
function template(code, begin, start, tight) {
  let text = '';
  let from = begin;
  for (let i = begin; i < code.length; i++) {
    if (code[i] === '\\') i++;
    else if (code[i] === '`') return [text + tight(code.slice(from, i)), i];
    else if (code.startsWith('${', i)) {
      const end = expressionEnd(code, i + 2);
      text += `${tight(code.slice(from, i))}\${${tightened(code.slice(i + 2, end), start, tight)}`;
      from = end;
      i = end;
    }
  }
  throw new Error('A template does not end.');
}

/** Where the `}` of an expression is; strings and templates inside may hold braces. @param {string} code @param {number} begin */
function expressionEnd(code, begin) {
  let depth = 0;
  for (let i = begin; i < code.length; i++) {
    const character = code[i];
    if (character === '{') depth++;
    else if (character === '}' && depth-- === 0) return i;
    else if (character === "'" || character === '"') i = code.indexOf(character, i + 1);
    else if (character === '`') i = template(code, i + 1, /$^/g, (text) => text)[1];
  }
  throw new Error('An expression does not end.');
}

/**
 * A line of GLSL. Its ends stay, as what stands in `${…}` may follow, and so do lines that begin with a #. Two signs need
 * the space between them.
 * @param {string} line
 */
function tightGlsl(line) {
  return line.startsWith('#')
    ? line
    : line.replace(/(?<=\S) ?(?<![+-] )([=+*/%<>&|^?:;,(){}[\]!-]) ?(?=\S)(?![+-])/g, '$1');
}

/** @param {string} text */
function oneSpace(text) {
  return text.replace(/\s+/g, ' ');
}

/** @param {string} text */
function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\//g, '');
}
