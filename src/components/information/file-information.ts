import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { SILENCE_MS } from '../../base/listen-to.ts';
import { isAbortError, XrayError } from '../../base/xray-error.ts';
import type { HeaderField, HeaderFields } from '../../decode/source/header-field.ts';
import type { FileEntry } from '../../session/files/file-entry.ts';
import { keysDialogStyles } from '../keys/keys-dialog.styles.ts';
import { controls } from '../part/controls.styles.ts';
import { html } from '../part/html.ts';
import { ICONS } from '../part/icons.ts';
import { LabPart } from '../part/lab-part.ts';
import { errorWords } from '../words/error-words.ts';
import { directionOf } from '../words/text-direction.ts';
import { fileInformationStyles } from './file-information.styles.ts';

/**
 * What the header of a DICOM file says, the patient's name and all, over everything. It is read when this is put into the document, and held
 * by nothing else; the host of it takes it out when it tells `close`.
 */
export class XrayFileInformation extends LabPart {
  static override styles = [controls, keysDialogStyles, fileInformationStyles];

  /** The file with its header. */
  @property({ attribute: false }) opened: FileEntry['opened'] = null;
  @state() private read: HeaderFields | null = null;
  @state() private error: XrayError | null = null;
  private reading: AbortController | null = null;
  /** The veil was pressed, and not the dialog. */
  private veilPressed = false;

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.reading?.abort();
    this.read = null;
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('opened')) void this.ask();
  }

  protected override render(): TemplateResult {
    const { words, read, error } = this;
    const problem = error && errorWords(error, words);
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
            <h2 id="title">${words.fileInformation}</h2>
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
          <p class="note" role="status">${problem ? problem.message : read ? words.informationNote : words.working}</p>
          <table dir="ltr" translate="no">
            ${read?.fields.map((field) => this.renderField(field))}
          </table>
          ${read?.more ? html`<p class="note">${words.moreFields}</p>` : nothing}
        </div>
      </div>
    `;
  }

  private renderField({ depth, tag, name, vr, value, bytes }: HeaderField): TemplateResult {
    const said = value ?? (bytes === null ? '' : this.words.fileSize(bytes));
    return html`<tr>
      <td class="tag">${'\u2003'.repeat(depth)}${tag} ${vr}</td>
      <td class="name">${name}</td>
      <td><bdi>${said}</bdi></td>
    </tr>`;
  }

  private async ask(): Promise<void> {
    const { signal } = (this.reading = new AbortController());
    try {
      const read = (await this.opened?.fields({ signal, patience: SILENCE_MS })) ?? null;
      if (!signal.aborted) this.read = read;
    } catch (error) {
      if (!isAbortError(error) && error instanceof XrayError) this.error = error;
    }
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent('close'));
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
