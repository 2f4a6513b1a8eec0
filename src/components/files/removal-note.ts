import type { TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { html } from '../part/html.ts';
import { controls } from '../part/controls.styles.ts';
import { ICONS } from '../part/icons.ts';
import { LabPart } from '../part/lab-part.ts';
import { tell } from '../part/part-events.ts';
import { removalNoteStyles } from './removal-note.styles.ts';

/** Says that all files were removed, as long as that can be taken back. */
export class XrayRemovalNote extends LabPart {
  static override styles = [controls, removalNoteStyles];

  /** How many. */
  @property({ type: Number }) count = 0;
  /** Browsers tell of a change in a status, not of a new one. */
  @state() private said = false;

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  protected override firstUpdated(): void {
    void this.updateComplete.then(() => (this.said = true));
  }

  protected override render(): TemplateResult {
    const { words } = this;
    return html`<div class="note">
      <span class="text numbers" id="said" role="status">${this.said ? words.removedAll(this.count) : ''}</span>
      <button type="button" aria-describedby="said" @click=${() => tell(this, 'part-undo-removal', null)}>
        ${ICONS.undo}${words.undo}
      </button>
      <button
        type="button"
        class="quiet icon"
        aria-label=${words.letGo}
        title=${words.letGo}
        @click=${() => tell(this, 'part-let-go', null)}
      >
        ${ICONS.dismiss}
      </button>
    </div>`;
  }
}
