/** What a name may hold and a terminal would obey; line ends, too: what is said of it is a line. */
const UNPRINTABLE = /[\p{Cc}\u202a-\u202e\u2028\u2029\u2066-\u2069]/gu;

const codeOf = (character: string): string => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** `text` with nothing in it that a terminal obeys. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, codeOf);
}

/** How many are named where there may be any number. */
export const MOST_NAMED = 3;

/**
 * Some names and how many others there are, as a sentence lists them: `a.txt, b.txt, c.txt and 3 others`.
 * @param names the first ones; of more than {@link MOST_NAMED} the rest is counted
 * @param count of all of them
 */
export function listed(names: readonly string[], count = names.length): string {
  const shown = names.slice(0, MOST_NAMED).map(printable);
  const others = count - shown.length;
  const last = others === 0 ? shown.pop() : others === 1 ? '1 other' : `${others} others`;
  return [shown.join(', '), last].filter(Boolean).join(' and ');
}
