import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import lock from '../../package-lock.json' with { type: 'json' };
import { pngFile, radiograph } from './support/radiograph.ts';
import { inShell } from './support/shell.ts';
import { built, ROOT } from './support/site.ts';

/** An instruction of a Dockerfile. */
interface Step {
  readonly name: string;
  readonly text: string;
}

/** The instructions of the stage `name`. */
function stage(name: string): Step[] {
  const lines = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').split('\n');
  const steps = lines
    .filter((line) => /^[A-Z]+ /.test(line))
    .map((line) => ({ name: line.slice(0, line.indexOf(' ')), text: line.slice(line.indexOf(' ') + 1) }));
  const from = steps.findIndex((step) => step.name === 'FROM' && step.text.endsWith(` AS ${name}`));
  const rest = steps.slice(from + 1);
  const end = rest.findIndex((step) => step.name === 'FROM');
  expect(from).toBeGreaterThanOrEqual(0);
  return rest.slice(0, end === -1 ? rest.length : end);
}

/** What stands for the container's `/`. */
const root = mkdtempSync(join(tmpdir(), 'xray-lab-container-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const shell = inShell();

/** The dependencies that `npm ci --omit=dev` would bring, from those that are installed. */
function bringDependencies(folder: string): void {
  for (const [path, { dev = false }] of Object.entries(lock.packages as Record<string, { dev?: boolean }>)) {
    if (path !== '' && !dev) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  }
}

/** Does what a step says, in `root`. */
function carryOut({ name, text }: Step, workdir: string): void {
  if (name === 'COPY') {
    const isBuilt = text.startsWith('--from=build ');
    const [target = '', ...sources] = text.replace('--from=build ', '').split(' ').reverse();
    for (const source of sources) {
      const path = isBuilt ? source.replace('/build/', ROOT) : join(ROOT, source);
      expect([text, existsSync(path)]).toEqual([text, true]);
      // A folder is copied as what is in it.
      const isFolder = !target.endsWith('/');
      cpSync(path, join(workdir, target, isFolder ? '' : source), { recursive: true });
    }
  } else if (name === 'RUN' && text.startsWith('npm ci')) {
    expect(text).toMatch(/^npm ci --omit=dev --ignore-scripts( --no-\w+)*$/);
    bringDependencies(workdir);
  } else if (name === 'RUN') {
    const line = text.replace(/ \//g, ` ${root}/`);
    const { status, stderr } = spawnSync('/bin/sh', ['-c', line], { cwd: workdir, encoding: 'utf8' });
    expect([line, status, stderr]).toEqual([line, 0, '']);
  } else if (!['USER', 'WORKDIR', 'ENTRYPOINT'].includes(name)) {
    throw new Error(`What does ${name} do?`);
  }
}

it('the steps of the Dockerfile for the command line give a program that runs, on what they copy alone', () => {
  built('cli/xray-lab.js');
  mkdirSync(join(root, 'usr', 'local', 'bin'), { recursive: true });
  let workdir = root;
  const steps = stage('cli');
  for (const step of steps) {
    if (step.name === 'WORKDIR') mkdirSync((workdir = join(root, step.text)), { recursive: true });
    carryOut(step, workdir);
  }
  expect(workdir).toBe(join(root, 'data'));
  expect(readdirSync(join(root, 'app')).sort()).toEqual([
    '.npmrc',
    'dist',
    'node_modules',
    'package-lock.json',
    'package.json',
  ]);

  shell.put('films', [pngFile('film.png', radiograph(61, 50, 1))]);
  const [program, ...typed] = JSON.parse(steps.find(({ name }) => name === 'ENTRYPOINT')?.text ?? '[]') as string[];
  // The program begins with a line that looks for `node`.
  const PATH = [join(root, 'usr', 'local', 'bin'), join(process.execPath, '..'), process.env.PATH].join(delimiter);
  const options = { cwd: shell.folder, env: { ...process.env, PATH }, encoding: 'utf8' } as const;
  const { status, stderr } = spawnSync(program, [...typed, '-o', 'out', 'films/'], options);
  expect([status, stderr]).toEqual([0, '1 file done: out\n']);
  expect(Object.keys(shell.contentsOf('out'))).toContain('film_edges.png');
});
