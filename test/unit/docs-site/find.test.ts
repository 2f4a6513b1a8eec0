import { describe, expect, it } from 'vitest';
import { find, sectionsOf, stemOf, type Row } from '../../../scripts/docs-site/assets/find.js';
import { searchIndex } from '../../../scripts/docs-site/search-index.mjs';

const ROWS: Row[] = [
  ['a.html#a', 'Start', 'Start', 'What it is. Open an image and press Length.'],
  ['m.html#large', 'Measuring', 'How large', 'Where a length is known, calibrate by it.'],
  ['d.html#shown', 'DICOM', 'Shown', 'Sizes are calibrated where the file says so.'],
  ['e.html#no-measuring', 'Attributes', 'no-measuring', 'Leaves out the tools.'],
  ['e.html#theme', 'Attributes', 'theme', 'The colours: light or dark.'],
  ['p.html#c', 'API', 'calibrationByLength', 'A function.', 1],
  ['p.html#t', 'API', 'theme', 'A type.', 1],
];
const sections = sectionsOf(ROWS);
const found = (query: string): string[] => find(sections, query).map(({ row: [address] }) => address);
const said = (query: string, of = sections): string =>
  find(of, query)[0].excerpt.reduce((all, { text, found: is }) => all + (is ? `[${text}]` : text), '');

describe('the stem of a word', () => {
  it.each([
    ['calibrate calibrates calibrated calibrating calibration calibrations'],
    ['measure measures measured measuring measurement measurements'],
    ['copy copies copied copying'],
    ['embed embeds embedded embedding'],
    ['window windows windowed windowing'],
  ])('is one for %s', (words) => {
    expect(new Set(words.split(' ').map(stemOf)).size).toBe(1);
  });

  it.each(['string', 'process', 'css', 'blur-size', '日本語'])('is the whole of “%s”', (word) => {
    expect(stemOf(word)).toBe(word);
  });
});

describe('the search', () => {
  it('has first what has more of the words, and what has one of them after it', () => {
    expect(found('calibrate length')).toEqual(['m.html#large', 'p.html#c', 'a.html#a', 'd.html#shown']);
    const both = sectionsOf([
      ['one', 'Window', 'window', 'A window.'],
      ['both', 'Other', 'Other', 'Of a window that is wide.'],
    ]);
    expect(find(both, 'wide window').map(({ row: [address] }) => address)).toEqual(['both', 'one']);
  });

  it('goes by beginnings, and by one letter', () => {
    expect(found('calib')).toEqual(expect.arrayContaining(['m.html#large', 'd.html#shown', 'p.html#c']));
    expect(found('calib')).not.toContain('e.html#theme');
    expect(found('t')[0]).toBe('e.html#theme');
  });

  it('weighs headings more than texts, and what is behind it all less', () => {
    expect(found('theme')).toEqual(['e.html#theme', 'p.html#t']);
    expect(found('measuring').slice(0, 2)).toEqual(['e.html#no-measuring', 'm.html#large']);
  });

  it.each([
    ['dark mode', 'e.html#theme'],
    ['disable measuring', 'e.html#no-measuring'],
    ['how do I turn off the measurements?', 'e.html#no-measuring'],
  ])('knows what “%s” means', (query, address) => {
    expect(found(query)[0]).toBe(address);
  });

  it('looks for words that say nothing where there are no others, and finds nothing of what is not there', () => {
    expect(found('zebra')).toEqual([]);
    expect(found('  ?! ')).toEqual([]);
    expect(() => found('it')).not.toThrow();
  });

  it('does not let one page fill the list', () => {
    const many = sectionsOf(Array.from({ length: 9 }, (_, at): Row => [`p#${at}`, 'One', `window ${at}`, '']));
    expect(find(many, 'window').length).toBe(4);
  });

  it('shows where the words are together, from the beginning of a word to the end of one', () => {
    const before = 'Of length much is said before. '.repeat(9);
    const after = ' And so on it goes, for longer than anybody reads in a list.'.repeat(5);
    const long = sectionsOf([['x', 'X', 'X', `${before}A length, to calibrate by, is typed.${after}`]]);
    const excerpt = said('calibrate length', long);
    expect(excerpt).toContain('A [length], to [calibrate] by');
    expect(excerpt).toMatch(/^… (?:[Oo]f|\[length\]|much|is|said|before)/);
    expect(excerpt).toMatch(/ [a-z]+,? …$/);
    expect(said('how large')).toBe('Where a length is known, calibrate by it.');
  });
});

it('is given each section to the end of a word', () => {
  const html = `<h2 id="a">A <code>b</code></h2><p>${'abcdefg '.repeat(2000)}</p>`;
  const [[address, page, heading, text, aside]] = searchIndex([{ name: 'n', title: 'N', html, aside: true }]);
  expect([address, page, heading, aside]).toEqual(['n.html#a', 'N', 'A b', 1]);
  expect(text.length).toBeLessThan(10_000);
  expect(text).toMatch(/ abcdefg$/);
});
