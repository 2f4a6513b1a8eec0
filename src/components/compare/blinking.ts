import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { windowOf } from '../part/own-window.ts';

/** How long each of two images is seen: far slower than what may bring on a seizure. */
const TURN_MS = 1000;

/** Shows two images in turn by itself, once it is asked to; never to those who ask for less motion. */
export class Blinking implements ReactiveController {
  private timer: { readonly view: Window; readonly id: number } | null = null;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly turn: () => void,
  ) {
    host.addController(this);
  }

  get on(): boolean {
    return this.timer !== null;
  }

  /** Whether it may be offered. */
  get allowed(): boolean {
    return !windowOf(this.host).matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  set(on: boolean): void {
    if (on === this.on) return;
    if (this.timer) this.timer.view.clearInterval(this.timer.id);
    const view = windowOf(this.host);
    this.timer = on && this.allowed ? { view, id: view.setInterval(this.turn, TURN_MS) } : null;
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.set(false);
  }
}
