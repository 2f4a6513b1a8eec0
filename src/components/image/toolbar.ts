import { nothing, type TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import type { Session } from '../../session/session.ts';
import { FOLDERS_CAN_BE_CHOSEN } from '../intake/folder-dialog.ts';
import { ICONS } from '../part/icons.ts';
import { tell } from '../part/part-events.ts';
import { foldersCanBeWritten } from '../saving/directory-picker.ts';
import type { GiveOut } from '../saving/give-out.ts';
import type { Messages } from '../words/messages.ts';

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
  state: { readonly manual: boolean; readonly noDownload: boolean },
  actions: Pick<ToolbarActions, 'choose' | 'chooseFolder'>,
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
    },
    {
      ...actions,
      process: () => void session.processWaiting(),
      download: () => void giveOut.saveZip(),
      save: () => (folder.isOpen ? folder.stop() : void giveOut.chooseFolder()),
    },
  );
}

/** Told by the button itself: the element hears it, as from its parts. */
function removeAll({ currentTarget }: Event): void {
  if (currentTarget) tell(currentTarget, 'part-remove-all', null);
}

/** The row of buttons over the images: what brings them in, and what is done with the results. */
function toolbar(
  words: Messages,
  { waiting, processing, exporting, exportable, saving }: ToolbarState,
  { choose, chooseFolder, process, download, save }: ToolbarActions,
): TemplateResult {
  return html`
    <div class="toolbar" role="group" aria-label=${words.toolbar} part="toolbar">
      <span class="together">
        <button type="button" class="choose" @click=${choose}>${ICONS.choose}${words.chooseImage}</button>
        ${
          FOLDERS_CAN_BE_CHOSEN
            ? html`<button type="button" class="folder" title=${words.chooseFolder} @click=${chooseFolder}>
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
            : html`<button type="button" @click=${save}>
                ${saving ? ICONS.stop : ICONS.folder}${saving ? words.stopSaving : words.saveToFolder}
              </button>`
        }
        ${
          exportable === null
            ? nothing
            : html`<button
                type="button"
                class=${waiting ? '' : 'primary'}
                ?disabled=${processing || !exportable}
                aria-disabled=${exporting ? 'true' : 'false'}
                @click=${download}
              >
                ${ICONS.download}${words.download}
              </button>`
        }
      </span>
    </div>
  `;
}
