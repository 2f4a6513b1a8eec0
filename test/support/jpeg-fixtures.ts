import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpacked, type ExpectedPixels, type JpegFixture, type PackedFixture } from './jpeg-fixture.ts';

/** Those of the repository. */
export function jpegFixtures(): JpegFixture[] {
  const file = readFileSync(join(import.meta.dirname, 'jpeg-fixtures.json'), 'utf8');
  return (JSON.parse(file) as PackedFixture[]).map(unpacked);
}

/** Those of a folder that the script made. */
export function* jpegsIn(folder: string): Generator<JpegFixture> {
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
    readonly file: string;
    readonly expected: ExpectedPixels | null;
  }[];
  for (const { file, expected } of index) {
    yield { name: file, expected, bytes: Uint8Array.from(readFileSync(join(folder, file))) };
  }
}
