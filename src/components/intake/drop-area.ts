import { nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { html } from '../part/html.ts';
import { controls } from '../part/controls.styles.ts';
import { dropAreaStyles } from './drop-area.styles.ts';
import { FOLDERS_CAN_BE_CHOSEN } from './folder-dialog.ts';
import { limitsOf } from '../words/format.ts';
import { ICONS } from '../part/icons.ts';
import { LabPart } from '../part/lab-part.ts';
import type { FirstWords } from '../words/first-words.ts';
import { tell } from '../part/part-events.ts';

/** What stands where no image is yet: how to bring one. */
export class XrayDropArea extends LabPart<FirstWords> {
  static override styles = [controls, dropAreaStyles];

  @property() accept = '';
  /** Bytes; 0 where each format has its own limit. */
  @property({ type: Number }) maxFileSize = 0;
  @property({ type: Boolean }) sample = false;

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  protected override render(): TemplateResult {
    return html`
      <div class="area">
        <div class="film">${ICONS.film}</div>
        <p class="lead">${this.words.dropHere}</p>
        <div class="actions">
          <button type="button" class="primary" @click=${() => tell(this, 'part-choose', null)}>
            ${ICONS.choose}${this.words.chooseImage}
          </button>
          ${
            FOLDERS_CAN_BE_CHOSEN
              ? html`<button type="button" @click=${() => tell(this, 'part-choose-folder', null)}>
                  ${ICONS.folder}${this.words.chooseFolder}
                </button>`
              : nothing
          }
          ${
            this.sample
              ? html`<button type="button" @click=${() => tell(this, 'part-sample', null)}>
                  ${this.words.trySample}
                </button>`
              : nothing
          }
        </div>
        <slot></slot>
        <p class="small numbers">${this.words.limits(...limitsOf(this.accept, this.maxFileSize))}</p>
        <p class="small">${this.words.privacy}</p>
      </div>
    `;
  }
}
