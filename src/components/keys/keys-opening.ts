import type { ReactiveControllerHost } from 'lit';
import { deepActiveElement } from './deep-active-element.ts';
import type { XrayKeysDialog } from './keys-dialog.ts';

/** Opens and closes the list of keys; the focus goes there, and back to where it was. */
export class KeysOpening {
  private shown = false;
  private focusedBefore: HTMLElement | null = null;

  /** @param listLoaded settles when what shows the list has come, or cannot */
  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode },
    private readonly listLoaded: () => Promise<void>,
  ) {}

  get open(): boolean {
    return this.shown;
  }

  async show(open: boolean): Promise<void> {
    const { host } = this;
    if (open) await this.listLoaded().then(() => host.updateComplete);
    if (open === this.shown || !host.renderRoot.querySelector('xray-keys-dialog')) return;
    if (open) this.focusedBefore = deepActiveElement(host);
    this.shown = open;
    host.requestUpdate();
    await host.updateComplete;
    const dialog = host.renderRoot.querySelector<XrayKeysDialog>('xray-keys-dialog');
    (open ? dialog : this.focusedBefore)?.focus();
  }
}
