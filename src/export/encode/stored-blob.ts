import { XrayError } from '../../base/xray-error.ts';

/** What is read as a whole, in bytes: to ask for two ends takes twice as long, as every piece is a blob of its own. */
const SMALL = 2 ** 15;

/**
 * `blob`, when the browser really has its content. One that it had no room for looks like any other until it is read:
 * browsers hold only so much, the less in private windows and on phones.
 * @throws XrayError `export-failed` when there is no room for it.
 */
export async function storedBlob(blob: Blob): Promise<Blob> {
  try {
    const read = blob.size > SMALL ? [blob.slice(0, 1), blob.slice(-1)] : [blob];
    await Promise.all(read.map((part) => part.arrayBuffer()));
    return blob;
  } catch (cause) {
    throw new XrayError('export-failed', 'The browser has no room left for the file.', {
      hint: 'Save to a folder where that is offered, or process and save fewer images at a time.',
      reason: 'no-room',
      cause,
    });
  }
}
