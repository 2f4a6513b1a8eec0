/** Whether this browser lets pages put images on the clipboard: most do, on secure pages only. */
export function imagesCanBeCopied(): boolean {
  const { clipboard } = navigator as Partial<Pick<Navigator, 'clipboard'>>;
  return typeof ClipboardItem === 'function' && typeof clipboard?.write === 'function';
}

/**
 * Puts a PNG on the clipboard. To be called while a person's action is handled, with an image that may still be in the
 * making: afterwards Safari refuses. `view` is the window in which they act. Rejects with the image's failure, or with the browser's.
 */
export async function copyPng(png: Promise<Blob>, view: Window & typeof globalThis): Promise<void> {
  const item = promisedItem(png, view) ?? new view.ClipboardItem({ 'image/png': await png });
  // A failed image is told of as itself, not as one that the clipboard did not get.
  await Promise.all([png, view.navigator.clipboard.write([item])]);
}

/** Null where a browser takes finished images only (Chrome before 97). */
function promisedItem(png: Promise<Blob>, view: Window & typeof globalThis): ClipboardItem | null {
  try {
    return new view.ClipboardItem({ 'image/png': png });
  } catch {
    return null;
  }
}
