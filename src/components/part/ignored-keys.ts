const ignored = new WeakSet<Event>();

/** A key does nothing in the element: whoever uses it there was given another one, or none. */
export function ignoreKey(event: Event): void {
  ignored.add(event);
}

export function isIgnored(event: Event): boolean {
  return ignored.has(event);
}
