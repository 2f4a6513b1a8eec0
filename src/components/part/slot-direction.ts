import type { LitElement, ReactiveController } from 'lit';
import { windowOf } from './own-window.ts';

/**
 * What a page puts into the element's slots is written as the page is, and not as the element's own words around it:
 * inheritance goes by where a slot stands.
 */
export class SlotDirection implements ReactiveController {
  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  hostUpdated(): void {
    const { host } = this;
    if (host.childElementCount === 0) return;
    // Out of the page, Chromium holds slots that are gone, with all around them, until it is asked for what is in one.
    if (!host.isConnected) return void host.renderRoot.querySelector('slot')?.assignedNodes();
    const { direction } = windowOf(host).getComputedStyle(host);
    for (const slot of host.renderRoot.querySelectorAll('slot')) slot.dir = direction;
  }
}
