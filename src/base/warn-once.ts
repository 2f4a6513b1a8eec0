const told = new Set<string>();

/**
 * Tells developers of a trouble that was got over, so that nobody else hears of it: one warning on the console for the
 * life of the page, however many files meet it.
 */
export function warnOnce(error: Error): void {
  if (told.has(error.message)) return;
  told.add(error.message);
  console.warn(error);
}
