/** Characters looked through in a step; well under a millisecond. */
const STRETCH = 2 ** 16;

/** The longest text that is parsed at once: some milliseconds. */
const MOST_AT_ONCE = 2 ** 20;

/**
 * What `JSON.parse(text)` gives, in steps of about a millisecond: the elements of the lists that the outermost object holds
 * are parsed one by one, in whose place the rest of the text has their numbers meanwhile. Throws a SyntaxError where
 * `JSON.parse` does, and a RangeError where an element, or the rest, is longer than 1 MiB.
 */
export function* jsonSteps(text: string): Generator<undefined, unknown> {
  const elements: unknown[] = [];
  let rest = '';
  let restFrom = 0;
  let depth = 0;
  let inList = false;
  let elementFrom = 0;
  const takeElement = (end: number): void => {
    const element = text.slice(elementFrom, end);
    // An empty list, or a comma too many, of which the rest will tell.
    if (/[^ \t\n\r]/.test(element)) {
      rest += text.slice(restFrom, elementFrom) + elements.length;
      restFrom = end;
      elements.push(parse(element));
    }
    elementFrom = end + 1;
  };

  let pauseAt = STRETCH;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      at = endOfString(text, at);
    } else if (character === '{' || character === '[') {
      if (++depth === 2) {
        inList = character === '[';
        elementFrom = at + 1;
      }
    } else if (depth === 2 && inList && (character === ',' || character === ']')) {
      takeElement(at);
      if (character === ']') depth--;
      yield;
    } else if (character === '}' || character === ']') {
      depth--;
    }
    if (at >= pauseAt) {
      pauseAt = at + STRETCH;
      yield;
    }
  }

  const value = parse(rest + text.slice(restFrom));
  if (typeof value !== 'object' || value === null) return value;
  for (const list of Object.values(value) as unknown[]) {
    if (!Array.isArray(list)) continue;
    for (let i = 0; i < list.length; i++) list[i] = elements[list[i] as number];
    yield;
  }
  return value;
}

function parse(text: string): unknown {
  if (text.length > MOST_AT_ONCE) throw new RangeError('Too much to be parsed at once.');
  return JSON.parse(text);
}

/** Where the string ends that begins at `start`; the last character where it does not. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    at = text.indexOf('"', at);
    if (at === -1) return text.length - 1;
    let before = at - 1;
    while (text[before] === '\\') before--;
    if ((at - before) % 2 === 1) return at;
  }
}
