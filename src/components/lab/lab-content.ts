import type { TemplateResult } from 'lit';
import type { FormContent } from '../form/form-value.ts';
import type { XrayDropArea } from '../intake/drop-area.ts';
import type { Session } from '../../session/session.ts';
import { html } from '../part/html.ts';
import type { FileLimits } from '../../session/file-limits.ts';
import type { ProgressTally } from '../../session/files/progress-tally.ts';
import type { FolderSaver } from '../../session/saving/folder-saver.ts';
import type { ResultExport } from '../../session/saving/result-export.ts';
import type { FirstWords } from '../words/first-words.ts';
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
