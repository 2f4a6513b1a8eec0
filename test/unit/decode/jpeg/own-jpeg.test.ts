import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../../src/base/checksums/crc32.ts';
import { XrayError } from '../../../../src/base/xray-error.ts';
import { decodeJpegSamples, decodeOwnJpeg } from '../../../../src/decode/jpeg/own-jpeg.ts';
import { Pacer } from '../../../../src/worker/pacer.ts';
import { DECODER_KINDS, useDecoder } from '../../../support/decoder-kinds.ts';
import { frameMarkerOf, jpegFixtures, jpegsIn, type JpegFixture } from '../../../support/jpeg-fixtures.ts';

const fixtures = jpegFixtures();

/** `2x3x1 1234` as libjpeg has it, or the code of the error. */
async function decoded({ bytes, expected }: JpegFixture): Promise<string> {
  try {
    const decode =
      expected?.bits === 12 ? decodeJpegSamples(bytes, new Pacer()) : decodeOwnJpeg({ bytes }, new Pacer());
    const { width, height, channels, data } = await decode;
    const samples = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return `${width}x${height}x${channels} ${crc32(samples)}`;
  } catch (error) {
    if (!(error instanceof XrayError)) throw error;
    return error.code;
  }
}

function wanted({ expected }: JpegFixture): string {
  return expected ? `${expected.width}x${expected.height}x${expected.channels} ${expected.crc}` : 'decode-failed';
}

describe.each(DECODER_KINDS)('the own JPEG decoder in %s', (kind) => {
  useDecoder(kind);

  it('gives what libjpeg-turbo gives when OpenCV calls it', async () => {
    const wrong: string[] = [];
    for (const fixture of fixtures) {
      const found = await decoded(fixture);
      if (found !== wanted(fixture)) wrong.push(`${fixture.name}: ${found}, not ${wanted(fixture)}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is asked for files of every kind', () => {
    const counts = new Map<string, number>();
    for (const fixture of fixtures) {
      const kind = `${frameMarkerOf(fixture).toString(16)} ${fixture.expected?.bits ?? 8}`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    for (const kind of ['c0 8', 'c1 8', 'c2 8', 'c9 8', 'ca 8', 'c1 12', 'c2 12', 'c9 12', 'ca 12']) {
      expect(counts.get(kind), kind).toBeGreaterThan(0);
    }
    const channels = fixtures.map(({ expected }) => expected?.channels);
    expect(channels).toContain(1);
    expect(channels).toContain(3);
  });

  // A folder that `scripts/jpeg-fixtures.py make` filled.
  it.runIf(process.env.XRAY_JPEGS)('gives the same for many more', { timeout: 600_000 }, async () => {
    const wrong: string[] = [];
    let files = 0;
    for (const fixture of jpegsIn(process.env.XRAY_JPEGS ?? '')) {
      files++;
      const found = await decoded(fixture);
      if (found !== wanted(fixture)) wrong.push(`${fixture.name}: ${found}, not ${wanted(fixture)}`);
    }
    console.log(`${files} JPEGs, ${wrong.length} of them wrong`);
    expect(wrong).toEqual([]);
  });
});
