import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Whether the viewer has all the screen. Where the browser or the page around a frame does not allow that, it has all of the window, or of
 * the frame: the `full` attribute alone makes that. The browser is asked for the whole element, so that the list of keys can lie over it.
 */
export class FullScreen implements ReactiveController {
  on = false;
  private page: Document | null = null;
  /** Whether it is the browser's doing. */
  private native = false;

  constructor(private readonly viewer: ReactiveControllerHost & HTMLElement) {
    viewer.addController(this);
  }

  hostConnected(): void {
    this.page = this.viewer.ownerDocument;
    this.page.addEventListener('fullscreenchange', this.onChange);
  }

  hostDisconnected(): void {
    this.leave();
    this.page?.removeEventListener('fullscreenchange', this.onChange);
    this.page = null;
  }

  enter(): void {
    this.set(true);
    // What is refused is said by nobody: the viewer is large all the same.
    if (this.page?.fullscreenEnabled) this.whole.requestFullscreen().catch(() => undefined);
  }

  leave(): void {
    if (this.on) this.set(false);
    if (!this.native) return;
    this.native = false;
    this.page?.exitFullscreen().catch(() => undefined);
  }

  toggle(): void {
    if (this.on) this.leave();
    else this.enter();
  }

  /** The element that the viewer is a part of. */
  private get whole(): Element {
    return (this.viewer.getRootNode() as Partial<ShadowRoot>).host ?? this.viewer;
  }

  private set(on: boolean): void {
    this.on = on;
    this.viewer.toggleAttribute('full', on);
    this.viewer.requestUpdate();
  }

  /** The browser may come late, or end it by itself, as at Escape. */
  private readonly onChange = (): void => {
    const native = this.whole.matches(':fullscreen');
    const ended = this.native && !native;
    this.native = native;
    if (ended || (native && !this.on)) this.leave();
  };
}
