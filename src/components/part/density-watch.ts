import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { windowOf } from './own-window.ts';

/** Tells when a CSS pixel gets another number of device pixels: on another screen, or in a page that is zoomed. */
export class DensityWatch implements ReactiveController {
  private query: MediaQueryList | null = null;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly onChange: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    const view = windowOf(this.host);
    this.query = view.matchMedia(`(resolution: ${view.devicePixelRatio}dppx)`);
    this.query.addEventListener('change', this.renew);
  }

  hostDisconnected(): void {
    this.query?.removeEventListener('change', this.renew);
  }

  /** A query holds for one density only. */
  private readonly renew = (): void => {
    this.hostDisconnected();
    this.hostConnected();
    this.onChange();
  };
}
