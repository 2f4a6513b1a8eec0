/** What all `zoom` on `element` and around it make together. */
export function zoomOf(element: Element): number {
  const root = element.getRootNode();
  const around = element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  return Number(getComputedStyle(element).zoom) * (around ? zoomOf(around) : 1);
}
