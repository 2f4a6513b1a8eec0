/** Where texts of the page stand, as selectors of index.html. What the images show is told in the words of the element. */
export type PagePlace =
  | 'header p'
  | '.privacy summary'
  | '.privacy li'
  | '#stages'
  | '.stages + p'
  | '#use'
  | '[aria-labelledby="use"] li'
  | '#disclaimer'
  | '[aria-labelledby="disclaimer"] p'
  | 'footer p';

/** The page around the element in one language. */
export interface PageTexts {
  /** Of the document, as a tab has it. */
  readonly title: string;
  /** The name of the part about privacy. */
  readonly privacy: string;
  /** Of the choice of a language. */
  readonly language: string;
  /** Said where the files of a language do not come. */
  readonly missing: string;
  /** For each place, text by text; what is in brackets stands in the small element that English has there: a key, a link's words. */
  readonly places: Readonly<Record<PagePlace, readonly string[]>>;
}
