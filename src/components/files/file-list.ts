import { nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { html } from '../part/html.ts';
import { STAGE_IDS } from '../../pipeline/standard-graph.ts';
import type { FolderNote } from '../../session/intake/brought-files.ts';
import { controls } from '../part/controls.styles.ts';
import { errorCard } from './error-card.ts';
import { isUnanswered } from '../../session/files/failure.ts';
import type { FileEntry } from '../../session/files/file-entry.ts';
import type { Notice } from '../../session/notices.ts';
import type { Thumbnails } from './thumbnails.ts';
import { fileListStyles } from './file-list.styles.ts';
import { formatsIn } from '../words/format.ts';
import { ICONS } from '../part/icons.ts';
import { LabPart } from '../part/lab-part.ts';
import { FrameGate } from '../part/frame-gate.ts';
import { tell } from '../part/part-events.ts';
import { errorWords } from '../words/error-words.ts';
import { RowWindow } from './row-window.ts';
import { NOTHING_LISTED, surveyOf } from './survey.ts';

/** More problems that are no file's own are not read by anybody. */
const MOST_NOTICES = 20;

/** The files in the order in which they came; a failed one is replaced by what went wrong with it. */
export class XrayFileList extends LabPart {
  static override styles = [controls, fileListStyles];

  @property({ attribute: false }) entries: readonly FileEntry[] = [];
  /** Pictures of them; new ones are there with the next `entries`. */
  @property({ attribute: false }) thumbnails: Pick<Thumbnails, 'get'> | null = null;
  /** What is to be said of files that are not in the list. */
  @property({ attribute: false }) note: FolderNote | null = null;
  @property({ attribute: false }) notices: readonly Notice[] = [];
  /** Whether the results of one were made with other parameters than are set now. */
  @property({ attribute: false }) isOutdated: (entry: FileEntry) => boolean = () => false;
  @property({ type: Boolean }) processing = false;
  /** Of all files at work; null while that cannot be told. */
  @property({ type: Number }) millisecondsLeft: number | null = null;
  @property({ type: Number }) selectedId: number | null = null;

  private survey = NOTHING_LISTED;
  /** Indices of the files that are in the page; null for all. */
  private chosen: readonly number[] | null = null;
  /** The index of the file that has the focus, or takes it when its control goes; null where none has. */
  private focused: number | null = null;
  /** What is said of a file that failed while it may not have been in the page. */
  private failure = '';
  private readonly gate = new FrameGate();
  private readonly rows = new RowWindow(this);

  /** Once a frame: thousands of files have many changes. */
  protected override scheduleUpdate(): Promise<unknown> | undefined {
    return this.hasUpdated ? this.gate.pass(() => void super.scheduleUpdate()) : super.scheduleUpdate();
  }

  protected override willUpdate(): void {
    const { entries } = this;
    this.survey = surveyOf(entries, this.isOutdated, this.survey);
    const { focusedControl: focused } = this;
    const row = focused?.closest('li');
    // When a file is gone, the one in its place takes the focus.
    const index = row ? entries.findIndex(({ id }) => id >= Number(row.dataset.id)) : 0;
    this.focused = focused && (index < 0 ? entries.length - 1 : index);
    this.chosen = this.rows.choose(
      {
        count: entries.length,
        idOf: (at) => entries[at].id,
        lookOf: (at) => this.lookOf(entries[at]),
        isAlone: (at) => entries[at].state.kind === 'failed',
      },
      this.focused,
    );
    const { failure } = this.survey;
    if (!this.chosen) this.failure = '';
    else if (failure) this.failure = Object.values(errorWords(failure, this.words)).join(' ');
  }

  protected override updated(): void {
    const { focused, entries } = this;
    if (focused === null || !(focused in entries) || this.focusedControl) return;
    this.renderRoot.querySelector<HTMLElement>(`[data-id="${entries[focused].id}"] button`)?.focus();
  }

  /** Also while the window is not the active one: then `:focus` is nothing in WebKit. */
  private get focusedControl(): Element | null {
    return this.shadowRoot?.activeElement ?? null;
  }

  protected override render(): TemplateResult {
    return html`
      ${repeat(
        this.notices.slice(0, MOST_NOTICES),
        ({ id }) => id,
        ({ id, error }) => errorCard(error, this.words, () => tell(this, 'part-dismiss-notice', { id })),
      )}
      ${
        this.notices.length > MOST_NOTICES
          ? html`<p class="note">${this.words.moreProblems(this.notices.length - MOST_NOTICES)}</p>`
          : nothing
      }
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
                  this.chosen ?? this.entries.keys(),
                  (index) => this.entries[index].id,
                  (index) => this.renderRow(index),
                )}
              </ul>
              ${this.chosen ? html`<div class="visually-hidden" role="alert">${this.failure}</div>` : nothing}`
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
      <button type="button" class="quiet" @click=${() => tell(this, 'part-remove-all', null)}>
        ${this.words.removeAll}
      </button>
    </div>`;
  }

  private said({ taken, skipped, accept }: FolderNote): string {
    const formats = formatsIn(accept);
    const left = skipped > 0 ? [this.words.skipped(skipped, formats)] : [];
    return (taken > 0 ? left : [this.words.noneInFolder(formats), ...left]).join(': ');
  }

  private get cancelable(): boolean {
    const { waits, works } = this.survey;
    return works || (waits && this.processing);
  }

  private get redoable(): boolean {
    const { cancelled, outdated, unanswered } = this.survey;
    return outdated.size > 0 || cancelled + unanswered > 0;
  }

  private renderSummary(): TemplateResult | typeof nothing {
    const { entries, millisecondsLeft } = this;
    if (entries.length < 2) return nothing;
    const { done, failed, cancelled } = this.survey;
    const summary = this.words.summary(done, entries.length, failed.size, cancelled);
    const left = this.processing && millisecondsLeft !== null ? `, ${this.words.timeLeft(millisecondsLeft)}` : '';
    return html`<p class="summary numbers">${summary}${left}</p>`;
  }

  /** Of a list that is not in the page as a whole, a row says where it stands. */
  private renderRow(index: number): TemplateResult {
    const { chosen, entries } = this;
    const entry = entries[index];
    return html`<li
      class=${entry.state.kind}
      data-id=${entry.id}
      aria-setsize=${chosen ? entries.length : nothing}
      aria-posinset=${chosen ? index + 1 : nothing}
    >
      ${this.renderEntry(entry)}
    </li>`;
  }

  private renderEntry(entry: FileEntry): TemplateResult {
    const { id, name, state } = entry;
    const cancelled = state.kind === 'cancelled';
    if (state.kind === 'failed')
      return errorCard(state.error, this.words, () => tell(this, 'part-remove-file', { id }), {
        detail: this.sizeOf(entry),
        alert: !this.chosen,
        again: isUnanswered(state.error) ? { file: name, action: () => tell(this, 'part-redo', { id }) } : null,
      });
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
          <span class="name"><bdi translate="no">${name}</bdi></span>
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
    return this.survey.outdated.has(id) ? words.otherParameters : '';
  }

  /** What its height follows from. */
  private lookOf({ id, state: { kind } }: FileEntry): string {
    return this.survey.outdated.has(id) ? 'outdated' : kind;
  }

  /** Of the image, once it is known, and of the file. */
  private sizeOf({ facts, file }: FileEntry): TemplateResult {
    const bytes = this.words.fileSize(file.size);
    // Short, for the narrow column beside the image.
    const size = html`<bdi>${bytes}</bdi>`;
    return facts ? html`<bdi dir="ltr">${facts.width} × ${facts.height}</bdi>, ${size}` : size;
  }

  /** Files that wait for a press of "Process Image" are not. */
  private isUnderWay({ state: { kind } }: FileEntry): boolean {
    return kind === 'working' || (kind === 'waiting' && this.processing);
  }
}
