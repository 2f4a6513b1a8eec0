import { nothing, type TemplateResult } from 'lit';
import type { FormContent } from '../form/form-value.ts';
import type { XrayDropArea } from '../intake/drop-area.ts';
import type { Session } from '../../session/session.ts';
import { html } from '../part/html.ts';
import type { FileLimits } from '../../session/file-limits.ts';
import type { ProgressTally } from '../../session/files/progress-tally.ts';
import type { FolderSaver } from '../../session/saving/folder-saver.ts';
import type { ResultExport } from '../../session/saving/result-export.ts';
import type { FirstWords } from '../words/first-words.ts';
import type { MessageOverrides } from '../words/messages.ts';
import { isUnderWay, type FileEntry } from '../../session/files/file-entry.ts';
import { saysSomething, type ListedFiles } from '../files/listed-files.ts';
import type { FilesView } from '../files/files-view.ts';
import type { Thumbnails } from '../files/thumbnails.ts';
import type { LaterPart } from '../part/later-part.ts';
import { errorWords } from '../words/error-words.ts';
import { savingStatus } from './saving-status.ts';
import { workProgress } from './work-progress.ts';

/** The work of a session that is shown. */
export interface ShownWork {
  readonly exports: Pick<ResultExport, 'progress'>;
  readonly folder: Pick<FolderSaver, 'progress'>;
  readonly progress: Pick<ProgressTally, 'done' | 'total'>;
}

/** How far the work is, and the saving to a folder. */
export function sessionStatus({ exports, folder, progress }: ShownWork, words: FirstWords): TemplateResult {
  return html`${workProgress(progress, exports.progress, words)} ${savingStatus(folder.progress, words)}`;
}

export interface ListSurroundings {
  readonly thumbnails: Pick<Thumbnails, 'get'>;
  readonly words: FirstWords;
  /** What the host has in place of the English ones. */
  readonly messages: MessageOverrides;
}

/** The files and what is said of them; what went wrong, in plain words, where what lists them cannot be loaded. */
export function filesContent(
  list: Pick<LaterPart<FilesView>, 'for' | 'isMissing'>,
  listed: ListedFiles,
  { thumbnails, words, messages }: ListSurroundings,
): TemplateResult | typeof nothing {
  if (!saysSomething(listed)) return nothing;
  const { files, notices } = listed;
  const view = list.for(files.all[files.size - 1]?.id ?? 0);
  if (view) return view.render(listed, thumbnails, messages);
  if (!list.isMissing) return nothing;
  const told = notices.all.map(({ error }) => Object.values(errorWords(error, words)).join(' '));
  return html`<p role="alert">${told.join(' ')}</p>`;
}

/**
 * The file whose images have the element's room, from the moment that it was chosen: what is laid out anew when its header was read would
 * move under the reader's eyes. Null where there is none.
 */
export function filmInView({ selected, files }: Pick<Session, 'selected' | 'files'>): FileEntry | null {
  if (selected?.facts) return selected;
  const coming = files.count('waiting') + files.count('working') > 0;
  return (coming && files.all.find(({ state }) => isUnderWay(state))) || null;
}

/** Where no image is yet; `sample` says whether samples are offered. */
export function emptyContent(words: FirstWords, { accept, maxFileSize }: FileLimits, sample: boolean): TemplateResult {
  return html`<xray-drop-area
    part="drop-area"
    .words=${words}
    .accept=${accept}
    .maxFileSize=${maxFileSize ?? 0}
    .sample=${sample}
  >
    <slot name="empty"></slot>
  </xray-drop-area>`;
}

/** What the element has for a form. */
export function formContentOf(
  session: Pick<Session, 'access' | 'busy' | 'exports' | 'files'>,
  root: ParentNode,
  words: FirstWords,
): FormContent {
  const area = root.querySelector<XrayDropArea>('xray-drop-area')?.renderRoot ?? root;
  return {
    filled: session.files.resultCount > 0,
    get key() {
      return session.access.key;
    },
    busy: session.busy,
    files: (signal) => session.exports.zipFiles(signal),
    anchor: area.querySelector('button') ?? undefined,
    words,
  };
}
