import { XrayError } from '../image/xray-error.ts';
import { MESSAGES } from './messages.ts';

/** What a person is told of `error`: itself where it was made for them, else that `name` could not be processed. */
export function asXrayError(error: unknown, name: string): XrayError {
  if (error instanceof XrayError) return error;
  console.error(error);
  return new XrayError('decode-failed', MESSAGES.unexpected(name), { hint: MESSAGES.unexpectedHint, cause: error });
}
