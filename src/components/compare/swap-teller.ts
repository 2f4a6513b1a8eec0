import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A key that is held down swaps many times a second: what stays is told. */
const REST_MS = 400;

/** Tells those who hear the interface which of two images that are seen in turn is there. */
export class SwapTeller implements ReactiveController {
  /** The newest sentence. */
  said = '';
  private seen: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** @param caption of the image that is seen; null where none is swapped by hand */
  follow(caption: string | null): void {
    const before = this.seen;
    this.seen = caption;
    if (caption === before) return;
    clearTimeout(this.timer);
    this.said = '';
    // The first one was chosen, and is known.
    if (caption === null || before === null) return;
    this.timer = setTimeout(() => {
      this.said = caption;
      this.host.requestUpdate();
    }, REST_MS);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
  }
}
