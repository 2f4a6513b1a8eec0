import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMAT_NAMES } from '../../../src/decode/source/formats.ts';
import { LANGUAGE_NAMES } from '../../../src/page/language-tags.ts';
import type { PageTexts } from '../../../src/page/texts/page-texts.ts';

const html = readFileSync(new URL('../../../index.html', import.meta.url), 'utf8');

/** What lies between two marks of the page. */
const between = (from: string, to: string): string => html.split(from)[1].split(to)[0];
const count = (text: string, mark: RegExp): number => text.match(mark)?.length ?? 0;

const privacy = between('class="privacy"', '</section>');
const use = between('aria-labelledby="use"', '</section>');

/** Each file of texts has one table. */
const PAGES = await Promise.all(
  Object.entries(LANGUAGE_NAMES)
    .filter(([tag]) => tag !== 'en')
    .map(async ([tag, name]): Promise<[name: string, texts: PageTexts]> => {
      const tables = (await import(`../../../src/page/texts/${tag}.ts`)) as Readonly<Record<string, PageTexts>>;
      return [name, Object.values(tables)[0]];
    }),
);

describe.each(PAGES)('the page in %s', (_, texts) => {
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

  it('tells the same limits, of every format', () => {
    const limits = places['[aria-labelledby="use"] li'][1];
    for (const word of ['128', '20', '100', '8', ...FORMAT_NAMES]) expect(limits).toContain(word);
  });
});
