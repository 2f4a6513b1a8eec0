import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');
const PARTS = [
  'src',
  'test',
  'scripts',
  'public',
  'docs',
  'bench',
  'examples',
  'deploy',
  'index.html',
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vitest.config.ts',
  'web-test-runner.config.js',
];

/** A copy of the repository to follow CONTRIBUTING.md in. */
export interface Copy {
  readonly folder: string;
  /** Files that were written to, by this. */
  readonly written: Set<string>;
  read(path: string): string;
  write(path: string, text: string): void;
  /** Puts `line` after the one that begins with `after`; throws where there is none, or are several. */
  insert(path: string, after: string, line: string): void;
  replace(path: string, text: string, by: string): void;
  /** What a program of node_modules says; `failed` tells how it ended. */
  run(script: string, ...args: string[]): Ran;
  /** What the compiler finds wrong in these files, a line each; of what they import it asks only what they need. */
  typeErrors(...files: string[]): string[];
  vitest(...args: string[]): Ran;
  remove(): void;
}

export interface Ran {
  readonly failed: boolean;
  readonly said: string;
}

export function copyOfTree(): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'xray-lab-contributing-'));
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  const written = new Set<string>();
  const write = (path: string, text: string): void => {
    written.add(path);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const run = (script: string, ...args: string[]): Ran => {
    try {
      const said = execFileSync(process.execPath, [join(folder, script), ...args], {
        cwd: folder,
        // Nothing there is to run for longer, too.
        env: { ...process.env, XRAY_LONG: '' },
        encoding: 'utf8',
        stdio: 'pipe',
      });
      return { failed: false, said };
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      return { failed: true, said: stdout + stderr };
    }
  };
  return {
    folder,
    written,
    read,
    write,
    run,
    insert: (path, after, line) => {
      const lines = read(path).split('\n');
      const found = lines.filter((each) => each.startsWith(after));
      if (found.length !== 1) throw new Error(`${path} has ${found.length} lines that begin with "${after}".`);
      lines.splice(lines.indexOf(found[0]) + 1, 0, line);
      write(path, lines.join('\n'));
    },
    replace: (path, text, by) => {
      if (!read(path).includes(text)) throw new Error(`${path} has no "${text}".`);
      write(
        path,
        read(path).replace(text, () => by),
      );
    },
    typeErrors: compilerOf(folder),
    vitest: (...args) => run('node_modules/vitest/vitest.mjs', 'run', '--maxWorkers', '1', ...args),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The compiler in a folder. What has not changed since it was last asked is not read again. */
function compilerOf(folder: string): Copy['typeErrors'] {
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, folder);
  const known = new Map<string, ts.SourceFile>();
  let before: ts.Program | undefined;
  return (...files) => {
    const host = ts.createCompilerHost(options);
    const read = host.getSourceFile;
    host.getCurrentDirectory = () => folder;
    host.getSourceFile = (path, ...how) => {
      const text = ts.sys.readFile(path);
      const source = known.get(path);
      const now = source?.text === text ? source : read(path, ...how);
      if (now) known.set(path, now);
      return now;
    };
    const rootNames = files.map((path) => join(folder, path));
    const program = (before = ts.createProgram({ rootNames, options, host, oldProgram: before }));
    return files.flatMap((path) => {
      const source = program.getSourceFile(join(folder, path));
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return found.map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
    });
  };
}

/** A step of a worked example: the files that it names, and its block of code where it has one. */
export interface ExampleStep {
  readonly files: readonly string[];
  readonly code: string;
}

/** The steps under a heading of CONTRIBUTING.md. */
export function stepsUnder(heading: string): ExampleStep[] {
  const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  const steps = section
    .split('\n## ')[0]
    .split(/\n(?=\d+\. )/)
    .slice(1);
  return steps.map((step) => {
    // What comes after the list belongs to none of its steps.
    const [own] = step.split(/\n(?=\S)(?!\d+\. )/);
    const files = [...own.matchAll(/`((?:src|test|docs|scripts)\/[\w./-]*|[\w.]+\.(?:html|json|md))`/g)].map(
      ([, path]) => path,
    );
    const [, code = ''] = /```\w+\n(.*?)```/s.exec(own) ?? [];
    const indent = /^ */.exec(code)?.[0] ?? '';
    return { files, code: code.replace(new RegExp(`^${indent}`, 'gm'), '').trimEnd() };
  });
}

export const isThere = (path: string): boolean => existsSync(join(ROOT, path));
