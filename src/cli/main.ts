import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isAbortError, XrayError } from '../base/xray-error.ts';
import { resultNames } from '../export/result-names.ts';
import { VERSION } from '../version.ts';
import { readArguments, UsageError, type Options } from './arguments.ts';
import { isUnwritable, removeUnfinished } from './film/atomic-file.ts';
import { findFiles, notThere } from './folders/find-files.ts';
import { overwritten, planFilms, shardOf, type PlannedFilm } from './folders/plan.ts';
import { jsonLines } from './json-lines.ts';
import { ResultsFolder } from './known-results.ts';
import { mergeFolders } from './merge.ts';
import { MemoryBudget, usualBudget } from './memory-budget.ts';
import { listed } from './folders/names.ts';
import { paramsGiven } from './params-given.ts';
import { leftOutLine, progressFor, type Screen } from './progress.ts';
import type { Listen, Outcome } from './run-events.ts';
import { runFilms, type FilmRunner, type RunResults } from './run.ts';
import { USAGE } from './usage.ts';
import { removeWaiting, zipResults } from './zip-results.ts';

/** In the folder of results, where those wait for their archive. */
const WAITING = '.xray-lab-waiting';

/** What the program has to do with its surroundings. */
export interface Surroundings {
  /** The standard output. */
  readonly print: (text: string) => void;
  /** The standard error. */
  readonly screen: Screen;
  /** Calls `end` with the signal that asks the program to end; what it returns calls that off. */
  readonly onSignal: (end: (name: 'SIGHUP' | 'SIGINT' | 'SIGTERM') => void) => () => void;
  /** So many films at a time. */
  readonly runner: (jobs: number) => FilmRunner & { end(): Promise<void> };
  readonly now: () => number;
}

/** Runs the program. @returns its exit code: 0 all done, 1 some failed, 2 wrong usage or nothing to process, 128 + the signal it was ended by */
export async function main(typed: readonly string[], around: Surroundings): Promise<number> {
  try {
    const command = readArguments(typed);
    switch (command.kind) {
      case 'help':
        around.print(USAGE);
        return 0;
      case 'version':
        around.print(`${VERSION}\n`);
        return 0;
      case 'merge':
        return await merge(command.options, around);
      case 'run':
        return await runCommand(command.options, around);
    }
  } catch (error) {
    if (error instanceof UsageError) {
      around.screen.write(`xray-lab: ${error.message}\nSee xray-lab --help.\n`);
      return 2;
    }
    if (!(error instanceof XrayError)) throw error;
    around.screen.write(`xray-lab: ${error.message}${error.hint ? ` ${error.hint}` : ''} [${error.code}]\n`);
    return 1;
  }
}

async function runCommand(options: Options, around: Surroundings): Promise<number> {
  const params = paramsGiven(options.params);
  const { output, zip, frames, shard, resume, jobs } = options;
  const missing = notThere(options.paths);
  if (missing.length > 0) throw new UsageError(`There is no file or folder ${listed(missing.map(quoted))}.`);
  const found = findFiles(options.paths, output);
  const planned = planFilms(found.files, frames);
  // Of all shards: one that there is nothing left for has done its part.
  if (planned.length === 0 && found.unreadable.length === 0) {
    const leftOut = found.leftOut.count > 0 ? ` ${leftOutLine(found.leftOut)}` : '';
    throw new UsageError(`No images were found in ${listed(options.paths.map(quoted))}.${leftOut}`);
  }
  const folder = new ResultsFolder(zip ? join(output, WAITING) : output);
  if (folder.isUsed && !resume) {
    throw new UsageError(
      `${output} holds results of another run. Continue that one with --resume, or choose another folder with -o.`,
    );
  }
  // In a folder that is continued results are written over, but sources never.
  const sources = planned.filter(({ path }) => resolve(dirname(path)) === resolve(folder.path));
  const there = resume ? sources.map(({ name }) => name) : folder.names;
  const lost = overwritten(planned, there, options);
  if (lost) throw new UsageError(`${lost} would be overwritten by a result. Choose another folder with -o.`);
  const films = shard ? shardOf(planned, shard) : planned;
  const listen = listenerFor(options, around);
  const ending = new AbortController();
  let signalled: 'SIGHUP' | 'SIGINT' | 'SIGTERM' | null = null;
  const callOff = around.onSignal((name) => {
    signalled = name;
    ending.abort();
  });
  try {
    folder.open();
  } catch (error) {
    callOff();
    if (!(error instanceof XrayError)) throw error;
    listen({ kind: 'end', outcome: { done: 0, kept: 0, failed: 0, left: films.length, stopped: error, output } });
    return 1;
  }
  const runner = around.runner(jobs);
  let results: RunResults;
  try {
    results = await runFilms({
      films,
      of: planned.length,
      unreadable: found.unreadable,
      leftOut: found.leftOut,
      options,
      params,
      folder,
      runner,
      budget: new MemoryBudget(usualBudget()),
      listen,
      signal: ending.signal,
    });
  } finally {
    await runner.end();
  }
  let { outcome } = results;
  if (zip && !outcome.stopped) outcome = await packed(results, films, { options, folder, listen, ending });
  // What a thread left that was ended in the middle of its work is removed here.
  folder.close(outcome.stopped === null || (!zip && outcome.stopped === 'interrupted'));
  if (zip && !outcome.stopped) removeWaiting(folder.path);
  callOff();
  listen({ kind: 'end', outcome: { ...outcome, output } });
  if (outcome.stopped === 'interrupted') return 128 + constants.signals[signalled ?? 'SIGINT'];
  return outcome.stopped !== null || outcome.failed > 0 ? 1 : 0;
}

async function merge(
  { paths, output, json, quiet }: Pick<Options, 'paths' | 'output' | 'json' | 'quiet'>,
  { print, screen }: Surroundings,
): Promise<number> {
  if (new ResultsFolder(output).isUsed)
    throw new UsageError(`${output} holds results already. Choose another folder with -o.`);
  const { images, failed, problems, isWhole } = await mergeFolders(paths, output);
  for (const problem of problems) screen.write(`${problem}\n`);
  for (const { name, code } of failed) screen.write(`${name}: failed in its shard. [${code}]\n`);
  if (json) print(`${JSON.stringify({ event: 'merged', images, failed, problems, isWhole, output })}\n`);
  if (!quiet && !json) {
    screen.write(
      problems.length > 0
        ? 'Nothing was merged.\n'
        : `${images} images: ${output}${isWhole ? '' : ' (these are no shards: whether one is missing is not known)'}\n`,
    );
  }
  return problems.length > 0 || failed.length > 0 ? 1 : 0;
}

const quoted = (path: string): string => `"${path}"`;

interface Packing {
  readonly options: Pick<Options, 'output'>;
  readonly folder: ResultsFolder;
  readonly listen: Listen;
  readonly ending: AbortController;
}

/** Has the results packed; what stops that is told as the run's. */
async function packed(
  { outcome, images }: RunResults,
  films: readonly PlannedFilm[],
  { options: { output }, folder, listen, ending }: Packing,
): Promise<Outcome> {
  const done = films.filter(({ position }) => images.has(position));
  if (done.length === 0) return outcome;
  const { archive } = resultNames(done.map(({ name }) => name));
  const all = done.flatMap(({ position }) => images.get(position) ?? []);
  try {
    for await (const { path, bytes } of zipResults(all, folder.path, output, archive, ending.signal)) {
      listen({ kind: 'archive', path, bytes });
    }
    return outcome;
  } catch (error) {
    if (isAbortError(error)) return { ...outcome, stopped: 'interrupted' };
    if (isUnwritable(error)) return { ...outcome, stopped: error as XrayError };
    throw error;
  } finally {
    removeUnfinished(output);
  }
}

function listenerFor({ json, quiet }: Options, { print, screen, now }: Surroundings): Listen {
  const toPerson = progressFor(json ? { ...screen, isTerminal: false } : screen, quiet || json, now);
  if (!json) return toPerson;
  const toProgram = jsonLines(print);
  return (event) => {
    toProgram(event);
    toPerson(event);
  };
}
