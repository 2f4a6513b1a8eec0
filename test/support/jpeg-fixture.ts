import { crc32 } from '../../src/base/checksums/crc32.ts';
import { XrayError } from '../../src/base/xray-error.ts';
import { decodeJpegSamples, decodeJpeg } from '../../src/decode/jpeg/decode-jpeg.ts';
import { Pacer } from '../../src/worker/pacer.ts';

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

/** As the repository has them in jpeg-fixtures.json. */
export interface PackedFixture {
  readonly name: string;
  readonly data: string;
  readonly expected: ExpectedPixels | null;
}

export function unpacked({ name, data, expected }: PackedFixture): JpegFixture {
  return { name, expected, bytes: Uint8Array.from(atob(data), (character) => character.charCodeAt(0)) };
}

const FRAMES = [0xc0, 0xc1, 0xc2, 0xc9, 0xca];

/** A frame's marker: 0xc0 sequential, 0xc2 progressive, from 0xc9 on coded arithmetically. */
export function frameMarkerOf({ bytes }: Pick<JpegFixture, 'bytes'>): number {
  return bytes[frameAt(bytes) + 1];
}

/** How many components a frame has. */
export function componentsOf({ bytes }: Pick<JpegFixture, 'bytes'>): number {
  return bytes[frameAt(bytes) + 9];
}

function frameAt(bytes: Uint8Array): number {
  for (let at = 2; at < bytes.length; at++) {
    if (bytes[at] === 0xff && FRAMES.includes(bytes[at + 1])) return at;
  }
  throw new Error('No frame.');
}

/** Those of the repository, in a browser. */
export async function fetchFixtures(): Promise<JpegFixture[]> {
  const response = await fetch('/test/support/jpeg-fixtures.json');
  return ((await response.json()) as PackedFixture[]).map(unpacked);
}

/** What own code makes of it: `2x3x1 1234` as libjpeg has it, or the code of the error. */
export async function ownOutcome({ bytes, expected }: JpegFixture): Promise<string> {
  try {
    const pacer = new Pacer();
    const { width, height, channels, data } = await (expected?.bits === 12
      ? decodeJpegSamples(bytes, pacer)
      : decodeJpeg({ bytes }, pacer));
    return `${width}x${height}x${channels} ${crc32(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))}`;
  } catch (error) {
    if (!(error instanceof XrayError)) throw error;
    return error.code;
  }
}

/** What it should be. */
export function wantedOutcome({ expected }: JpegFixture): string {
  return expected ? `${expected.width}x${expected.height}x${expected.channels} ${expected.crc}` : 'decode-failed';
}
