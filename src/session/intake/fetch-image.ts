import { isAbortError, XrayError } from '../../base/xray-error.ts';

/**
 * The image file at `url`, without a name where that gives none: only what the host page names is ever fetched.
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
    throw new XrayError('decode-failed', `${name || 'image'}: the image could not be loaded.`, {
      hint: 'Check the address and the connection.',
      cause: error,
      reason: 'not-loaded',
      values: { file: name },
    });
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
    if (protocol === 'data:' || protocol === 'blob:') return '';
    return decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1));
  } catch {
    return '';
  }
}
