import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { controls } from './controls.styles.ts';
import { errorCard } from './error-card.ts';
import type { FileEntry, Notice } from './file-entry.ts';
import { fileListStyles } from './file-list.styles.ts';
import { ICONS } from './icons.ts';
import { MESSAGES } from './messages.ts';
import { tell } from './part-events.ts';

/** The files in the order in which they came; a failed one is replaced by what went wrong with it. */
export class XrayFileList extends LitElement {
  static override styles = [controls, fileListStyles];

  @property({ attribute: false }) entries: readonly FileEntry[] = [];
  @property({ attribute: false }) notices: readonly Notice[] = [];
  /** Those whose results were made with other parameters than are set now. */
  @property({ attribute: false }) outdated: readonly number[] = [];
  @property({ type: Number }) selectedId: number | null = null;

  protected override render(): TemplateResult {
    return html`
      ${repeat(
        this.notices,
        ({ id }) => id,
        ({ id, error }) => errorCard(error, () => tell(this, 'part-dismiss-notice', { id })),
      )}
      ${
        this.entries.length === 0
          ? nothing
          : html`<ul aria-label=${MESSAGES.files}>
              ${repeat(
                this.entries,
                ({ id }) => id,
                (entry) => html`<li class=${entry.state.kind}>${this.renderEntry(entry)}</li>`,
              )}
            </ul>`
      }
      ${
        this.outdated.length === 0
          ? nothing
          : html`<div class="actions">
              <button type="button" @click=${() => tell(this, 'part-redo', null)}>
                ${ICONS.reset}${MESSAGES.processAgain}
              </button>
            </div>`
      }
    `;
  }

  private renderEntry(entry: FileEntry): TemplateResult {
    const { id, name, facts, state, thumbnail } = entry;
    if (state.kind === 'failed') return errorCard(state.error, () => tell(this, 'part-dismiss-file', { id }));
    const size = facts ? MESSAGES.size(facts.width, facts.height) : '';
    const done = this.outdated.includes(id) ? MESSAGES.otherParameters : size;
    const said = { waiting: MESSAGES.waiting, working: MESSAGES.working, done }[state.kind];
    return html`
      <button
        type="button"
        class="file"
        part="file"
        title=${name}
        aria-current=${id === this.selectedId ? 'true' : 'false'}
        @click=${() => tell(this, 'part-select-file', { id })}
      >
        <span class="thumbnail" aria-hidden="true">${thumbnail}</span>
        <span class="text">
          <span class="name">${name}</span>
          <span class="state numbers">${said}</span>
        </span>
      </button>
    `;
  }
}
