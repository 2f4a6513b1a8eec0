import { nothing, svg, type TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import type { Session } from '../../session/session.ts';
import { FOLDERS_CAN_BE_CHOSEN } from '../intake/folder-dialog.ts';
import { icon, ICONS } from '../part/icons.ts';
import { tell } from '../part/part-events.ts';
import { foldersCanBeWritten } from '../saving/directory-picker.ts';
import type { GiveOut } from '../saving/give-out.ts';
import type { Messages } from '../words/messages.ts';

const SAVE = icon(
  svg`<path d="M2 12V4a1 1 0 0 1 1-1h3.2l1.6 2H13a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1zM8 7v4M6.2 9.4 8 11.2l1.8-1.8" />`,
);

export interface ToolbarState {
  /** Whether files wait for a press of "Process Image". */
  readonly waiting: boolean;
  /** Whether files are at work. */
  readonly processing: boolean;
  /** Whether a ZIP is being made. */
  readonly exporting: boolean;
  /** Whether there are results; null where nothing may be saved. */
  readonly exportable: boolean | null;
  /** Whether results are being written to a folder; null where that cannot be. */
  readonly saving: boolean | null;
  /** Whether there is no room for more than one word. */
  readonly narrow: boolean;
}

export interface ToolbarActions {
  readonly choose: () => void;
  readonly chooseFolder: () => void;
  readonly process: () => void;
  readonly download: () => void;
  readonly save: () => void;
}

/** What the toolbar shows and does. */
export interface ToolbarSession {
  readonly session: Pick<Session, 'exports' | 'files' | 'folder' | 'processing' | 'processWaiting'>;
  readonly giveOut: Pick<GiveOut, 'saveZip' | 'chooseFolder' | 'question'>;
}

/** The toolbar of a session; `state` is what the session does not know. */
export function sessionToolbar(
  words: Messages,
  { session, giveOut }: ToolbarSession,
  state: { readonly manual: boolean; readonly noDownload: boolean; readonly narrow: boolean },
  actions: Pick<ToolbarActions, 'choose' | 'chooseFolder'>,
  panels: TemplateResult | typeof nothing,
): TemplateResult {
  const { exports, files, folder, processing } = session;
  return toolbar(
    words,
    {
      waiting: state.manual && files.count('waiting') > 0,
      processing,
      exporting: exports.progress !== null,
      exportable: state.noDownload ? null : files.resultCount > 0,
      saving: foldersCanBeWritten() ? folder.isOpen : null,
      narrow: state.narrow,
    },
    {
      ...actions,
      process: () => void session.processWaiting(),
      download: () => void giveOut.saveZip(),
      save: () => (folder.isOpen ? folder.stop() : void giveOut.chooseFolder()),
    },
    panels,
  );
}

/** Told by the button itself: the element hears it, as from its parts. */
function removeAll({ currentTarget }: Event): void {
  if (currentTarget) tell(currentTarget, 'part-remove-all', null);
}

/** The row of buttons over the images: what brings them in, and what is done with the results. */
function toolbar(
  words: Messages,
  { waiting, processing, exporting, exportable, saving, narrow }: ToolbarState,
  { choose, chooseFolder, process, download, save }: ToolbarActions,
  panels: TemplateResult | typeof nothing,
): TemplateResult {
  return html`
    <div class="toolbar" role="group" aria-label=${words.toolbar} part="toolbar">
      <span class="together">
        ${panels}
        <button type="button" class="choose" aria-label=${narrow ? words.chooseImage : nothing} @click=${choose}>
          ${ICONS.choose}${narrow ? words.choose : words.chooseImage}
        </button>
        ${
          FOLDERS_CAN_BE_CHOSEN
            ? html`<button type="button" class="short" title=${words.chooseFolder} @click=${chooseFolder}>
                ${ICONS.folder}<span class="label">${words.chooseFolder}</span>
              </button>`
            : nothing
        }
        ${
          waiting
            ? html`<button type="button" class="primary" ?disabled=${processing} @click=${process}>
                ${ICONS.process}${words.processImage}
              </button>`
            : nothing
        }
      </span>
      <span class="together">
        <slot name="toolbar"></slot>
        <button type="button" class="icon" aria-label=${words.reset} title=${words.removeAll} @click=${removeAll}>
          ${ICONS.reset}
        </button>
        ${
          exportable === null || saving === null
            ? nothing
            : html`<button
                type="button"
                class="short"
                title=${saving ? words.stopSaving : words.saveToFolder}
                @click=${save}
              >
                ${saving ? ICONS.stop : SAVE}<span class="label"
                  >${saving ? words.stopSaving : words.saveToFolder}</span
                >
              </button>`
        }
        ${
          exportable === null
            ? nothing
            : html`<button
                type="button"
                class="short last ${waiting ? '' : 'primary'}"
                title=${words.download}
                ?disabled=${processing || !exportable}
                aria-disabled=${exporting ? 'true' : 'false'}
                @click=${download}
              >
                ${ICONS.download}<span class="label">${words.download}</span>
              </button>`
        }
      </span>
    </div>
  `;
}
