import { isAbortError, XrayError } from '../image/xray-error.ts';
import { MESSAGES } from './messages.ts';

/**
 * The image file at `url`: only what the host page names is ever fetched.
 * @throws XrayError `decode-failed` when there is none; AbortError.
 */
export async function fetchImage(url: string, signal: AbortSignal): Promise<File> {
  const name = nameInUrl(url);
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    const blob = await response.blob();
    return new File([blob], name, { type: blob.type });
  } catch (error) {
    if (isAbortError(error)) throw error;
    throw new XrayError('decode-failed', MESSAGES.notLoaded(name), { hint: MESSAGES.notLoadedHint, cause: error });
  }
}

/** Whether `url` leads to the page's own server. */
export function isSameOrigin(url: string): boolean {
  try {
    return new URL(url, document.baseURI).origin === location.origin;
  } catch {
    return false;
  }
}

function nameInUrl(url: string): string {
  try {
    const { pathname, protocol } = new URL(url, document.baseURI);
    if (protocol === 'data:' || protocol === 'blob:') return MESSAGES.unnamed;
    return decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1)) || MESSAGES.unnamed;
  } catch {
    return MESSAGES.unnamed;
  }
}
