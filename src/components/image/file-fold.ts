import { nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { filmBeside } from '../../session/files/film-beside.ts';
import type { Session } from '../../session/session.ts';
import { areListed } from '../files/listed-files.ts';
import { controls } from '../part/controls.styles.ts';
import { html } from '../part/html.ts';
import { ICONS } from '../part/icons.ts';
import { LabPart } from '../part/lab-part.ts';
import { directionOf } from '../words/text-direction.ts';
import type { Messages } from '../words/messages.ts';
import { fileFoldStyles } from './file-fold.styles.ts';

/**
 * The list of files (the default slot) behind one line, in a narrow box, where it would push the images out of the window. The line tells
 * which file is on show, goes to the next, and opens the list, which closes when a file was chosen in it.
 */
export class XrayFileFold extends LabPart {
  static override styles = [controls, fileFoldStyles];

  /** Of the file on show. */
  @property() fileName = '';
  /** What became of all. */
  @property() said = '';
  /** What went wrong has to be told: the list opens, unless the reader closed it since. */
  @property({ type: Number }) problems = 0;
  /** Goes to the next file, and to the one before; null where there is none. */
  @property({ attribute: false }) next: (() => void) | null = null;
  @property({ attribute: false }) former: (() => void) | null = null;

  @state() private chosen = false;
  /** How many problems there were when it was chosen. */
  private known = 0;
  @query('.which') private line!: HTMLElement;

  protected override firstUpdated(): void {
    this.addEventListener('part-select-file', () => {
      this.line.focus();
      this.show(false);
    });
  }

  protected override render(): TemplateResult {
    const { words, fileName, said, problems } = this;
    const open = this.chosen || problems > this.known;
    return html`
      <div class="line ${directionOf(words.language)}">
        ${this.renderStep('former', words.previousFilm)}
        <button
          type="button"
          class="quiet which"
          aria-expanded=${open ? 'true' : 'false'}
          aria-controls="files"
          @click=${() => this.show(!open)}
        >
          <span class="visually-hidden">${words.files}</span>
          <span class="text">
            <span class="name"><bdi translate="no">${fileName}</bdi></span>
            <span class="numbers">${said}</span>
          </span>
          ${problems > 0 ? html`<span class="warning">${ICONS.warning}</span>` : nothing} ${ICONS.chevron}
        </button>
        ${this.renderStep('next', words.nextFilm)}
      </div>
      <div id="files" ?hidden=${!open}><slot></slot></div>
    `;
  }

  private renderStep(way: 'next' | 'former', label: string): TemplateResult {
    return html`<button
      type="button"
      class="quiet icon ${way}"
      aria-label=${label}
      title=${label}
      ?disabled=${!this[way]}
      @click=${() => this[way]?.()}
    >
      ${ICONS.back}
    </button>`;
  }

  private show(open: boolean): void {
    this.chosen = open;
    this.known = this.problems;
    this.requestUpdate();
  }
}

/** Whose files they are. */
interface FoldedSession {
  readonly session: Pick<Session, 'files' | 'notices' | 'selected'>;
  readonly stepFilm: (by: 1 | -1) => void;
}

/** `list`, behind a line where files are listed. */
export function foldedFiles(
  words: Messages,
  control: FoldedSession,
  list: TemplateResult | typeof nothing,
): TemplateResult | typeof nothing {
  const { files, notices, selected } = control.session;
  if (!areListed(files)) return list;
  const step = (by: 1 | -1): (() => void) | null =>
    filmBeside(files.all, selected?.id ?? null, by) && (() => control.stepFilm(by));
  return html`<xray-file-fold
    .words=${words}
    .fileName=${selected?.name ?? ''}
    .said=${words.summary(files.count('done'), files.size, files.count('failed'), files.count('cancelled'))}
    .problems=${files.count('failed') + notices.all.length}
    .next=${step(1)}
    .former=${step(-1)}
    >${list}</xray-file-fold
  >`;
}
