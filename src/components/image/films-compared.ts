import { Comparison } from '../../session/comparing/comparison.ts';
import type { FileEntry } from '../../session/files/file-entry.ts';
import type { Session } from '../../session/session.ts';
import type { ComparedFilms } from '../compare/compared-films.ts';

/** What of a session is compared. */
export type ComparedSession = Pick<Session, 'access' | 'files' | 'notices' | 'reports' | 'work'>;

/** One for each session, as soon as it shows an image: nothing of it is loaded before. */
const comparisons = new WeakMap<ComparedSession, Comparison>();

/** What the viewer is told of what a film can be compared with. */
export function filmsCompared(session: ComparedSession, shown: FileEntry | null): ComparedFilms {
  const comparison = comparisonOf(session);
  const id = shown?.id ?? null;
  return {
    others: () => comparison.filmsBeside(id),
    kept: shown && comparison.keptOf(shown),
    keep: shown?.state.kind === 'done' ? () => void comparison.keep(shown) : null,
    of: (film) => comparison.of(film, shown),
    release: () => comparison.release(),
  };
}

function comparisonOf(session: ComparedSession): Comparison {
  const known = comparisons.get(session);
  if (known) return known;
  const { access, files, notices, reports, work } = session;
  const comparison = new Comparison({ access, files, notify: notices.add, track: work.track });
  comparisons.set(session, comparison);
  // Not by a function made here: a minifier puts this one into its caller, whose film it would hold.
  reports.listen(comparison.hear);
  return comparison;
}
