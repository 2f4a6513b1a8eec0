import { XrayError } from '../base/xray-error.ts';

/** What a person is told of `error`: itself where it was made for them, else that `name` could not be processed. */
export function asXrayError(error: unknown, name: string): XrayError {
  if (error instanceof XrayError) return error;
  console.error(error);
  return new XrayError('decode-failed', `${name}: the image could not be processed.`, {
    hint: 'Choose it again. If that does not help, try another browser.',
    cause: error,
    reason: 'unexpected',
    values: { file: name },
  });
}
