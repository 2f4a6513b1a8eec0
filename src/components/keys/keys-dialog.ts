import { nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { html } from '../part/html.ts';
import { controls } from '../part/controls.styles.ts';
import { ICONS } from '../part/icons.ts';
import type { KeyBindings } from './key-bindings.ts';
import { keyRows } from './key-rows.ts';
import { keysDialogStyles } from './keys-dialog.styles.ts';
import { LabPart } from '../part/lab-part.ts';
import { tell } from '../part/part-events.ts';
import { directionOf } from '../words/text-direction.ts';

/** The list of keys, over everything. Its own dialog, as several of the browsers served have no `<dialog>`. */
export class XrayKeysDialog extends LabPart {
  static override styles = [controls, keysDialogStyles];

  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) bindings: KeyBindings = {};
  /** The veil was pressed, and not the dialog. */
  private veilPressed = false;

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
            ${keyRows(words, this.bindings).map(
              ([keys, meaning]) =>
                html`<dt>${keys}</dt>
                  <dd>${meaning}</dd>`,
            )}
          </dl>
        </div>
      </div>
    `;
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
