/** Those of `addresses`, separated by spaces, that lead to the page's own server. */
export function ownAddresses(addresses: string): string[] {
  return addresses.split(/\s+/).filter((url) => url !== '' && isSameOrigin(url));
}

function isSameOrigin(url: string): boolean {
  try {
    return new URL(url, document.baseURI).origin === location.origin;
  } catch {
    return false;
  }
}
