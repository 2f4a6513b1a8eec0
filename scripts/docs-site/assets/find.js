// @ts-check
// What the search goes by: sections with more of the words come first, whatever their endings are; what is in titles and
// headings weighs more than what is in a text.

/** `aside`: of a page that few look for, as of what is behind it all. @typedef {[address: string, page: string, heading: string, text: string, aside?: 1]} Row */
/** Where it is in the text; parts of a word are words too, `measuring` of `no-measuring`, at the place of the whole. @typedef {{ word: string; start: number; end: number; share: number }} Word */
/** @typedef {{ row: Row; heading: Word[]; page: Word[]; text: Word[] }} Section */
/** A piece of an excerpt. @typedef {{ text: string; found: boolean }} Piece */
/** @typedef {{ row: Row; excerpt: Piece[] }} Found */

const LONGEST_LIST = 12;
/** One page is not to fill the list. */
const MOST_OF_A_PAGE = 4;
const EXCERPT = 120;
const BEFORE = 40;

/** Nobody looks for them. */
const EMPTY = new Set(
  'a an and are as at be by can do does for from how i if in is it its me my of on or so that the them then there this to use using want what when where which with you your'.split(
    ' ',
  ),
);

/** A part of a name such as `calibrationByLength` is less than a word of a heading. */
const PART_OF_A_NAME = 0.25;

/**
 * What people call what has another name here. A word that ends in a hyphen stands for all that begin so.
 * @type {[asked: string, meant: string][]}
 */
const MEANT = [
  ['dark night light black mode colour color', 'theme'],
  ['color colors', 'colour colours'],
  ['gray grey', 'gray grey grayscale'],
  ['disable hide remove off without turn deactivate prevent', 'no-'],
  ['change switch set choose', 'another other'],
  ['translate translation locale i18n l10n localize localization internationalization', 'language messages'],
  ['german spanish french japanese english', 'language messages'],
  ['nextjs nuxt nuxtjs sveltekit astro remix gatsby ssr', 'rendering react'],
  ['angular angularjs ember solid preact jquery wordpress framework', 'embedding framework'],
  ['vuejs', 'vue'],
  ['reactjs', 'react'],
  ['nodejs', 'node'],
  ['iframe', 'frame'],
  ['install npm yarn pnpm cdn setup', 'get package packed'],
  ['ruler distance scale size', 'measuring length'],
  ['calibrate', 'known'],
  ['brightness contrast level', 'window'],
  ['gpu webgl processor', 'backend engine'],
  ['upload load', 'open choose'],
  ['shortcut hotkey keyboard', 'keys'],
  ['mobile smartphone', 'phone'],
  ['docker', 'container'],
  ['speed fast slow', 'performance'],
  ['privacy gdpr', 'private security'],
  ['csp', 'content-security-policy'],
  ['restyle css style', 'parts colours styling'],
  ['save export', 'download saving'],
];

const ENDINGS = /(?:izations?|ements?|ments?|ations?|ators?|ating|ated|ates?|ions?|ings?|ied|ies|ed|es|s|e)$/;

/** @type {Map<string, string[]>} by the stem of what is asked */
const meant = new Map();
for (const [asked, words] of MEANT)
  for (const each of asked.split(' ')) {
    const stem = stemOf(each);
    meant.set(stem, [...(meant.get(stem) ?? []), ...words.split(' ')]);
  }

/** `calibrate`, `calibrated` and `calibration` have one; it need be no word. @param {string} word @returns {string} */
export function stemOf(word) {
  if (!/^[a-z]{4,}$/.test(word) || /ss$|eed$|^embed$/.test(word)) return word;
  const rest = word.replace(ENDINGS, '');
  // What is left has to be something that can be said: nothing is taken off "string".
  const stem = rest.length >= 3 && /[aeiouy]/.test(rest) ? rest : word.replace(/s$/, '');
  return stem.replace(/y$/, '').replace(/([^aeiou])\1$/, '$1');
}

/** @param {string} text @returns {Word[]} */
function wordsOf(text) {
  /** @type {Word[]} */
  const words = [];
  for (const match of text.matchAll(/[\p{L}\p{N}]+(?:[-.'’_][\p{L}\p{N}]+)*/gu)) {
    const [whole] = match;
    const start = match.index ?? 0;
    const end = start + whole.length;
    const add = (/** @type {string} */ part, /** @type {number} */ share) => {
      const word = part.toLowerCase();
      if (!EMPTY.has(word)) words.push({ word, start, end, share });
    };
    add(whole, 1);
    const pieces = /[-.'’_]/.test(whole) ? whole.split(/[-.'’_]/) : [whole];
    if (pieces.length > 1) for (const piece of pieces) add(piece, 1);
    for (const piece of pieces)
      if (/[a-z\d][A-Z]/.test(piece))
        for (const part of piece.replace(/([a-z\d])([A-Z])/g, '$1 $2').split(' ')) add(part, PART_OF_A_NAME);
  }
  return words;
}

/** @param {Row[]} rows @returns {Section[]} */
export function sectionsOf(rows) {
  return rows.map((row) => ({ row, heading: wordsOf(row[2]), page: wordsOf(row[1]), text: wordsOf(row[3]) }));
}

/** What is asked, without what says nothing. @param {string} query @returns {string[]} */
function askedIn(query) {
  const all = query
    .toLowerCase()
    .replace(/([a-z])[ .]js\b/g, '$1js')
    .split(/[^\p{L}\p{N}\-.'’_]+/u)
    .map((word) => word.replace(/^[-.'’_]+|[-.'’_]+$/g, ''))
    .filter(Boolean);
  const said = all.filter((word) => !EMPTY.has(word));
  return said.length > 0 ? said : all;
}

/** How well a word answers another, 0 to 1; kept, as most words are there many times. @param {string} asked */
function answerTo(asked) {
  const stem = stemOf(asked);
  const others = meant.get(stem) ?? [];
  const stems = new Set(others.map(stemOf));
  const beginnings = others.filter((word) => word.endsWith('-'));
  /** @type {Map<string, number>} */
  const known = new Map();
  const answer = (/** @type {string} */ word) => {
    if (word === asked) return 1;
    const its = stemOf(word);
    if (its === stem) return 0.9;
    if (word.startsWith(asked)) return asked.length > 1 ? 0.7 : 0.2;
    if (stem.length >= 4 && its.startsWith(stem)) return 0.6;
    return stems.has(its) || beginnings.some((beginning) => word.startsWith(beginning)) ? 0.4 : 0;
  };
  return (/** @type {string} */ word) => {
    let value = known.get(word);
    if (value === undefined) known.set(word, (value = answer(word)));
    return value;
  };
}

/** @param {Word[]} words @param {(word: string) => number} answer */
function best(words, answer) {
  return words.reduce((most, { word, share }) => Math.max(most, share * answer(word)), 0);
}

/** @param {Section} section @param {(word: string) => number} answer @returns {number} 0: it says nothing of it */
function weightOf({ row, heading, page, text }, answer) {
  const times = text.reduce((sum, { word }) => sum + Number(answer(word) > 0), 0);
  const inHeading = best(heading, answer);
  const alone = inHeading >= 0.9 && new Set(heading.map(({ start }) => start)).size === 1;
  const inText = best(text, answer) * (2 + Math.min(times - 1, 4) / 2);
  const sum = inHeading * (alone ? 16 : 10) + best(page, answer) * 4 + (times > 0 ? inText : 0);
  return row[4] ? sum / 5 : sum;
}

/**
 * @param {Section[]} sections @param {string} query
 * @returns {Found[]} the best first
 */
export function find(sections, query) {
  const answers = askedIn(query).map(answerTo);
  const weighed = sections
    .map((section) => {
      const weights = answers.map((answer) => weightOf(section, answer));
      return {
        section,
        words: weights.filter((weight) => weight > 0).length,
        weight: weights.reduce((sum, weight) => sum + weight, 0),
      };
    })
    .filter(({ words }) => words > 0)
    .sort((a, b) => b.words - a.words || b.weight - a.weight);
  /** @type {Map<string, number>} */
  const ofPage = new Map();
  const listed = weighed.filter(({ section: { row } }) => {
    const number = (ofPage.get(row[1]) ?? 0) + 1;
    ofPage.set(row[1], number);
    return number <= MOST_OF_A_PAGE;
  });
  return listed
    .slice(0, LONGEST_LIST)
    .map(({ section }) => ({ row: section.row, excerpt: excerptOf(section, answers) }));
}

/** Where most of what is asked is together, from the beginning of a word to the end of one. @param {Section} section @param {((word: string) => number)[]} answers @returns {Piece[]} */
function excerptOf({ row: [, , , text], text: words }, answers) {
  const hits = words.filter(({ word }) => answers.some((answer) => answer(word) > 0));
  let from = 0;
  let most = 0;
  for (const { start } of hits) {
    const near = hits.filter((hit) => hit.start >= start && hit.start < start + EXCERPT - BEFORE);
    const together = answers.reduce((sum, answer) => sum + best(near, answer), 0);
    if (together > most) [from, most] = [start, together];
  }
  const first = words.find(({ start }) => start >= from - BEFORE)?.start ?? 0;
  const begin = from <= BEFORE ? 0 : first;
  const cut = text.length > begin + EXCERPT;
  const end = cut ? Math.max(text.lastIndexOf(' ', begin + EXCERPT), begin + 1) : text.length;
  /** @type {Piece[]} */
  const pieces = [];
  let at = begin;
  for (const hit of hits) {
    if (hit.start < at || hit.end > end) continue;
    pieces.push(
      { text: text.slice(at, hit.start), found: false },
      { text: text.slice(hit.start, hit.end), found: true },
    );
    at = hit.end;
  }
  pieces.push({ text: text.slice(at, end), found: false });
  if (begin > 0) pieces.unshift({ text: '… ', found: false });
  if (cut) pieces.push({ text: ' …', found: false });
  return pieces.filter((piece) => piece.text !== '');
}
