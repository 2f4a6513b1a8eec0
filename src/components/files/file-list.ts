import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { STAGE_IDS } from '../../pipeline/standard-graph.ts';
import type { FolderNote } from '../../session/intake/brought-files.ts';
import { controls } from '../part/controls.styles.ts';
import { errorCard } from './error-card.ts';
import type { FileEntry } from '../../session/files/file-entry.ts';
import type { Notice } from '../../session/notices.ts';
import type { Thumbnails } from './thumbnails.ts';
import { fileListStyles } from './file-list.styles.ts';
import { formatsIn } from '../words/format.ts';
import { ICONS } from '../part/icons.ts';
import { LabPart } from '../part/lab-part.ts';
import { tell } from '../part/part-events.ts';

/** The files in the order in which they came; a failed one is replaced by what went wrong with it. */
export class XrayFileList extends LabPart {
  static override styles = [controls, fileListStyles];

  @property({ attribute: false }) entries: readonly FileEntry[] = [];
  /** Pictures of them; new ones are there with the next `entries`. */
  @property({ attribute: false }) thumbnails: Pick<Thumbnails, 'get'> | null = null;
  /** What is to be said of files that are not in the list. */
  @property({ attribute: false }) note: FolderNote | null = null;
  @property({ attribute: false }) notices: readonly Notice[] = [];
  /** Those whose results were made with other parameters than are set now. */
  @property({ attribute: false }) outdated: readonly number[] = [];
  @property({ type: Boolean }) processing = false;
  /** Of all files at work; null while that cannot be told. */
  @property({ type: Number }) millisecondsLeft: number | null = null;
  @property({ type: Number }) selectedId: number | null = null;

  private focusedItem = -1;

  protected override willUpdate(): void {
    const focused = this.renderRoot?.querySelector(':focus') ?? null;
    this.focusedItem = focused
      ? Math.max(
          0,
          this.items.findIndex((item) => item.contains(focused)),
        )
      : -1;
  }

  /** When the file that had the focus is gone, the one in its place takes it. */
  protected override updated(): void {
    const { focusedItem, items } = this;
    if (focusedItem < 0 || this.renderRoot.querySelector(':focus')) return;
    items[Math.min(focusedItem, items.length - 1)]?.querySelector('button')?.focus();
  }

  private get items(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll('li')];
  }

  protected override render(): TemplateResult {
    return html`
      ${repeat(
        this.notices,
        ({ id }) => id,
        ({ id, error }) => errorCard(error, this.words, () => tell(this, 'part-dismiss-notice', { id })),
      )}
      ${
        this.note === null
          ? nothing
          : html`<div class="note">
              <span role="status">${this.said(this.note)}</span>
              <button
                type="button"
                class="quiet icon"
                aria-label=${this.words.dismiss}
                title=${this.words.dismiss}
                @click=${() => tell(this, 'part-dismiss-note', null)}
              >
                ${ICONS.dismiss}
              </button>
            </div>`
      }
      ${
        this.entries.length === 0
          ? nothing
          : html`${this.renderHead()}
              <ul aria-label=${this.words.files}>
                ${repeat(
                  this.entries,
                  ({ id }) => id,
                  (entry) => html`<li class=${entry.state.kind}>${this.renderEntry(entry)}</li>`,
                )}
              </ul>`
      }
    `;
  }

  /** Stays in sight however far the list is scrolled. */
  private renderHead(): TemplateResult {
    return html`<div class="head">
      ${this.renderSummary()}
      ${
        this.cancelable
          ? html`<button type="button" class="quiet" @click=${() => tell(this, 'part-cancel', { id: null })}>
              ${ICONS.stop}${this.words.cancelAll}
            </button>`
          : nothing
      }
      ${
        this.redoable
          ? html`<button type="button" class="quiet" @click=${() => tell(this, 'part-redo', { id: null })}>
              ${ICONS.reset}${this.words.processAgain}
            </button>`
          : nothing
      }
    </div>`;
  }

  private said({ taken, skipped, accept }: FolderNote): string {
    const formats = formatsIn(accept);
    const left = skipped > 0 ? [this.words.skipped(skipped, formats)] : [];
    return (taken > 0 ? left : [this.words.noneInFolder(formats), ...left]).join(': ');
  }

  private get cancelable(): boolean {
    return this.entries.some((entry) => this.isUnderWay(entry));
  }

  private get redoable(): boolean {
    return this.outdated.length > 0 || this.entries.some(({ state }) => state.kind === 'cancelled');
  }

  private renderSummary(): TemplateResult | typeof nothing {
    const { entries, millisecondsLeft } = this;
    if (entries.length < 2) return nothing;
    const count = (kind: FileEntry['state']['kind']): number =>
      entries.filter(({ state }) => state.kind === kind).length;
    const summary = this.words.summary(count('done'), entries.length, count('failed'), count('cancelled'));
    const left = this.processing && millisecondsLeft !== null ? `, ${this.words.timeLeft(millisecondsLeft)}` : '';
    return html`<p class="summary numbers">${summary}${left}</p>`;
  }

  private renderEntry(entry: FileEntry): TemplateResult {
    const { id, name, state } = entry;
    const cancelled = state.kind === 'cancelled';
    if (state.kind === 'failed')
      return errorCard(state.error, this.words, () => tell(this, 'part-remove-file', { id }), this.sizeOf(entry));
    return html`
      <button
        type="button"
        class="file"
        part="file"
        title=${name}
        aria-current=${id === this.selectedId ? 'true' : 'false'}
        aria-disabled=${cancelled ? 'true' : 'false'}
        @click=${() => tell(this, 'part-select-file', { id })}
      >
        <span class="thumbnail" aria-hidden="true">${this.thumbnails?.get(id) ?? null}</span>
        <span class="text">
          <span class="name">${name}</span>
          <span class="state numbers">${this.stateOf(entry)}</span>
          <span class="size numbers">${this.sizeOf(entry)}</span>
        </span>
      </button>
      ${
        // One button for both, so that it keeps the focus when it was pressed.
        cancelled || this.isUnderWay(entry)
          ? html`<button
              type="button"
              class="quiet icon"
              aria-label=${cancelled ? this.words.processFileAgain(name) : this.words.cancel(name)}
              title=${cancelled ? this.words.processFileAgain(name) : this.words.cancel(name)}
              @click=${() => tell(this, cancelled ? 'part-redo' : 'part-cancel', { id })}
            >
              ${cancelled ? ICONS.reset : ICONS.stop}
            </button>`
          : nothing
      }
      <button
        type="button"
        class="quiet icon"
        aria-label=${this.words.remove(name)}
        title=${this.words.remove(name)}
        @click=${() => tell(this, 'part-remove-file', { id })}
      >
        ${ICONS.dismiss}
      </button>
    `;
  }

  private stateOf({ id, state }: FileEntry): string {
    const { words } = this;
    if (state.kind === 'waiting') return words.waiting;
    if (state.kind === 'working') return words.workingOn(state.ready, STAGE_IDS.length);
    if (state.kind === 'cancelled') return words.cancelled;
    return this.outdated.includes(id) ? words.otherParameters : '';
  }

  /** Of the image, once it is known, and of the file. */
  private sizeOf({ facts, file }: FileEntry): string {
    const bytes = this.words.fileSize(file.size);
    // Short, for the narrow column beside the image.
    return facts ? `${facts.width} × ${facts.height}, ${bytes}` : bytes;
  }

  /** Files that wait for a press of "Process Image" are not. */
  private isUnderWay({ state: { kind } }: FileEntry): boolean {
    return kind === 'working' || (kind === 'waiting' && this.processing);
  }
}
