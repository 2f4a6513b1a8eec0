import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { stageFileName } from '../../../src/session/saving/zip-of-results.ts';
import { createZip } from '../../../src/export/zip/create-zip.ts';
import { releaseExporters } from '../../../src/export/encode/export-client.ts';
import { resultNames } from '../../../src/export/result-names.ts';
import { STAGE_IDS } from '../../../src/pipeline/standard-graph.ts';
import { flat } from './rasters.ts';

const FOUND = join(import.meta.dirname, '../../../../shared/corpus/hostile/names/names.json');

const OWN = [
  '../../x.png',
  '..\\..\\x.png',
  '/etc/passwd.png',
  'C:\\Windows\\x.png',
  'C:x.png',
  '\\\\?\\C:\\x.png',
  '\\\\server\\share\\x.png',
  './x/../../y.png',
  'x\u2215y\u29f5z.png',
  '..',
  '.',
  '',
  '/',
  '\u0000/../x.png',
  'x\u0000.png/../y',
  'nul.png',
  'con.txt.png ',
  'lpt1 .png',
  'xray\u202egnp.exe',
  'line\nbreak.png',
  '\ud800.png',
  '__proto__.png',
  'manifest.json',
  'x.png:stream',
  '~.png',
  '$(reboot).png',
  '%2e%2e%2fx.png',
  '<script>alert(1)</script>.png',
  `${'../'.repeat(90)}x.png`,
  `${'ü'.repeat(300)}.png`,
  'SAME.png',
  'same.PNG',
];

/** The names in the headers of an archive's entries, as any program reads them, in both places they stand. */
function storedNames(zip: Buffer): { name: string; utf8: boolean }[] {
  const names: { name: string; utf8: boolean }[] = [];
  const kinds = [
    [0x04034b50, 6, 26, 30],
    [0x02014b50, 8, 28, 46],
  ] as const;
  for (const [signature, flags, length, head] of kinds) {
    const mark = Buffer.alloc(4);
    mark.writeUInt32LE(signature);
    for (let at = zip.indexOf(mark); at >= 0; at = zip.indexOf(mark, at + 4)) {
      const name = zip.toString('utf8', at + head, at + head + zip.readUInt16LE(at + length));
      names.push({ name, utf8: (zip.readUInt16LE(at + flags) & 0x800) !== 0 });
    }
  }
  return names;
}

async function expectHarmless(fileNames: readonly string[]): Promise<void> {
  const { stems } = resultNames(fileNames);
  const image = flat(2, 2);
  const entries = stems.flatMap((stem) => STAGE_IDS.map((stage) => ({ name: stageFileName(stem, stage), image })));
  const stored = storedNames(Buffer.from(await (await createZip(entries)).arrayBuffer()));
  expect(stored).toHaveLength(2 * (entries.length + 1));
  for (const { name, utf8 } of stored) {
    // One step, and no more: no folder, drive, stream, device, end of line, hidden or endless name.
    expect(name, JSON.stringify(name)).toMatch(
      /^[^/\\:*?"<>|\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069.\s][^/\\:*?"<>|\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*\.(png|json)$/u,
    );
    expect(name, JSON.stringify(name)).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\s*\./i);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    if (/[^\x00-\x7f]/.test(name)) expect(utf8, name).toBe(true);
  }
  expect(new Set(stored.map(({ name }) => name.toLowerCase())).size).toBe(entries.length + 1);
}

describe('names of files never lead out of an archive', () => {
  afterAll(() => releaseExporters());

  it('of our own making', () => expectHarmless(OWN));

  it.skipIf(!existsSync(FOUND))('of the corpus (skipped where it is absent)', async () => {
    const lists = JSON.parse(readFileSync(FOUND, 'utf8')) as Record<string, string[]>;
    const names = Object.values(lists).flat();
    expect(names.length).toBeGreaterThan(90);
    await expectHarmless(names);
  });
});
