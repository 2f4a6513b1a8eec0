/** What has the focus inside `host`, in whatever shadow root it is. */
export function deepActiveElement(host: HTMLElement): HTMLElement | null {
  let element = host.shadowRoot?.activeElement ?? null;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element as HTMLElement | null;
}
