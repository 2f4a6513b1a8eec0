import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { FrameBatch } from './frame-batch.ts';
import { windowOf } from './own-window.ts';

/**
 * Tells when an element gets another size, in a frame of its own: another layout within the observation could change the
 * size that is being observed.
 */
export class SizeWatch implements ReactiveController {
  private observer: ResizeObserver | null = null;
  private observed: Element | null = null;
  private readonly telling: FrameBatch;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    /** The host itself, or what it has rendered. */
    private readonly target: () => Element | null,
    onSize: () => void,
  ) {
    this.telling = new FrameBatch(onSize, () => windowOf(host));
    host.addController(this);
  }

  /** By the window that the host is in: the one it came from tells nothing while it is hidden itself. */
  hostConnected(): void {
    this.observer = new (windowOf(this.host).ResizeObserver)(() => this.telling.request());
    this.hostUpdated();
  }

  hostUpdated(): void {
    const target = this.target();
    if (!target || !this.observer || target === this.observed) return;
    this.observed = target;
    this.observer.observe(target);
  }

  hostDisconnected(): void {
    this.observer?.disconnect();
    this.observer = null;
    this.observed = null;
    this.telling.cancel();
  }
}
