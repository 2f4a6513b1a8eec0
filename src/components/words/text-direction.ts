/** Scripts that are written from right to left, as far as browsers know languages that use them. */
const FROM_RIGHT = ['Adlm', 'Arab', 'Aran', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa'];
const LETTERS_FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** How texts of `language`, a tag as in HTML's `lang`, are written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  try {
    const { script = '' } = new Intl.Locale(language).maximize();
    return FROM_RIGHT.includes(script) ? 'rtl' : 'ltr';
  } catch {
    return 'ltr';
  }
}

/** `name` for a sentence in `language`: one that is written the other way round does not turn what stands beside it. */
export function isolated(name: string, language: string): string {
  return directionOf(language) === 'rtl' || LETTERS_FROM_RIGHT.test(name) ? `\u2068${name}\u2069` : name;
}
