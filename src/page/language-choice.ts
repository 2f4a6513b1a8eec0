import type { XrayLab } from '../components/lab/xray-lab.ts';
import type { Messages } from '../components/words/messages.ts';
import { addressWith, LANGUAGE_NAMES, languageOf, type LanguageTag } from './language-tags.ts';
import type { PageTexts } from './texts/page-texts.ts';

/** What the element and the page around it say. */
interface Language {
  readonly messages: Messages;
  readonly texts: PageTexts;
}

/** A text of the page, with what it consists of in English. */
interface Place {
  readonly element: Element;
  readonly english: readonly ChildNode[];
  /** Of these: keys, a link's words. */
  readonly small: readonly Element[];
}

/** English is in the element and in the page. */
const OTHERS: Readonly<Record<Exclude<LanguageTag, 'en'>, () => Promise<Language>>> = {
  de: async () => {
    const [words, page] = await Promise.all([import('../messages/de.ts'), import('./texts/de.ts')]);
    return { messages: words.GERMAN, texts: page.PAGE_IN_GERMAN };
  },
  fr: async () => {
    const [words, page] = await Promise.all([import('../messages/fr.ts'), import('./texts/fr.ts')]);
    return { messages: words.FRENCH, texts: page.PAGE_IN_FRENCH };
  },
  es: async () => {
    const [words, page] = await Promise.all([import('../messages/es.ts'), import('./texts/es.ts')]);
    return { messages: words.SPANISH, texts: page.PAGE_IN_SPANISH };
  },
  ja: async () => {
    const [words, page] = await Promise.all([import('../messages/ja.ts'), import('./texts/ja.ts')]);
    return { messages: words.JAPANESE, texts: page.PAGE_IN_JAPANESE };
  },
};

const PLACES: readonly (keyof PageTexts['places'])[] = [
  'header p',
  '.privacy summary',
  '.privacy li',
  '#stages',
  '.stages + p',
  '#use',
  '[aria-labelledby="use"] li',
  '#disclaimer',
  '[aria-labelledby="disclaimer"] p',
  'footer p',
];

const MISSING = 'This language could not be loaded. Check the connection, then choose it again.';

/**
 * Gives the page a choice of languages at its end, and itself the language of its visitor. What is chosen is in the address,
 * and nowhere else; a language whose files do not come leaves the page as it is, and that is said. Done by being imported: a call
 * would be part of the first script.
 */
async function offerLanguages(): Promise<void> {
  const [lab, footer] = [document.querySelector('xray-lab'), document.querySelector('footer')];
  if (!lab || !footer) return;
  const write = writerOf(lab);
  const { line, select, name, status } = choice();
  let shown: LanguageTag = 'en';
  let turns = 0;
  let missing = MISSING;
  const show = async (tag: LanguageTag): Promise<void> => {
    const turn = ++turns;
    try {
      const language = tag === 'en' ? null : await OTHERS[tag]();
      // Another one was chosen since.
      if (turn !== turns) return;
      shown = tag;
      document.documentElement.lang = tag;
      write(language);
      name.data = `${language ? language.texts.language : 'Language'} `;
      status.textContent = '';
      missing = language?.texts.missing ?? MISSING;
    } catch (error) {
      if (turn !== turns) return;
      console.warn('The language could not be loaded:', error);
      status.textContent = missing;
    }
    select.value = shown;
  };
  select.addEventListener('change', () => {
    const tag = select.value as LanguageTag;
    void show(tag).then(() => {
      if (shown === tag) history.replaceState(history.state, '', addressWith(tag, location));
    });
  });
  footer.append(line);
  await show(languageOf(location.search, navigator.languages));
}

/** The choice, and where its name and its failure are written. */
function choice(): { line: HTMLElement; select: HTMLSelectElement; name: Text; status: HTMLElement } {
  const [line, label, select, status] = (['p', 'label', 'select', 'span'] as const).map((tag) =>
    document.createElement(tag),
  ) as [HTMLElement, HTMLElement, HTMLSelectElement, HTMLElement];
  const name = new Text('Language ');
  for (const [tag, called] of Object.entries(LANGUAGE_NAMES)) {
    const option = new Option(called, tag);
    option.lang = tag;
    select.append(option);
  }
  status.setAttribute('role', 'status');
  label.append(name, select);
  line.append(label, ' ', status);
  return { line, select, name, status };
}

/** What writes the element and the page in a language, or in English again. To be asked for while all is English. */
function writerOf(lab: XrayLab): (language: Language | null) => void {
  const found = (selector: string): Place[] =>
    [...document.querySelectorAll(selector)].map((element) => ({
      element,
      english: [...element.childNodes],
      small: [...element.children],
    }));
  const places = PLACES.map((selector) => [selector, found(selector)] as const);
  const [titles, purposes] = [found('.stages dt'), found('.stages dd')];
  const privacy = document.querySelector('.privacy');
  const english = { title: document.title, privacy: privacy?.getAttribute('aria-label') ?? '' };
  return (language) => {
    const texts = language?.texts;
    const stages = language ? Object.values(language.messages.stages) : [];
    lab.messages = language?.messages ?? {};
    document.title = texts?.title ?? english.title;
    privacy?.setAttribute('aria-label', texts?.privacy ?? english.privacy);
    for (const [selector, at] of places) at.forEach((place, i) => fill(place, texts?.places[selector][i]));
    titles.forEach((place, i) => fill(place, stages[i]?.title));
    purposes.forEach((place, i) => fill(place, stages[i]?.purpose));
  };
}

/** Puts a text there; its bracketed parts into copies of the elements that the English one has. */
function fill({ element, english, small }: Place, text: string | undefined): void {
  const nodes = text?.split(/[[\]]/).map((part, i) => {
    if (i % 2 === 0) return new Text(part);
    const copy = small[(i - 1) / 2].cloneNode();
    copy.textContent = part;
    return copy;
  });
  element.replaceChildren(...(nodes ?? english));
}

void offerLanguages();
