/** How long a browser may take to begin a download before its address is taken back. */
const GRACE_MS = 60_000;

/** Hands `blob` to the reader as a download called `name`. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), GRACE_MS);
}
