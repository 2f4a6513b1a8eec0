import type { Wheel } from '../part/wheel.ts';

/** What the wheel depends on. */
export interface WheelNeeds {
  readonly wheel: () => Wheel;
  /** Whether the viewer has the focus. */
  readonly focused: () => boolean;
  /** Whether it has all the window: then there is no page to be scrolled. */
  readonly full: () => boolean;
  /** Whether a turn changes nothing any more. */
  readonly spent: (event: WheelEvent) => boolean;
  /** Called when {@link ViewWheel.hint} has changed. */
  readonly changed: () => void;
}

/** Whether the wheel over the viewer is the viewer's, or the page's. */
export class ViewWheel {
  /** Whether the page took it lately, and the reader is to be told how to zoom. */
  hint = false;

  constructor(private readonly needs: WheelNeeds) {}

  /** Whether a turn zooms. */
  takes(event: Pick<WheelEvent, 'ctrlKey' | 'metaKey' | 'deltaY'>): boolean {
    const { wheel, focused, full, spent } = this.needs;
    const chosen = wheel();
    const command = event.ctrlKey || event.metaKey;
    const zooms = chosen !== 'none' && (chosen === 'zoom' || command || full() || (chosen === '' && focused()));
    this.set(!zooms && chosen !== 'none');
    // The page scrolls on where there is nothing more to be zoomed out of.
    return zooms && (chosen === 'zoom' || command || full() || !spent(event as WheelEvent));
  }

  readonly forgetHint = (): void => this.set(false);

  private set(hint: boolean): void {
    if (hint === this.hint) return;
    this.hint = hint;
    this.needs.changed();
  }
}
