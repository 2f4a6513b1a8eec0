/** The languages that the page is in, by their own names. */
export const LANGUAGE_NAMES = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', ja: '日本語' } as const;

export type LanguageTag = keyof typeof LANGUAGE_NAMES;

/**
 * The language of a visitor: what the page's address asks for (`?lang=fr`), else the first of the browser's languages that the
 * page is in, else English. Regions do not count.
 */
export function languageOf(search: string, browser: readonly string[]): LanguageTag {
  const asked = new URLSearchParams(search).get('lang') ?? '';
  for (const wanted of [asked, ...browser]) {
    const tag = wanted.toLowerCase().split(/[-_]/)[0];
    if (Object.prototype.hasOwnProperty.call(LANGUAGE_NAMES, tag)) return tag as LanguageTag;
  }
  return 'en';
}

/** The address with the language in it; what else it asks for stays. */
export function addressWith(language: LanguageTag, { pathname, search, hash }: Location): string {
  const asked = new URLSearchParams(search);
  asked.set('lang', language);
  return `${pathname}?${asked.toString()}${hash}`;
}
