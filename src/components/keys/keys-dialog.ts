import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { XrayError } from '../../base/xray-error.ts';
import { html } from '../part/html.ts';
import { controls } from '../part/controls.styles.ts';
import { ICONS } from '../part/icons.ts';
import { checkedKeys, type KeyBindings } from './key-bindings.ts';
import { KeyTranslation } from './key-translation.ts';
import { keyRows } from './key-rows.ts';
import { keysDialogStyles } from './keys-dialog.styles.ts';
import { LabPart } from '../part/lab-part.ts';
import { tell } from '../part/part-events.ts';
import { directionOf } from '../words/text-direction.ts';

/** The list of keys, over everything. Its own dialog, as several of the browsers served have no `<dialog>`. */
export class XrayKeysDialog extends LabPart {
  static override styles = [controls, keysDialogStyles];

  @property({ type: Boolean }) open = false;
  /** As the page sets them, which may know commands that there are not. */
  @property({ attribute: false }) bindings: KeyBindings = {};
  private chosen: KeyBindings = {};
  /** The veil was pressed, and not the dialog. */
  private veilPressed = false;

  constructor() {
    super();
    new KeyTranslation(this, () => this.chosen);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('bindings')) this.choose();
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.open) return nothing;
    const { words } = this;
    return html`
      <div
        class="veil"
        lang=${words.language}
        dir=${directionOf(words.language)}
        @pointerdown=${(event: Event) => (this.veilPressed = event.target === event.currentTarget)}
        @click=${this.onVeil}
        @keydown=${this.onKey}
      >
        <div class="dialog" role="dialog" aria-modal="true" aria-labelledby="title" tabindex="-1">
          <div class="head">
            <h2 id="title">${words.keysTitle}</h2>
            <button
              type="button"
              class="quiet icon"
              aria-label=${words.close}
              title=${words.close}
              @click=${this.close}
            >
              ${ICONS.dismiss}
            </button>
          </div>
          <dl>
            ${keyRows(words, this.chosen).map(
              ([keys, meaning]) =>
                html`<dt>${keys}</dt>
                  <dd>${meaning}</dd>`,
            )}
          </dl>
        </div>
      </div>
    `;
  }

  private choose(): void {
    this.chosen = {};
    try {
      this.chosen = checkedKeys(this.bindings);
    } catch (error) {
      if (!(error instanceof XrayError)) throw error;
      // Nobody but who writes the page can do anything about it.
      console.warn(error);
      const { code, message, hint = null } = error;
      const options = { detail: { code, message, hint, file: null }, bubbles: true, composed: true };
      this.dispatchEvent(new CustomEvent('xray-error', options));
    }
  }

  private close(): void {
    tell(this, 'part-show-keys', { open: false });
  }

  /** With the whole click, as pressing takes the focus away. */
  private onVeil(event: Event): void {
    if (this.veilPressed && event.target === event.currentTarget) this.close();
  }

  private onKey(event: KeyboardEvent): void {
    // Keys are the dialog's while it is open.
    event.stopPropagation();
    if (event.key === 'Escape') this.close();
    // The one thing in it that Tab goes to, also from the text.
    if (event.key === 'Tab') this.focus();
    if (event.key === 'Escape' || event.key === 'Tab') event.preventDefault();
  }
}
