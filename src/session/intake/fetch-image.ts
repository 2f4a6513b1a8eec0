import { unlessAborted } from '../../base/unless-aborted.ts';
import { isAbortError, XrayError } from '../../base/xray-error.ts';

/**
 * The image file at `url`, named as the address says, which `base` completes; without a name where that gives none: only
 * what the host page names is ever fetched.
 * @throws XrayError `decode-failed` when there is none; AbortError.
 */
export async function fetchImage(url: string, base: string, signal: AbortSignal): Promise<File> {
  const name = nameIn(url, base);
  try {
    const blob = await unlessAborted(load(url, signal), signal);
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

async function load(url: string, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response.blob();
}

function nameIn(url: string, base: string): string {
  try {
    const { pathname, protocol } = base === '' ? new URL(url) : new URL(url, base);
    if (protocol === 'data:' || protocol === 'blob:') return '';
    return decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1));
  } catch {
    return '';
  }
}
