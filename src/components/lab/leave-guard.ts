import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { windowOf } from '../part/own-window.ts';

/**
 * Has the browser ask before the page is left, as long as something would be lost. It listens only then: browsers do not
 * keep a page for going back to that listens.
 */
export class LeaveGuard implements ReactiveController {
  /** The window whose leaving is asked about. */
  private guarded: Window | null = null;

  constructor(
    private readonly host: ReactiveControllerHost & Node,
    private readonly losesSomething: () => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostUpdated(): void {
    this.guard(this.losesSomething() ? windowOf(this.host) : null);
  }

  hostDisconnected(): void {
    this.guard(null);
  }

  private guard(view: Window | null): void {
    if (view === this.guarded) return;
    this.guarded?.removeEventListener('beforeunload', ask);
    view?.addEventListener('beforeunload', ask);
    this.guarded = view;
  }
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
  // What browsers went by before.
  event.returnValue = true;
}
