/**
 * Keeps the page's own files in the browser, so that it opens without a network: once this page is built, where its
 * manifest says so. It works all the same where a browser refuses that, in a private window, say.
 */
export function keepForOffline(): void {
  if (!('serviceWorker' in navigator) || !document.querySelector('link[rel="manifest"]')) return;
  navigator.serviceWorker.register('sw.js').catch((error: unknown) => console.warn('Not kept for offline use:', error));
}
