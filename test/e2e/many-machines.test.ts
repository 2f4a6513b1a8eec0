import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { pngFile, radiograph } from './support/radiograph.ts';
import { inSmall, recipe } from './support/recipes.ts';
import { built, ROOT } from './support/site.ts';
import { startSlurm } from './support/slurm.ts';

const FILMS = 9;
const PYTHON = '/usr/bin/python3';
const support = (name: string): string => `${ROOT}test/e2e/support/${name}`;

/** Where the films are, and a folder in it for each test, whose `films` they are. */
let root: string;
let folder: string;
let env: Record<string, string>;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'xray-lab-machines-'));
  for (const name of ['films', 'bin']) mkdirSync(join(root, name));
  for (let i = 0; i < FILMS; i++) {
    const { name, buffer } = pngFile(`film ${i}.png`, radiograph(50 + i, 40, 1));
    writeFileSync(join(root, 'films', name), buffer);
  }
  command('xray-lab', `exec '${process.execPath}' '${built('cli/xray-lab.js')}' "$@"`);
  command('npx', 'exec "$@"');
  env = {
    ...process.env,
    PATH: `${join(root, 'bin')}${delimiter}${process.env.PATH ?? ''}`,
    PARALLEL_HOME: join(root, 'parallel'),
  } as Record<string, string>;
  folder = root;
  expect(shell('xray-lab -q -o whole films')).toBe(0);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(root, 'test-'));
  symlinkSync(join(root, 'films'), join(folder, 'films'));
});

function command(name: string, line: string): void {
  writeFileSync(join(root, 'bin', name), `#!/bin/sh\n${line}\n`);
  chmodSync(join(root, 'bin', name), 0o755);
}

function shell(line: string, more: Readonly<Record<string, string>> = {}): number | null {
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', line], {
    cwd: folder,
    env: { ...env, ...more },
    encoding: 'utf8',
  });
  if (status !== 0) console.warn(stdout, stderr);
  return status;
}

function contentsOf(path: string): [string, string][] {
  return readdirSync(path)
    .sort()
    .map((each) => [each, readFileSync(join(path, each), 'base64')]);
}

/** Fails unless the parts, merged, are what one run makes. */
function expectWhole(names: readonly number[]): void {
  expect(shell(`xray-lab merge -o all ${names.map((name) => `parts/${name}`).join(' ')}`)).toBe(0);
  expect(contentsOf(join(folder, 'all'))).toEqual(contentsOf(join(root, 'whole')));
}

function skipWithout(tool: string, there: boolean, { skip }: TestContext): void {
  if (there) return;
  console.warn(`Skipped: ${tool} is not installed.`);
  skip();
}

/** The recipe's text, whose paths are this test's. */
const here = (text: string): string => inSmall(text).split('/data').join(folder);

describe('the recipes of docs/many-machines.md: the parts are one run', () => {
  it.for([
    ['xargs', 'xargs'],
    ['parallel', 'GNU parallel'],
  ])('%s', ([tool, title], context) => {
    skipWithout(tool, spawnSync('which', [tool]).status === 0, context);
    mkdirSync(join(root, 'parallel'), { recursive: true });
    writeFileSync(join(root, 'parallel', 'will-cite'), '');
    // There are no other machines to log in to.
    expect(shell(here(recipe(title, 'sh')).replace('--sshlogin a,b,c --workdir . ', ''))).toBe(0);
    expectWhole([1, 2, 3, 4]);
  });

  it('Slurm', async (context) => {
    const own = mkdtempSync(join(root, 'slurm-'));
    const cluster = await startSlurm(own);
    skipWithout('Slurm (slurm-wlm and munge, started by root)', cluster !== null, context);
    try {
      writeFileSync(join(folder, 'films.sbatch'), here(recipe('Slurm', 'sh')));
      expect(shell('sbatch --wait films.sbatch', { ...cluster?.env, PATH: `${env.PATH}${delimiter}/usr/sbin` })).toBe(
        0,
      );
    } finally {
      cluster?.end();
    }
    expectWhole([1, 2, 3, 4]);
  });

  it('what a Kubernetes Job’s containers run', () => {
    const text = here(recipe('Kubernetes', 'yaml'));
    const [, line = ''] = /command: \[sh, -c\]\n\s*args:\n\s*- (.*)\n/.exec(text) ?? [];
    const [, completions] = /completions: (\d+)/.exec(text) ?? [];
    expect([completions, line]).toEqual(['4', expect.stringContaining('/4"')]);
    for (let i = 0; i < 4; i++) expect(shell(line, { JOB_COMPLETION_INDEX: String(i) })).toBe(0);
    expectWhole([0, 1, 2, 3]);
  });

  it('what an array job of AWS Batch runs', () => {
    const { containerProperties } = JSON.parse(here(recipe('AWS Batch', 'json'))) as {
      containerProperties: { command: string[] };
    };
    const [program, option, line] = containerProperties.command;
    expect([program, option]).toEqual(['sh', '-c']);
    for (let i = 0; i < 4; i++) expect(shell(line, { AWS_BATCH_JOB_ARRAY_INDEX: String(i) })).toBe(0);
    expectWhole([0, 1, 2, 3]);
  });

  it('AWS Batch knows the definition and the call', (context) => {
    skipWithout('botocore', spawnSync(PYTHON, ['-c', 'import botocore']).status === 0, context);
    const [, ...words] = /aws batch submit-job (.*)\n/.exec(recipe('AWS Batch', 'sh'))?.[1].split(/\s?--/) ?? [];
    const given = Object.fromEntries(words.map((word) => word.split(' ')));
    const { 'job-name': jobName, 'job-queue': jobQueue, 'job-definition': jobDefinition, ...others } = given;
    const [, size] = others['array-properties'].split('=');
    const definition = JSON.parse(recipe('AWS Batch', 'json')) as { jobDefinitionName: string };
    expect(jobDefinition).toBe(definition.jobDefinitionName);
    expect(JSON.stringify(definition)).toContain(`/${size} `);
    const calls = {
      RegisterJobDefinition: definition,
      SubmitJob: { jobName, jobQueue, jobDefinition, arrayProperties: { size: Number(size) } },
    };
    const { status, stderr } = spawnSync(PYTHON, [support('batch-parameters.py')], {
      input: JSON.stringify(calls),
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('what Spark and Ray call, by stand-ins for them', (context) => {
    skipWithout('Python', spawnSync(PYTHON, ['--version']).status === 0, context);
    writeFileSync(join(folder, 'recipe.py'), here(recipe('Spark or Ray', 'python')));
    expect(shell(`${PYTHON} '${support('fake-clusters.py')}' recipe.py`)).toBe(0);
    expectWhole([0, 1, 2, 3]);
  });
});
