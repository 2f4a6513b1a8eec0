/** What this browser's language writes before decimals, and what it does not write there, but may between thousands. */
const [MARK, OTHER] = (1.5).toLocaleString().includes(',') ? ',.' : '.,';

/** One comma, and no period: of several, or with a period, commas may stand between thousands. */
const ONE_COMMA = /^[^.,]*,[^.,]*$/;
/** As thousands are written; no zero begins them. */
const THOUSANDS = /^[-+]?[1-9]\d{0,2}\.\d{3}$/;

/** Fields that are typed in and can be read in two ways, or in none: the other mark is in them, or a second one was. */
const doubtful = new WeakMap<HTMLInputElement, 'thousands' | 'marks'>();

/** Fields that are typed in, and not settled since. */
const typedIn = new WeakSet<HTMLInputElement>();

let inserting = false;

/**
 * A comma is typed as the browser's own mark: browsers of languages that write a period leave it out, so that 1,5 became 15, and
 * a German Firefox knows no 12. without decimals. To be called before the field gets what `event` says.
 */
export function takeDecimalComma(event: InputEvent): void {
  const field = event.target as HTMLInputElement;
  const { data } = event;
  if (inserting) return;
  if (data?.includes(OTHER) && !doubtful.has(field)) doubtful.set(field, 'thousands');
  if (!data || !ONE_COMMA.test(data)) return;
  event.preventDefault();
  const before = field.value;
  // Nothing else puts text where the caret is: fields for numbers do not tell where that is.
  inserting = true;
  field.ownerDocument.execCommand('insertText', false, data.replace(',', MARK));
  inserting = false;
  if (before.includes('.') && field.value === before) doubtful.set(field, 'marks');
}

/** The number in `field`; NaN for none, and for what may be read as two: 1,000 is one thousand to some, and one to others. */
export function typedNumber(field: HTMLInputElement): number {
  typedIn.add(field);
  const doubt = doubtful.get(field);
  return doubt === 'marks' || (doubt && THOUSANDS.test(field.value)) ? NaN : field.valueAsNumber;
}

/** The number in a field in which nothing more is typed; null for what is none, NaN where the field is empty. */
export function settledNumber(field: HTMLInputElement): number | null {
  const number = typedNumber(field);
  doubtful.delete(field);
  typedIn.delete(field);
  return Number.isNaN(number) && (field.value !== '' || field.validity.badInput) ? null : number;
}

/**
 * Whether something was typed into `field` that is to be settled. A change does not tell of all: after a mistake that was put
 * right Firefox takes the same mistake for no change.
 */
export function isTypedIn(field: HTMLInputElement): boolean {
  return typedIn.has(field);
}
