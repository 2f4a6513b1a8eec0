import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PAGE_IN_GERMAN } from '../../../src/page/texts/de.ts';
import { PAGE_IN_SPANISH } from '../../../src/page/texts/es.ts';
import { PAGE_IN_FRENCH } from '../../../src/page/texts/fr.ts';
import { PAGE_IN_JAPANESE } from '../../../src/page/texts/ja.ts';

const html = readFileSync(new URL('../../../index.html', import.meta.url), 'utf8');

/** What lies between two marks of the page. */
const between = (from: string, to: string): string => html.split(from)[1].split(to)[0];
const count = (text: string, mark: RegExp): number => text.match(mark)?.length ?? 0;

const privacy = between('class="privacy"', '</section>');
const use = between('aria-labelledby="use"', '</section>');

describe.each([
  ['German', PAGE_IN_GERMAN],
  ['French', PAGE_IN_FRENCH],
  ['Spanish', PAGE_IN_SPANISH],
  ['Japanese', PAGE_IN_JAPANESE],
])('the page in %s', (_, texts) => {
  const { places } = texts;

  it('has as many texts, keys and links as the page itself', () => {
    expect(places['.privacy li']).toHaveLength(count(privacy, /<li>/g));
    expect(places['[aria-labelledby="use"] li']).toHaveLength(count(use, /<li>/g));
    const [first, , third] = places['[aria-labelledby="use"] li'];
    expect([first, third].map((text) => count(text, /\[[^[\]]+\]/g))).toEqual([1, 2]);
    expect(count(places['.privacy summary'][0], /\[[^[\]]+\]/g)).toBe(1);
    const all = Object.values(places).flat();
    expect(count(all.join(''), /\[/g)).toBe(count(html, /<kbd>|<span>/g));
    expect(count(all.join(''), /\]/g)).toBe(count(html, /<kbd>|<span>/g));
    for (const [place, said] of Object.entries(places)) {
      if (!place.endsWith(' li')) expect(said, place).toHaveLength(1);
    }
  });

  it('says nothing in English', () => {
    const said = [texts.title, texts.privacy, texts.language, texts.missing, ...Object.values(places).flat()];
    for (const text of said) {
      expect(text).toMatch(/\S/);
      expect(html).not.toContain(text);
      expect(text).not.toMatch(/\b(the|of|and|with|is|are|your|files?|images? (of|are)|computed)\b/i);
    }
  });

  it('tells the same limits', () => {
    const limits = places['[aria-labelledby="use"] li'][1];
    for (const number of ['128', '20', '100', '8']) expect(limits).toContain(number);
  });
});
