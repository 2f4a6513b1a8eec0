/** Whether this browser lets pages put images on the clipboard: most do, on secure pages only. */
export function imagesCanBeCopied(): boolean {
  const { clipboard } = navigator as Partial<Pick<Navigator, 'clipboard'>>;
  return typeof ClipboardItem === 'function' && typeof clipboard?.write === 'function';
}

/**
 * Puts a PNG on the clipboard. To be called while a person's action is handled, with an image that may still be in the
 * making: afterwards Safari refuses. Rejects with the image's failure, or with the browser's.
 */
export async function copyPng(png: Promise<Blob>): Promise<void> {
  const item = promisedItem(png) ?? new ClipboardItem({ 'image/png': await png });
  // A failed image is told of as itself, not as one that the clipboard did not get.
  await Promise.all([png, navigator.clipboard.write([item])]);
}

/** Null where a browser takes finished images only (Chrome before 97). */
function promisedItem(png: Promise<Blob>): ClipboardItem | null {
  try {
    return new ClipboardItem({ 'image/png': png });
  } catch {
    return null;
  }
}
