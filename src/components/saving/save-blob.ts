import { XrayError } from '../../base/xray-error.ts';
import { downloadsAreRefused } from './frames.ts';

/** How long a browser may take to begin a download before its address is taken back. */
const GRACE_MS = 60_000;

/**
 * Hands `blob` to the reader as a download called `name`, from the window in which the reader acts.
 * @throws XrayError `export-failed` where it is known that the browser would refuse it, which it does without a word.
 */
export function saveBlob(blob: Blob, name: string, view: Window): void {
  if (downloadsAreRefused(view)) {
    throw new XrayError('export-failed', 'The frame that this page is in allows no downloads.', {
      hint: 'Open the page by itself; or the page around it has to give the frame “allow-downloads”.',
      reason: 'frame',
    });
  }
  const url = URL.createObjectURL(blob);
  const link = view.document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), GRACE_MS);
}
