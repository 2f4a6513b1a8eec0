import type { XrayError } from '../../base/xray-error.ts';
import { FORMAT_NAMES } from '../../decode/source/formats.ts';
import type { FirstWords } from './first-words.ts';

/** What a person is told of `error`, in their language where its table knows the error. */
export function errorWords(
  { code, reason, message, hint, values }: XrayError,
  { errors }: Pick<FirstWords, 'errors'>,
): { readonly message: string; readonly hint: string | null } {
  const text = (reason && errors[reason]) ?? errors[code];
  if (!text) return { message, hint: hint ?? null };
  const [said, advice = null] = text(values, FORMAT_NAMES);
  return { message: values.file ? `${values.file}: ${said}` : said, hint: advice };
}
