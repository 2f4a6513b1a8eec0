import type { XrayError } from '../../base/xray-error.ts';
import { isUnanswered } from '../../session/files/failure.ts';
import type { FileEntry } from '../../session/files/file-entry.ts';

/** What is to be said of a list of files as a whole. */
export interface Survey {
  readonly done: number;
  readonly cancelled: number;
  /** Ids of those that failed. */
  readonly failed: ReadonlySet<number>;
  /** What the last of those failed with that had not when it was looked before. */
  readonly failure: XrayError | null;
  /** How many failed because their files did not answer. */
  readonly unanswered: number;
  /** Ids of those whose results were made with other parameters than are set now. */
  readonly outdated: ReadonlySet<number>;
  readonly waits: boolean;
  readonly works: boolean;
}

export const NOTHING_LISTED: Survey = {
  done: 0,
  cancelled: 0,
  failed: new Set(),
  failure: null,
  unanswered: 0,
  outdated: new Set(),
  waits: false,
  works: false,
};

/** One look at all of them, as there may be thousands. */
export function surveyOf(
  entries: readonly FileEntry[],
  isOutdated: (entry: FileEntry) => boolean,
  before: Pick<Survey, 'failed'>,
): Survey {
  const counts = { waiting: 0, working: 0, done: 0, cancelled: 0 };
  const [failed, outdated] = [new Set<number>(), new Set<number>()];
  let failure: XrayError | null = null;
  let unanswered = 0;
  for (const entry of entries) {
    const { id, state } = entry;
    if (state.kind === 'failed') {
      failed.add(id);
      if (isUnanswered(state.error)) unanswered++;
      if (!before.failed.has(id)) failure = state.error;
      continue;
    }
    counts[state.kind]++;
    if (isOutdated(entry)) outdated.add(id);
  }
  const { waiting, working, done, cancelled } = counts;
  return { done, cancelled, failed, failure, unanswered, outdated, waits: waiting > 0, works: working > 0 };
}
