import { XrayError, type XrayErrorCode } from './xray-error.ts';

/**
 * A part of xray-lab that is loaded when it is first wanted, by a dynamic import. It is missing where the page is open for
 * longer than its files stand on the server, or the network is away.
 * @param code the way in which what needs it fails then
 * @throws XrayError of that code, reason `part-missing`
 */
export async function loadPart<Part>(code: XrayErrorCode, load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    throw new XrayError(code, 'xray-lab could not be loaded as a whole.', {
      hint: 'Check the connection, then reload the page.',
      reason: 'part-missing',
      cause,
    });
  }
}

/** Whether `error` is {@link loadPart}'s. */
export function isPartMissing(error: unknown): boolean {
  return error instanceof XrayError && error.reason === 'part-missing';
}
