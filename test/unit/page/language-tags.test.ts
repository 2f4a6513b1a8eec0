import { expect, it } from 'vitest';
import { addressWith, languageOf } from '../../../src/page/language-tags.ts';

// qaa to qtz are kept from being the tags of any language.
it.each([
  ['', [], 'en'],
  ['', ['de-AT', 'en'], 'de'],
  ['', ['en-GB', 'de'], 'en'],
  ['', ['qaa-BR', 'es-419', 'en'], 'es'],
  ['', ['qaa', 'qtz'], 'en'],
  ['', ['JA'], 'ja'],
  ['', ['constructor', 'fr_CA'], 'fr'],
  ['?lang=fr', ['de'], 'fr'],
  ['?backend=cpu&lang=en', ['de'], 'en'],
  ['?lang=ja-JP', ['de'], 'ja'],
  ['?lang=xx', ['de'], 'de'],
  ['?lang=', ['es'], 'es'],
])('with the address “%s” and the languages %j it is %s', (search, browser, language) => {
  expect(languageOf(search, browser)).toBe(language);
});

it('is put into the address, and nothing else there is changed', () => {
  const at = (address: string): Location => new URL(address) as unknown as Location;
  expect(addressWith('fr', at('https://a.test/lab/?backend=cpu#blur-size=9'))).toBe(
    '/lab/?backend=cpu&lang=fr#blur-size=9',
  );
  expect(addressWith('en', at('https://a.test/?lang=ja'))).toBe('/?lang=en');
});
