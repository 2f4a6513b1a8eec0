import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A JPEG and what libjpeg makes of it: see scripts/jpeg-fixtures.py. */
export interface JpegFixture {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly expected: ExpectedPixels | null;
}

export interface ExpectedPixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** CRC-32 of the samples: bytes, or of 12 bits two, the low one first. */
  readonly crc: number;
  readonly bits?: 12;
}

interface Entry {
  readonly name: string;
  readonly data: string;
  readonly expected: ExpectedPixels | null;
}

/** Those of the repository. */
export function jpegFixtures(): JpegFixture[] {
  const entries = JSON.parse(readFileSync(join(import.meta.dirname, 'jpeg-fixtures.json'), 'utf8')) as Entry[];
  return entries.map(({ name, data, expected }) => ({
    name,
    expected,
    bytes: Uint8Array.from(Buffer.from(data, 'base64')),
  }));
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

/** A frame's marker: 0xc0 sequential, 0xc2 progressive, from 0xc9 on coded arithmetically. */
export function frameMarkerOf({ bytes }: JpegFixture): number {
  for (let at = 2; at < bytes.length; at++) {
    if (bytes[at] === 0xff && [0xc0, 0xc1, 0xc2, 0xc9, 0xca].includes(bytes[at + 1])) return bytes[at + 1];
  }
  throw new Error('No frame.');
}
