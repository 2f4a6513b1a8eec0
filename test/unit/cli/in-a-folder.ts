import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll } from 'vitest';
import { filmTasks, type FilmTasks } from '../../../src/cli/film/film-tasks.ts';
import { main, type Surroundings } from '../../../src/cli/main.ts';
import type { FilmRunner } from '../../../src/cli/run.ts';
import { createTaskRunner } from '../../../src/worker/task-runner.ts';

/** A folder that is gone when the file's tests are. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xray-lab-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files, in folders that are made for them. */
export function put(folder: string, files: Readonly<Record<string, Uint8Array | string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** A small gray PNG, another one for each seed. */
export function grayPng(seed: number, depth: 8 | 16 = 8): Uint8Array {
  const width = 20 + (seed % 5);
  const height = 12 + (seed % 3);
  const samples = Array.from({ length: width * height }, (_, i) => (i * 7 * (seed + 1)) % (depth === 8 ? 256 : 65536));
  const data = depth === 8 ? Uint8Array.from(samples) : Uint16Array.from(samples);
  return encode({ width, height, channels: 1, depth, data });
}

/** All files of a folder, by their paths. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}

/** The bytes of all files of a folder, by their names. */
export function contentsOf(folder: string): Record<string, string> {
  return Object.fromEntries(filesIn(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}

/** Runs tasks on this thread; tells which, and lets a test step in before each. */
export function runnerHere(before: (name: string, input: unknown) => void = () => undefined): FilmRunner {
  const runner = createTaskRunner<FilmTasks>({
    spawn: () => {
      throw new Error('Not here.');
    },
    loadHandlers: async () => filmTasks,
  });
  return {
    run: async (name, input, options) => {
      before(name, input);
      return (await runner).run(name, input, options);
    },
  };
}

/** What a run of the program gave. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the program on this thread. */
export async function ran(typed: readonly string[], around: Partial<Surroundings> = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await main(typed, {
    print: (text) => void (out += text),
    screen: { isTerminal: false, columns: 80, write: (text) => void (err += text) },
    onSignal: () => () => undefined,
    runner: () => ({ ...runnerHere(), end: async () => undefined }),
    now: () => 0,
    ...around,
  });
  return { code, out, err };
}
