import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Has the browser ask before the page is left, as long as something would be lost. It listens only then: browsers do not
 * keep a page for going back to that listens.
 */
export class LeaveGuard implements ReactiveController {
  private listening = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly losesSomething: () => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostUpdated(): void {
    this.listen(this.losesSomething());
  }

  hostDisconnected(): void {
    this.listen(false);
  }

  private listen(wanted: boolean): void {
    if (wanted === this.listening) return;
    this.listening = wanted;
    if (wanted) addEventListener('beforeunload', ask);
    else removeEventListener('beforeunload', ask);
  }
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
  // What browsers went by before.
  event.returnValue = true;
}
