import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { controls } from './controls.styles.ts';
import { dropAreaStyles } from './drop-area.styles.ts';
import { formatNames } from './format.ts';
import { ICONS } from './icons.ts';
import { MESSAGES } from './messages.ts';
import { tell } from './part-events.ts';

/** What stands where no image is yet: how to bring one. */
export class XrayDropArea extends LitElement {
  static override styles = [controls, dropAreaStyles];

  @property() accept = '';
  @property({ type: Number }) maxFileSize = 0;
  @property({ type: Boolean }) sample = false;

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  protected override render(): TemplateResult {
    return html`
      <div class="area">
        <div class="film">${ICONS.film}</div>
        <p class="lead">${MESSAGES.dropHere}</p>
        <div class="actions">
          <button type="button" class="primary" @click=${() => tell(this, 'part-choose', null)}>
            ${ICONS.choose}${MESSAGES.chooseImage}
          </button>
          ${
            this.sample
              ? html`<button type="button" @click=${() => tell(this, 'part-sample', null)}>
                  ${MESSAGES.trySample}
                </button>`
              : nothing
          }
        </div>
        <slot></slot>
        <p class="small numbers">${MESSAGES.limits(formatNames(this.accept), this.maxFileSize)}</p>
        <p class="small">${MESSAGES.privacy}</p>
      </div>
    `;
  }
}
