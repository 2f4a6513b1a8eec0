import { html, nothing, type TemplateResult } from 'lit';
import type { FileTable } from '../../session/files/file-table.ts';
import type { ProgressTally } from '../../session/files/progress-tally.ts';
import type { FileIntake } from '../../session/intake/file-intake.ts';
import type { Notices } from '../../session/notices.ts';
import type { ResultAccess } from '../../session/results/result-access.ts';
import type { Messages } from '../words/messages.ts';
import type { Thumbnails } from './thumbnails.ts';

/** What the list shows of a session. */
export interface ListedFiles {
  readonly files: Pick<FileTable, 'all'>;
  readonly access: Pick<ResultAccess, 'outdated'>;
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
  words: Messages,
): TemplateResult | typeof nothing {
  const entries = files.all;
  const { note } = intake;
  const says = entries.length > 1 || entries.some(({ state }) => state.kind === 'failed' || state.kind === 'cancelled');
  if (!says && notices.length === 0 && note === null) return nothing;
  return html`<xray-file-list
    part="files"
    exportparts="file, error"
    .words=${words}
    .entries=${says ? entries : []}
    .thumbnails=${thumbnails}
    .note=${note}
    .notices=${notices}
    .outdated=${access.outdated.map(({ id }) => id)}
    .processing=${processing}
    .millisecondsLeft=${progress.millisecondsLeft}
    .selectedId=${selected?.id ?? null}
  ></xray-file-list>`;
}
