import type { LitElement, ReactiveController } from 'lit';

/** When the focused control goes with its part of the view, the one that begins anew takes the focus. */
export class FocusKeeper implements ReactiveController {
  private hadFocus = false;

  constructor(
    private readonly host: LitElement,
    /** The controls that begin anew: the first one there is. */
    private readonly successors: string,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.hadFocus = this.hasFocus;
  }

  hostUpdated(): void {
    if (this.hadFocus && !this.hasFocus) void this.keep();
  }

  private get hasFocus(): boolean {
    return Boolean(this.host.shadowRoot?.activeElement);
  }

  private async keep(): Promise<void> {
    const target = this.host.renderRoot.querySelector<HTMLElement | LitElement>(this.successors);
    // A part that has just come has no content yet.
    if (target && 'updateComplete' in target) await target.updateComplete;
    target?.focus({ preventScroll: true });
  }
}
