import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { STAGE_IDS, type StageId } from '../pipeline/standard-graph.ts';
import { framesIn, type FrameChoice } from './film/frames.ts';
import { STORED, type ResultKind } from './film/film.ts';

/** What was typed makes no sense: told with a hint at `--help`, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** One of several machines: every `count`th file from the `index`th on, which counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export interface Options {
  /** Files and folders. */
  readonly paths: readonly string[];
  /** The folder of the results. */
  readonly output: string;
  readonly zip: boolean;
  readonly kinds: readonly ResultKind[];
  /** Each as it was typed: a file's name or `group.name=value`. */
  readonly params: readonly string[];
  /** Null: the first. */
  readonly frames: FrameChoice | null;
  /** Threads that films are processed in. */
  readonly jobs: number;
  readonly shard: Shard | null;
  readonly resume: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'merge'; readonly options: Pick<Options, 'paths' | 'output' | 'json' | 'quiet'> };

const DEFAULT_OUTPUT = 'xray-lab-results';

const KINDS: readonly ResultKind[] = [...STAGE_IDS, STORED];

const OPTIONS = {
  output: { type: 'string', short: 'o' },
  zip: { type: 'boolean' },
  stages: { type: 'string' },
  params: { type: 'string', multiple: true },
  frames: { type: 'string' },
  jobs: { type: 'string', short: 'j' },
  shard: { type: 'string' },
  resume: { type: 'boolean' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean', short: 'q' },
  version: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What `merge` has no use for. */
const NOT_OF_MERGE = ['zip', 'stages', 'params', 'frames', 'jobs', 'shard', 'resume'] as const;

/**
 * What was asked for.
 * @param typed what stands behind the program's name
 * @throws UsageError
 */
export function readArguments(typed: readonly string[]): Command {
  const { values, positionals } = parse(typed);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const { output = DEFAULT_OUTPUT, json = false, quiet = false } = values;
  if (output === '') throw new UsageError('-o needs the name of a folder.');
  if (positionals[0] === 'merge') {
    const [, ...paths] = positionals;
    const other = NOT_OF_MERGE.find((name) => values[name] !== undefined);
    if (other) throw new UsageError(`"merge" has no option --${other}.`);
    if (paths.length === 0) throw new UsageError('"merge" needs the folders whose results are to be one.');
    return { kind: 'merge', options: { paths, output, json, quiet } };
  }
  if (positionals.length === 0) throw new UsageError('No file and no folder was named.');
  if (positionals.includes('-')) {
    throw new UsageError('The standard input is not read: name files. One that is called "-" is ./-.');
  }
  const { zip = false, stages, params = [], frames, jobs, shard, resume = false } = values;
  return {
    kind: 'run',
    options: {
      paths: positionals,
      output,
      zip,
      kinds: stages === undefined ? KINDS : kindsIn(stages),
      params,
      frames: frames === undefined ? null : chosenFrames(frames),
      jobs: jobs === undefined ? availableParallelism() : countIn('--jobs', jobs),
      shard: shard === undefined ? null : shardIn(shard),
      resume,
      json,
      quiet,
    },
  };
}

type Parsed = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>;

function parse(typed: readonly string[]): Parsed {
  try {
    return parseArgs({ args: [...typed], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // Node's own sentences; the second one tells of a way to name files that begin with a dash.
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function kindsIn(text: string): ResultKind[] {
  const named = text.split(',').map((word) => word.trim().toLowerCase());
  const unknown = named.find((word) => !KINDS.includes(word as StageId));
  if (unknown !== undefined) {
    throw new UsageError(`--stages: there is no stage "${unknown}"; known are ${KINDS.join(', ')}.`);
  }
  return KINDS.filter((kind) => named.includes(kind));
}

function chosenFrames(text: string): FrameChoice {
  const choice = framesIn(text);
  if (!choice) throw new UsageError(`--frames ${text}: "all" is needed, or frames as 0,2-5.`);
  return choice;
}

function countIn(option: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UsageError(`${option} ${text}: a whole number from 1 on is needed.`);
  return Number(text);
}

function shardIn(text: string): Shard {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.map(Number) ?? [];
  if (!(index >= 1 && index <= count)) {
    throw new UsageError(`--shard ${text}: I/N is needed, I from 1 to N: 1/3, 2/3 and 3/3 are all of it.`);
  }
  return { index, count };
}
