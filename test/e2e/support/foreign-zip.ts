import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program that unpacks archives and is none of ours. */
export interface ZipReader {
  readonly name: string;
  /** Commands of which one is there where the program is, and what they are called with for `zip` to be unpacked into `folder`. */
  readonly commands: readonly string[];
  readonly unpack: (zip: string, folder: string) => string[];
}

export const ZIP_READERS: readonly ZipReader[] = [
  { name: 'Python’s zipfile', commands: ['python3', 'python'], unpack: (zip, to) => ['-m', 'zipfile', '-e', zip, to] },
  { name: 'Info-ZIP', commands: ['unzip'], unpack: (zip, to) => ['-q', zip, '-d', to] },
  { name: '7-Zip', commands: ['7z', '7zz', '7za', '7zr'], unpack: (zip, to) => ['x', `-o${to}`, zip] },
];

/** Names with the SHA-256 of what is in them. */
export type Unpacked = Readonly<Record<string, string>>;

/** What `reader` makes of `bytes`; null where it is not installed. Throws where it complains. */
export function unpackBy({ commands, unpack }: ZipReader, bytes: Uint8Array): Unpacked | null {
  const command = commands.find((name) => !spawnSync(name, ['--help'], { stdio: 'ignore' }).error);
  if (command === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'xray-lab-zip-'));
  try {
    const zip = join(folder, 'results.zip');
    const target = join(folder, 'unpacked');
    writeFileSync(zip, bytes);
    const { status, stdout, stderr } = spawnSync(command, unpack(zip, target), {
      encoding: 'utf8',
      // Names are what the archive says they are only where the terminal can show them.
      env: { ...process.env, LC_ALL: 'C.UTF-8', PYTHONUTF8: '1' },
    });
    if (status !== 0) throw new Error(`${command} failed: ${stdout}${stderr}`);
    // Some disks keep letters and their accents apart.
    return Object.fromEntries(
      readdirSync(target).map((name) => [
        name.normalize('NFC'),
        createHash('sha256')
          .update(readFileSync(join(target, name)))
          .digest('hex'),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Names of `zip` that are not ASCII and not said to be UTF-8 (bit 11), in the central directory or before the file itself. */
export function unflaggedNames(zip: Uint8Array): string[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.length - 22;
  const names: string[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const name = zip.subarray(at + 46, at + 46 + lengths[0]);
    const own = view.getUint32(at + 42, true);
    const flagged = view.getUint16(at + 8, true) & view.getUint16(own + 6, true) & 0x800;
    if (name.some((byte) => byte > 127) && !flagged) names.push(new TextDecoder().decode(name));
    at += 46 + lengths.reduce((sum, length) => sum + length);
  }
  return names;
}
