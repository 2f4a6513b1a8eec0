import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { runNpm } from '../../../scripts/run-npm.mjs';
import { built, ROOT } from './site.ts';

let packed: { readonly name: string; readonly bytes: Buffer } | null = null;

/** `npm pack`: the file that would be published, in `folder`. It is made once for all files of tests that a process runs. */
export function pack(folder: string): string {
  packed ??= packAnew();
  const file = join(folder, packed.name);
  writeFileSync(file, packed.bytes);
  return file;
}

function packAnew(): NonNullable<typeof packed> {
  built('index.js');
  const folder = mkdtempSync(join(tmpdir(), 'xray-lab-packed-'));
  try {
    const args = ['pack', '--ignore-scripts', '--pack-destination', folder];
    const { status, stderr } = runNpm(args, { cwd: ROOT, stdio: 'pipe' });
    if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
    const [name] = readdirSync(folder).filter((each) => each.endsWith('.tgz'));
    if (!name) throw new Error('npm pack wrote nothing.');
    return { name, bytes: readFileSync(join(folder, name)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A project that has xray-lab installed, in a folder of its own. */
export interface Consumer {
  readonly folder: string;
  /** The published file. */
  readonly tarball: string;
  /** Where the package lies. */
  readonly installed: string;
  /** Writes `files`, whose names are relative to the folder. */
  write(files: Readonly<Record<string, string>>): void;
  /** Runs a module's text in Node; what it prints. */
  node(script: string): string;
  remove(): void;
}

/**
 * What `npm install` makes of the published file, without a network: it is unpacked, and its dependencies, and the other
 * `packages`, are the repository's. `installed.test.ts` has npm do it.
 */
export function installedPackage(packages: readonly string[] = []): Consumer {
  const folder = mkdtempSync(join(tmpdir(), 'xray-lab-consumer-'));
  const tarball = pack(folder);
  const installed = join(folder, 'node_modules', 'xray-lab');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  for (const name of [...Object.keys(packageJson.dependencies), ...packages]) {
    const target = join(folder, 'node_modules', name);
    mkdirSync(join(target, '..'), { recursive: true });
    symlinkSync(`${ROOT}node_modules/${name}`, target, 'junction');
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  return {
    folder,
    tarball,
    installed,
    write: (files) => {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    },
    node: (script) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Copies an example beside the installed package, as if it had been started there. */
export function copyExample(consumer: Consumer, name: string): string {
  const folder = join(consumer.folder, name);
  cpSync(`${ROOT}examples/${name}`, folder, { recursive: true });
  return folder;
}

/** The bytes of a published file. */
export function publishedBytes({ installed }: Consumer, path: string): Buffer {
  return readFileSync(join(installed, path));
}
