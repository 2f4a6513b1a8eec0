import type { FileTable } from '../../session/files/file-table.ts';
import type { ProgressTally } from '../../session/files/progress-tally.ts';
import type { FileIntake } from '../../session/intake/file-intake.ts';
import type { Notices } from '../../session/notices.ts';
import type { Removal } from '../../session/processing/removal.ts';
import type { ResultAccess } from '../../session/results/result-access.ts';

/** What the list shows of a session. */
export interface ListedFiles {
  readonly files: Pick<FileTable, 'all' | 'count' | 'size'>;
  readonly access: Pick<ResultAccess, 'isOutdated'>;
  readonly intake: Pick<FileIntake, 'note'>;
  readonly notices: Pick<Notices, 'all'>;
  readonly progress: Pick<ProgressTally, 'millisecondsLeft'>;
  readonly processing: boolean;
  readonly removal: Pick<Removal, 'count'>;
  readonly selected: { readonly id: number } | null;
}

/** Whether the files are listed: where that says more than the image on show does. */
export function areListed(files: ListedFiles['files']): boolean {
  return files.size > 1 || files.count('failed') > 0 || files.count('cancelled') > 0;
}

/** Whether there is anything to be said beside the image on show. */
export function listsSomething({ files, intake, notices }: ListedFiles): boolean {
  return areListed(files) || notices.all.length > 0 || intake.note !== null;
}

/** The same, or that all files were removed. */
export function saysSomething(listed: ListedFiles): boolean {
  return listsSomething(listed) || listed.removal.count > 0;
}
