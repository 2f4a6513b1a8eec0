const ALLOWS_DOWNLOADS = /(^|\s)allow-downloads(\s|$)/i;

/**
 * Whether a frame around the page in `view` refuses downloads, as far as can be known: what frames of other sites allow, and
 * those that give the page an origin of its own, cannot be asked.
 */
export function downloadsAreRefused(view: Window): boolean {
  for (let { frameElement: frame } = view; frame; frame = frame.ownerDocument.defaultView?.frameElement ?? null) {
    const sandbox = frame.getAttribute('sandbox');
    if (sandbox !== null && !ALLOWS_DOWNLOADS.test(sandbox)) return true;
  }
  return false;
}
