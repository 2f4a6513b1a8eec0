import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { SizeWatch } from './size-watch.ts';

/** How much room the element has, whatever the page around it has. */
export type BoxLayout = 'narrow' | 'middle' | 'wide';

const MIDDLE_FROM = 600;
const WIDE_FROM = 1000;

/**
 * Watches the element's own width. Container queries would do for styles, but not in the oldest browsers supported, and
 * the parameters are another structure in a wide box than in a narrow one.
 */
export class BoxLayoutController implements ReactiveController {
  layout: BoxLayout = 'narrow';

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
    new SizeWatch(
      host,
      () => host,
      () => this.measure(),
    );
  }

  hostConnected(): void {
    this.measure();
  }

  private measure(): void {
    const width = this.host.clientWidth;
    const layout = width >= WIDE_FROM ? 'wide' : width >= MIDDLE_FROM ? 'middle' : 'narrow';
    if (width === 0 || layout === this.layout) return;
    this.layout = layout;
    this.host.requestUpdate();
  }
}
