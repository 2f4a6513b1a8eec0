import { unlessAborted, untilEnded } from '../../base/unless-aborted.ts';
import type { FileEntry } from '../files/file-entry.ts';
import type { FileTable } from '../files/file-table.ts';
import type { ResultKeeper } from '../files/result-keeper.ts';
import type { Track } from '../work-count.ts';
import { asListed, type Batches } from './batches.ts';

/** What processing again needs of its surroundings. */
export interface RedoNeeds {
  readonly files: Pick<FileTable, 'patch'>;
  readonly keeper: Pick<ResultKeeper, 'allSettled'>;
  readonly batches: Pick<Batches, 'inspect'>;
  /** Files wait for a press of "Process Image". */
  readonly manual: boolean;
  /** Aborted when all is given up. */
  readonly signal: AbortSignal;
  /** Files that can be processed again now. */
  readonly redoable: () => readonly FileEntry[];
  readonly run: (entries: readonly FileEntry[]) => Promise<void>;
  readonly track: Track;
}

/** Processes one file again, or all that can be. */
export async function redoFiles(
  only: number | null,
  { files, keeper, batches, manual, signal, redoable, run, track }: RedoNeeds,
): Promise<void> {
  const wanted = new Set(
    redoable()
      .filter(({ id }) => only === null || id === only)
      .map(({ id }) => id),
  );
  // Until new results are there, the old ones are what is kept.
  await untilEnded(track(unlessAborted(keeper.allSettled(), signal)));
  // What was cancelled or reset meanwhile is not to begin.
  if (signal.aborted) return;
  const entries = redoable().filter(({ id }) => wanted.has(id));
  for (const { id } of entries) files.patch(id, { state: { kind: 'waiting' } });
  // One of which nothing was ever read is listed again, as it was.
  const begins = ({ state, facts }: FileEntry): boolean => !manual || facts !== null || state.kind !== 'failed';
  await Promise.all([
    batches.inspect(
      entries.filter((entry) => !begins(entry)),
      asListed,
    ),
    run(entries.filter(begins)),
  ]);
}
