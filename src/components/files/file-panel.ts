import { nothing, type TemplateResult } from 'lit';
import type { FileEntry } from '../../session/files/file-entry.ts';
import { html } from '../part/html.ts';
import type { FileTable } from '../../session/files/file-table.ts';
import type { ProgressTally } from '../../session/files/progress-tally.ts';
import type { FileIntake } from '../../session/intake/file-intake.ts';
import type { Notices } from '../../session/notices.ts';
import type { ResultAccess } from '../../session/results/result-access.ts';
import type { FirstWords } from '../words/first-words.ts';
import type { Thumbnails } from './thumbnails.ts';

/** What the list shows of a session. */
export interface ListedFiles {
  readonly files: Pick<FileTable, 'all' | 'count' | 'size'>;
  readonly access: Pick<ResultAccess, 'isOutdated'>;
  readonly intake: Pick<FileIntake, 'note'>;
  readonly notices: Pick<Notices, 'all'>;
  readonly progress: Pick<ProgressTally, 'millisecondsLeft'>;
  readonly processing: boolean;
  readonly selected: { readonly id: number } | null;
}

/** The list of files, where it says more than the image on show does. */
export function filePanel(
  { access, files, intake, notices: { all: notices }, processing, progress, selected }: ListedFiles,
  thumbnails: Pick<Thumbnails, 'get'>,
  words: FirstWords,
): TemplateResult | typeof nothing {
  const { note } = intake;
  const says = files.size > 1 || files.count('failed') > 0 || files.count('cancelled') > 0;
  if (!says && notices.length === 0 && note === null) return nothing;
  return html`<xray-file-list
    part="files"
    exportparts="file, error"
    .words=${words}
    .entries=${says ? files.all : []}
    .thumbnails=${thumbnails}
    .note=${note}
    .notices=${notices}
    .isOutdated=${(entry: FileEntry) => access.isOutdated(entry)}
    .processing=${processing}
    .millisecondsLeft=${progress.millisecondsLeft}
    .selectedId=${selected?.id ?? null}
  ></xray-file-list>`;
}
