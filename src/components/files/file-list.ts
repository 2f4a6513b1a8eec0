import { nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { html } from '../part/html.ts';
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
import { fileRow, sizeOf } from './file-row.ts';
import { namePartsOf, type NameParts } from './name-parts.ts';
import { areFolded, problemFold, type Problems } from './problem-fold.ts';
import { directionOf } from '../words/text-direction.ts';
import { errorWords } from '../words/error-words.ts';
import { RowKeys } from './row-keys.ts';
import { RowWindow } from './row-window.ts';
import { NOTHING_LISTED, surveyOf } from './survey.ts';

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

  /** Whether what went wrong is seen under its line; null as long as nobody chose. */
  @state() private open: boolean | null = null;

  private survey = NOTHING_LISTED;
  /** Files that are in the list, and their names as they are shown. */
  private listed: readonly FileEntry[] = [];
  private nameParts: readonly NameParts[] = [];
  /** What is under one line, and not in the list; null where it is told in full. */
  private folded: Problems | null = null;
  /** The place of the problem that has the focus. */
  private focusedProblem: number | null = null;
  /** Indices of the files that are in the page; null for all. */
  private chosen: readonly number[] | null = null;
  /** The index of the file that has the focus, or takes it when its control goes; null where none has. */
  private focused: number | null = null;
  /** What is said of a file that failed while it may not have been in the page. */
  private failure = '';
  private lastNotice = 0;
  /** What stands under it would move. */
  protected override readonly waits = false;
  private readonly gate = new FrameGate();
  private readonly rows = new RowWindow(this);
  private readonly keys = new RowKeys(this, {
    ids: () => this.listed.map(({ id }) => id),
    first: () => this.selectedId,
    remove: (id) => tell(this, 'part-remove-file', { id }),
    isRightToLeft: () => directionOf(this.words.language) === 'rtl',
  });

  /** Once a frame: thousands of files have many changes. */
  protected override scheduleUpdate(): Promise<unknown> | undefined {
    return this.hasUpdated ? this.gate.pass(() => void super.scheduleUpdate()) : super.scheduleUpdate();
  }

  protected override willUpdate(): void {
    const { entries, notices } = this;
    this.survey = surveyOf(entries, this.isOutdated, this.survey);
    const problems = { notices, failed: this.survey.failed.size > 0 ? entries.filter(isRefused) : [] };
    this.folded = areFolded(problems) ? problems : null;
    if (!this.folded) this.open = null;
    this.list(this.folded && problems.failed.length > 0 ? entries.filter((entry) => !isRefused(entry)) : entries);
    const { focusedControl: focused, listed } = this;
    const place = focused?.closest<HTMLElement>('[data-at]')?.dataset.at;
    this.focusedProblem = place === undefined ? null : Number(place);
    const row = focused?.closest<HTMLElement>('[data-id]');
    // When a file is gone, the one in its place takes the focus.
    const index = row ? listed.findIndex(({ id }) => id >= Number(row.dataset.id)) : 0;
    this.focused = focused && (index < 0 ? listed.length - 1 : index);
    this.chosen = this.rows.choose(
      {
        count: listed.length,
        idOf: (at) => listed[at].id,
        lookOf: (at) => this.lookOf(listed[at]),
        isAlone: (at) => listed[at].state.kind === 'failed',
      },
      this.keys.goal === null ? this.focused : listed.findIndex(({ id }) => id === this.keys.goal),
    );
    const notice = notices[notices.length - 1];
    const { failure } = this.survey;
    const newest = notice && notice.id > this.lastNotice ? notice.error : failure;
    this.lastNotice = notice?.id ?? 0;
    if (!this.isToldApart) this.failure = '';
    else if (newest) this.failure = Object.values(errorWords(newest, this.words)).join(' ');
  }

  /** What fails is told beside the list, where it may not be in it, or is not seen. */
  private get isToldApart(): boolean {
    return this.chosen !== null || this.folded !== null;
  }

  private list(listed: readonly FileEntry[]): void {
    const { listed: before } = this;
    const same = listed.length === before.length && listed.every(({ name }, at) => name === before[at].name);
    this.listed = listed;
    if (!same) this.nameParts = namePartsOf(listed.map(({ name }) => name));
  }

  protected override updated(): void {
    const { focused, focusedProblem, listed } = this;
    if (this.focusedControl) return;
    if (focusedProblem !== null) this.focusProblem(focusedProblem);
    else if (focused !== null && focused in listed)
      this.renderRoot.querySelector<HTMLElement>(`[data-id="${listed[focused].id}"] button`)?.focus();
  }

  /** The one in its place, or the last; else the line over them, or what comes first. */
  private focusProblem(place: number): void {
    const problems = this.renderRoot.querySelectorAll<HTMLElement>('[data-at] button');
    (
      problems[Math.min(place, problems.length - 1)] ?? this.renderRoot.querySelector<HTMLElement>('.fold-line, button')
    )?.focus();
  }

  /** Also while the window is not the active one: then `:focus` is nothing in WebKit. */
  private get focusedControl(): Element | null {
    return this.shadowRoot?.activeElement ?? null;
  }

  protected override render(): TemplateResult {
    return html`
      ${
        this.folded
          ? problemFold(this, this.words, this.folded, {
              open: this.isOpen,
              onToggle: () => (this.open = !this.isOpen),
            })
          : repeat(
              this.notices,
              ({ id }) => id,
              ({ id, error }) => errorCard(error, this.words, () => tell(this, 'part-dismiss-notice', { id })),
            )
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
              <p id="row-keys" hidden>${this.words.rowKeys}</p>
              <ul
                class="rows"
                aria-label=${this.words.files}
                ?hidden=${this.listed.length === 0}
                @focusin=${this.keys.onFocusIn}
                @focusout=${this.keys.onFocusOut}
                @keydown=${this.keys.onKey}
              >
                ${repeat(
                  this.chosen ?? this.listed.keys(),
                  (index) => this.listed[index].id,
                  (index) => this.renderRow(index),
                )}
              </ul>`
      }
      ${this.isToldApart ? html`<div class="visually-hidden" role="alert">${this.failure}</div>` : nothing}
    `;
  }

  /** At first, where there is nothing else to be seen. */
  private get isOpen(): boolean {
    return this.open ?? this.listed.length === 0;
  }

  /** Stays in sight however far the list is scrolled. */
  private renderHead(): TemplateResult {
    const { words } = this;
    return html`<div class="head">
      ${this.renderSummary()}
      <div class="actions">
        ${this.cancelable ? this.headButton(words.cancelAll, ICONS.stop, () => tell(this, 'part-cancel', { id: null })) : nothing}
        ${this.redoable ? this.headButton(words.processAgain, ICONS.reset, () => tell(this, 'part-redo', { id: null })) : nothing}
        ${this.headButton(words.removeAll, nothing, () => tell(this, 'part-remove-all', null))}
      </div>
    </div>`;
  }

  private headButton(label: string, icon: TemplateResult | typeof nothing, action: () => void): TemplateResult {
    return html`<button type="button" class="quiet" title=${label} @click=${action}>
      ${icon}<span class="label">${label}</span>
    </button>`;
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
    const { chosen, listed } = this;
    const entry = listed[index];
    return html`<li
      class=${entry.state.kind}
      data-id=${entry.id}
      aria-setsize=${chosen ? listed.length : nothing}
      aria-posinset=${chosen ? index + 1 : nothing}
    >
      ${this.renderEntry(index)}
    </li>`;
  }

  private renderEntry(index: number): TemplateResult {
    const { listed, nameParts, processing, selectedId, survey, thumbnails, words } = this;
    const entry = listed[index];
    const { id, name, state } = entry;
    if (state.kind !== 'failed')
      return fileRow(this, words, entry, {
        parts: nameParts[index],
        thumbnail: thumbnails?.get(id) ?? null,
        selected: id === selectedId,
        processing,
        outdated: survey.outdated.has(id),
      });
    return errorCard(state.error, words, () => tell(this, 'part-remove-file', { id }), {
      detail: sizeOf(words, entry),
      alert: !this.chosen,
      again: isUnanswered(state.error) ? { file: name, action: () => tell(this, 'part-redo', { id }) } : null,
    });
  }

  /** What its height follows from. */
  private lookOf({ id, state: { kind } }: FileEntry): string {
    return this.survey.outdated.has(id) ? 'outdated' : kind;
  }
}

/** Whether it can not be read at all, and trying again would not help. */
function isRefused({ state }: FileEntry): boolean {
  return state.kind === 'failed' && !isUnanswered(state.error);
}
