import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { FrameBatch } from '../part/frame-batch.ts';

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
  /** In a frame of its own: another layout within the observation could change the width that is being observed. */
  private readonly measuring = new FrameBatch(() => this.measure());
  private readonly observer = new ResizeObserver(() => this.measuring.request());

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    this.measure();
    this.observer.observe(this.host);
  }

  hostDisconnected(): void {
    this.observer.disconnect();
    this.measuring.cancel();
  }

  private measure(): void {
    const width = this.host.clientWidth;
    const layout = width >= WIDE_FROM ? 'wide' : width >= MIDDLE_FROM ? 'middle' : 'narrow';
    if (width === 0 || layout === this.layout) return;
    this.layout = layout;
    this.host.requestUpdate();
  }
}
