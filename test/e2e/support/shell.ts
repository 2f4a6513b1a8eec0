import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeEach } from 'vitest';
import { built } from './site.ts';

/** How a program ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Lines of the standard output. */
  readonly out: string[];
  readonly err: string;
}

/** A line of `--json`. */
export interface ToldEvent {
  readonly event: string;
  readonly file?: string;
  readonly code?: string;
}

/** A folder in which the built program is run as by a shell. */
export interface Shell {
  readonly folder: string;
  /** Runs the program to its end; each line of its output is shown as it comes. */
  start(
    typed: readonly string[],
    onLine?: (line: string, program: ChildProcess) => void,
    before?: readonly string[],
    options?: SpawnOptions,
  ): Promise<Ended>;
  /** As `start`, of what is typed alone. */
  run(...typed: string[]): Promise<Ended>;
  /** Writes files into a folder that is made for them. */
  put(name: string, files: readonly { readonly name: string; readonly buffer: Uint8Array }[]): void;
  /** The digests of a folder's files, by their names; hidden ones too. */
  contentsOf(name: string): Record<string, string>;
}

/** To be called where the tests of a file are declared: each test has a folder of its own. */
export function inShell(): Shell {
  const root = mkdtempSync(join(tmpdir(), 'xray-lab-shell-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  let folder = root;
  beforeEach(() => {
    folder = mkdtempSync(join(root, 'test-'));
  });
  const start: Shell['start'] = (
    typed,
    onLine = () => undefined,
    [command, ...before] = [process.execPath],
    options = {},
  ) => {
    const program = spawn(command, [...before, built('cli/xray-lab.js'), ...typed], { cwd: folder, ...options });
    const out: string[] = [];
    let err = '';
    program.stderr?.on('data', (data: Buffer) => (err += data.toString()));
    if (program.stdout) {
      createInterface(program.stdout).on('line', (line) => {
        out.push(line);
        onLine(line, program);
      });
    }
    return new Promise((resolve, reject) => {
      program.on('error', reject);
      program.on('close', (code, signal) => resolve({ code, signal, out, err }));
    });
  };
  return {
    get folder() {
      return folder;
    },
    start,
    run: (...typed) => start(typed),
    put: (name, files) => {
      mkdirSync(join(folder, name), { recursive: true });
      for (const file of files) writeFileSync(join(folder, name, file.name), file.buffer);
    },
    contentsOf: (name) => {
      const at = join(folder, name);
      const names = readdirSync(at, { recursive: true, encoding: 'utf8' }).sort();
      return Object.fromEntries(
        names.map((each) => [
          each,
          createHash('sha256')
            .update(readFileSync(join(at, each)))
            .digest('hex'),
        ]),
      );
    },
  };
}

/** What `--json` told. */
export function eventsIn(out: readonly string[]): ToldEvent[] {
  return out.map((line) => JSON.parse(line) as ToldEvent);
}
