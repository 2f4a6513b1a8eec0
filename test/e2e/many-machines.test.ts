import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, type TestContext } from 'vitest';
import { pngFile, radiograph } from './support/radiograph.ts';
import { built } from './support/site.ts';

const FILMS = 9;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xray-lab-machines-'));
  mkdirSync(join(folder, 'films'));
  for (let i = 0; i < FILMS; i++) {
    const { name, buffer } = pngFile(`film ${i}.png`, radiograph(50 + i, 40, 1));
    writeFileSync(join(folder, 'films', name), buffer);
  }
  shell(`${program()} -q -o whole films`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = (): string => `'${process.execPath}' '${built('cli/xray-lab.js')}'`;

function shell(command: string): number | null {
  const { status, stderr } = spawnSync('/bin/sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) console.warn(stderr);
  return status;
}

function contentsOf(name: string): [string, string][] {
  const names = readdirSync(join(folder, name)).sort();
  return names.map((each) => [each, readFileSync(join(folder, name, each), 'base64')]);
}

/** The recipes of docs/many-machines.md, in small. */
it.for([
  ['xargs', (run: string) => `seq 4 | xargs -P4 -I{} ${run} --jobs 1 --shard {}/4 --resume -q -o xargs/{} films/`],
  ['parallel', (run: string) => `seq 4 | parallel --retries 3 "${run} --shard {}/4 --resume -q -o parallel/{} films/"`],
] as const)('by %s the parts are one run', ([tool, recipe], { skip }: TestContext) => {
  if (spawnSync('which', [tool]).status !== 0) {
    console.warn(`Skipped: ${tool} is not installed.`);
    skip();
  }
  expect(shell(recipe(program()))).toBe(0);
  expect(shell(`${program()} merge -o ${tool}-all ${tool}/1 ${tool}/2 ${tool}/3 ${tool}/4`)).toBe(0);
  expect(contentsOf(`${tool}-all`)).toEqual(contentsOf('whole'));
});
