import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

/**
 * docs/embedding.md, "One copy of Lit": npm itself installs the project that is shown there. Its registry is one on this machine, which
 * has two Lits: the one that the package names, and a later one, which a site would get.
 */
const ROOT = join(import.meta.dirname, '../..');
const NAMED = packageJson.dependencies.lit;
const LATER = '3.99.0';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const [, shown = ''] = /### One copy of Lit\n.*?```json\n(.*?)```/s.exec(read('docs/embedding.md')) ?? [];
const project = JSON.parse(shown) as { readonly dependencies: object; readonly overrides: object };

let folder: string;
let registry: Server;
let address: string;

/** All versions of a package that there are. What others than these two depend on has no part in it. */
function versionsOf(name: string): Manifest[] {
  const { version, dependencies } = name === 'xray-lab' ? packageJson : manifestOf(name);
  if (name === 'lit') return [NAMED, LATER].map((each) => ({ name, version: each, dependencies }));
  return [{ name, version, ...(name === 'xray-lab' && { dependencies }) }];
}

const manifestOf = (name: string): Manifest => JSON.parse(read(`node_modules/${name}/package.json`)) as Manifest;

/** What a registry says of a package. */
function packument(name: string): string {
  const manifests = versionsOf(name);
  const versions = manifests.map((manifest) => {
    const tarball = `${address}tarballs/${encodeURIComponent(name)}/${manifest.version}`;
    return [manifest.version, { ...manifest, dist: { tarball } }] as const;
  });
  return JSON.stringify({
    name,
    'dist-tags': { latest: manifests[manifests.length - 1].version },
    versions: Object.fromEntries(versions),
  });
}

/** A package that consists of its manifest. */
function tarball(name: string, version: string): Buffer {
  const inside = join(folder, 'packed', name, version);
  mkdirSync(join(inside, 'package'), { recursive: true });
  const manifest = versionsOf(name).find((each) => each.version === version);
  writeFileSync(join(inside, 'package', 'package.json'), JSON.stringify(manifest));
  execFileSync('tar', ['-czf', 'packed.tgz', 'package'], { cwd: inside });
  return readFileSync(join(inside, 'packed.tgz'));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xray-lab-one-lit-'));
  registry = createServer(({ url = '' }, response) => {
    const [, first, name = '', version = ''] = url.split('/').map(decodeURIComponent);
    response.end(first === 'tarballs' ? tarball(name, version) : packument(first));
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`;
});
afterAll(() => {
  registry.close();
  rmSync(folder, { recursive: true, force: true });
});

/** npm in a project; without waiting, as its registry is in this process. */
function npm(cwd: string, ...args: string[]): Promise<string> {
  const { npm_execpath: path, ...others } = process.env;
  const [program, ...first] = path ? [process.execPath, path] : ['npm'];
  const options = ['--registry', address, '--cache', join(folder, 'cache'), '--noproxy', '127.0.0.1'];
  return new Promise((resolve, reject) => {
    execFile(
      program,
      [...first, ...args, ...options, '--no-audit', '--no-fund', '--ignore-scripts'],
      { cwd, env: others, shell: !path && process.platform === 'win32' },
      (error, stdout, stderr) => (error ? reject(new Error(`${stdout}${stderr}`)) : resolve(stdout)),
    );
  });
}

/** The Lits that lie in a project when it is installed, and what `npm ls lit` says of them. */
async function litsOf(
  name: string,
  manifest: object,
): Promise<{ lits: [where: string, version: string][]; said: string }> {
  const cwd = join(folder, name);
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'package.json'), JSON.stringify(manifest));
  await npm(cwd, 'install');
  const paths = readdirSync(cwd, { recursive: true, encoding: 'utf8' }).map((path) => path.split(sep).join('/'));
  const found = paths.filter((path) => /(^|\/)node_modules\/lit\/package\.json$/.test(path)).sort();
  const lits = found.map((path): [string, string] => {
    const { version } = JSON.parse(readFileSync(join(cwd, path), 'utf8')) as Manifest;
    return [path.replace('/package.json', ''), version];
  });
  return { lits, said: await npm(cwd, 'ls', 'lit') };
}

it('a site with a later Lit gets a second copy', async () => {
  const { lits, said } = await litsOf('two', { dependencies: project.dependencies });
  expect(lits).toEqual([
    ['node_modules/lit', LATER],
    ['node_modules/xray-lab/node_modules/lit', NAMED],
  ]);
  for (const version of [NAMED, LATER]) expect(said).toContain(`lit@${version}`);
});

it('with the overrides that are shown it has one, and `npm ls lit` shows it', async () => {
  const { lits, said } = await litsOf('one', project);
  expect(lits).toEqual([['node_modules/lit', LATER]]);
  expect(said).toContain(`lit@${LATER}`);
  expect(said).not.toContain(`lit@${NAMED}`);
});
