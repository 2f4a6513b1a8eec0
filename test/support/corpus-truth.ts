import { XrayError } from '../../src/base/xray-error.ts';
import type { Raster8 } from '../../src/image/raster-image.ts';
import { sha256Hex } from '../../src/base/checksums/sha256.ts';

/**
 * What decoding must give for a file of the corpus, as `scripts/corpus-truth.py` wrote it: the format by content, and
 * either size, channels and digest of the pixels or `refused` and the code of the error.
 */
export interface Truth {
  readonly path: string;
  readonly format: 'png' | 'jpeg' | 'other';
  /** `447x512x1 <SHA-256>`, or `refused <code>`. */
  readonly expected: string;
}

export function parseTruth(table: Readonly<Record<string, string>>): Truth[] {
  return Object.entries(table).map(([path, text]) => {
    const [format, ...rest] = text.split(' ');
    if (format !== 'png' && format !== 'jpeg' && format !== 'other') throw new Error(`${path}: ${text}?`);
    return { path, format, expected: rest.join(' ') };
  });
}

type Verdict = 'right' | 'refused' | 'wrong' | 'crashes';

interface Row {
  files: number;
  readonly counts: Record<Verdict, number>;
}

/** Counts results by folder, and keeps what is not as it should be. */
export class CorpusTally {
  readonly problems: string[] = [];
  private readonly rows = new Map<string, Row>();

  /** Judges what `decoding` gives for a file. Never rejects. */
  async judge({ path, expected }: Truth, decoding: Promise<Raster8>): Promise<void> {
    const found = await decoding.then(describe, (error: unknown) =>
      error instanceof XrayError ? `refused ${error.code}` : `crashed: ${String(error)}`,
    );
    if (found === expected) {
      this.count(path, found.startsWith('refused') ? 'refused' : 'right');
    } else {
      this.count(path, found.startsWith('crashed') ? 'crashes' : 'wrong');
      this.problems.push(`${path}: expected ${expected}, found ${found}`);
    }
  }

  /** A table with a line for each folder and one for all. */
  toString(): string {
    const all: Row = { files: 0, counts: { right: 0, refused: 0, wrong: 0, crashes: 0 } };
    for (const { files, counts } of this.rows.values()) {
      all.files += files;
      for (const key of Object.keys(counts) as Verdict[]) all.counts[key] += counts[key];
    }
    const line = (name: string, { files, counts }: Row): string =>
      name.padEnd(32) + [files, ...Object.values(counts)].map((n) => String(n).padStart(9)).join('');
    const head =
      'folder'.padEnd(32) + ['files', 'right', 'refused', 'wrong', 'crashes'].map((n) => n.padStart(9)).join('');
    return [head, ...[...this.rows].map(([name, row]) => line(name, row)), line('all', all)].join('\n');
  }

  private count(path: string, verdict: Verdict): void {
    const folder = path.slice(0, path.lastIndexOf('/'));
    const row = this.rows.get(folder) ?? { files: 0, counts: { right: 0, refused: 0, wrong: 0, crashes: 0 } };
    row.files++;
    row.counts[verdict]++;
    this.rows.set(folder, row);
  }
}

async function describe({ width, height, channels, data }: Raster8): Promise<string> {
  return `${width}x${height}x${channels} ${await sha256Hex(new Uint8Array(data))}`;
}
