import { join } from 'node:path';
import { untilEnded } from '../base/unless-aborted.ts';
import { isAbortError, throwIfAborted, XrayError } from '../base/xray-error.ts';
import { MANIFEST_NAME, manifestOf, type ManifestImage } from '../export/manifest/manifest.ts';
import { resultFileName } from '../export/result-names.ts';
import type { PipelineParams } from '../pipeline/params.ts';
import type { CallOptionsOf } from '../worker/tasks.ts';
import type { Options } from './arguments.ts';
import { isUnwritable, writeAtomically } from './film/atomic-file.ts';
import type { FilmTasks } from './film/film-tasks.ts';
import type { FilmImage, FilmInput } from './film/film.ts';
import { firstFrame } from './film/frames.ts';
import type { LeftOut, Unreadable } from './folders/find-files.ts';
import type { PlannedFilm } from './folders/plan.ts';
import type { KnownFilms, ResultsFolder } from './known-results.ts';
import type { MemoryBudget } from './memory-budget.ts';
import type { Listen, Outcome } from './run-events.ts';

/** What runs the tasks: threads, or in tests the thread that calls. */
export interface FilmRunner {
  run<Name extends keyof FilmTasks & string>(
    name: Name,
    input: FilmTasks[Name]['input'],
    options?: Omit<CallOptionsOf<FilmTasks[Name]>, 'transfer'>,
  ): Promise<FilmTasks[Name]['output']>;
}

export interface Run {
  /** Those of this run. */
  readonly films: readonly PlannedFilm[];
  /** Of how many, with those of other shards. */
  readonly of: number;
  /** What could not be looked at. */
  readonly unreadable: readonly Unreadable[];
  readonly leftOut: LeftOut;
  readonly options: Pick<Options, 'frames' | 'jobs' | 'kinds' | 'resume' | 'shard'>;
  readonly params: PipelineParams;
  readonly folder: ResultsFolder;
  readonly runner: FilmRunner;
  readonly budget: MemoryBudget;
  readonly listen: Listen;
  /** Ends it: what is under way is dropped, what is done stays. */
  readonly signal: AbortSignal;
}

/** What a run made, by the positions of its films. */
export interface RunResults {
  readonly outcome: Outcome;
  readonly images: ReadonlyMap<number, readonly FilmImage[]>;
}

interface State {
  readonly images: Map<number, readonly FilmImage[]>;
  readonly failed: FailedFilm[];
  kept: number;
  stopped: XrayError | null;
}

/** A film that could not be processed, as the manifest of a shard tells of it. */
export interface FailedFilm {
  readonly position: number;
  readonly name: string;
  readonly code: string;
}

/** Processes films as far as it gets, and writes the manifest of what there is then. */
export async function runFilms(run: Run): Promise<RunResults> {
  const { films, folder, listen, options, signal, unreadable } = run;
  const state: State = { images: new Map(), failed: [], kept: 0, stopped: null };
  listen({ kind: 'start', films: films.length, of: run.of, leftOut: run.leftOut });
  for (const { shown, error } of unreadable) listen({ kind: 'failed', shown, error });
  const known = options.resume ? folder.known() : new Map<string, readonly FilmImage[]>();
  const ending = new AbortController();
  const end = (): void => ending.abort();
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < films.length && !ending.signal.aborted) {
      await untilEnded(process(run, films[next++], known, state, ending));
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, lane));
  signal.removeEventListener('abort', end);

  const { images, failed, kept } = state;
  try {
    const older = options.resume ? olderImages(known, images) : [];
    await writeManifest(run, state, older);
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    state.stopped ??= error as XrayError;
  }
  const left = films.length - images.size - failed.length;
  return {
    images,
    outcome: {
      done: images.size - kept,
      kept,
      failed: failed.length + unreadable.length,
      left,
      stopped: state.stopped ?? (signal.aborted ? 'interrupted' : null),
      output: folder.path,
    },
  };
}

async function process(
  { budget, folder, listen, options, params, runner }: Run,
  film: PlannedFilm,
  known: KnownFilms,
  state: State,
  ending: AbortController,
): Promise<void> {
  const { path, name, stem, shown, position } = film;
  const { frames, kinds } = options;
  const { signal } = ending;
  const input: FilmInput = { path, name, stem, folder: folder.path, kinds, params, frames };
  const before = knownOf(known, film, options);
  if (before) {
    const isProved = await runner.run('verify', { ...input, told: before.map(({ told }) => told) }, { signal });
    if (isProved) {
      state.kept++;
      state.images.set(position, before);
      listen({ kind: 'kept', shown, images: before });
      return;
    }
  }
  const given: (() => void)[] = [];
  try {
    const onAsk = async (bytes: number): Promise<boolean> => {
      given.push(await budget.take(bytes, signal));
      return true;
    };
    const images = await runner.run('film', input, { signal, onAsk });
    throwIfAborted(signal);
    folder.note(images);
    state.images.set(position, images);
    listen({ kind: 'done', shown, images });
  } catch (error) {
    if (isAbortError(error)) throw error;
    const failure = asFailure(error, name);
    if (isUnwritable(failure)) {
      // Every other film would meet it too.
      state.stopped ??= failure;
      ending.abort();
      return;
    }
    state.failed.push({ position, name, code: failure.code });
    listen({ kind: 'failed', shown, error: failure });
  } finally {
    for (const giveBack of given) giveBack();
  }
}

function knownOf(
  known: KnownFilms,
  { stem }: PlannedFilm,
  { frames, kinds }: Pick<Options, 'frames' | 'kinds'>,
): readonly FilmImage[] | undefined {
  const [kind] = kinds;
  const whole = known.get(resultFileName(stem, kind));
  return whole ?? (frames ? known.get(resultFileName(`${stem}_frame${firstFrame(frames)}`, kind)) : undefined);
}

/** What two threads stopped at has no code of its own. */
function asFailure(error: unknown, name: string): XrayError {
  if (error instanceof XrayError) return error;
  return new XrayError('decode-failed', `${name}: the work on it stopped, also when it was repeated.`, {
    hint: 'Where memory is short, fewer --jobs help.',
    reason: 'work-stopped',
    cause: error,
  });
}

/** What lies in the folder of films that are none of these, and that these have not written over. */
function olderImages(known: KnownFilms, images: State['images']): ManifestImage[] {
  const ours = new Set([...images.values()].flat().flatMap(({ told }) => filesOf(told)));
  return [...known.values()]
    .flat()
    .map(({ told }) => told)
    .filter((told) => !filesOf(told).some((file) => ours.has(file)));
}

function filesOf({ files }: ManifestImage): string[] {
  return Object.values(files).map(({ file }) => file);
}

async function writeManifest(
  { films, folder, of, options }: Run,
  { images, failed }: State,
  older: readonly ManifestImage[],
): Promise<void> {
  const done = films.flatMap((film) => images.get(film.position) ?? []);
  const { shard } = options;
  const positions = films.flatMap(({ position }) => (images.get(position) ?? []).map(() => position));
  const byPosition = [...failed].sort((a, b) => a.position - b.position);
  const told = shard ? { shard: { ...shard, films: of, positions, failed: byPosition } } : {};
  const bytes = await manifestOf([...done.map((image) => image.told), ...older], told);
  writeAtomically(join(folder.path, MANIFEST_NAME), bytes);
}
