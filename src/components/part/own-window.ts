/** A node, as far as is asked here. */
interface Shown {
  readonly ownerDocument?: Document | null;
}

/**
 * The window in which `node` is shown. It is not always the script's: an element can be moved to a window of its own, or
 * to a frame. What goes by the screen, by frames, by keys or by a person's action has to be asked of this one.
 */
export function windowOf(node: Shown): Window & typeof globalThis {
  return node.ownerDocument?.defaultView ?? (globalThis as Window & typeof globalThis);
}

/** Device pixels a CSS pixel, where `node` is shown. */
export function densityOf(node: Shown): number {
  return windowOf(node).devicePixelRatio;
}
