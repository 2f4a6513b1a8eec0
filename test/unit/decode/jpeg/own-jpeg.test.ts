import { describe, expect, it } from 'vitest';
import { DECODER_KINDS, useDecoder } from '../../../support/decoder-kinds.ts';
import { frameMarkerOf, ownOutcome, wantedOutcome } from '../../../support/jpeg-fixture.ts';
import { jpegFixtures, jpegsIn } from '../../../support/jpeg-fixtures.ts';

const fixtures = jpegFixtures();

describe.each(DECODER_KINDS)('the own JPEG decoder in %s', (kind) => {
  useDecoder(kind);

  it('gives what libjpeg-turbo gives when OpenCV calls it', async () => {
    const wrong: string[] = [];
    for (const fixture of fixtures) {
      const found = await ownOutcome(fixture);
      if (found !== wantedOutcome(fixture)) wrong.push(`${fixture.name}: ${found}, not ${wantedOutcome(fixture)}`);
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
      const found = await ownOutcome(fixture);
      if (found !== wantedOutcome(fixture)) wrong.push(`${fixture.name}: ${found}, not ${wantedOutcome(fixture)}`);
    }
    console.log(`${files} JPEGs, ${wrong.length} of them wrong`);
    expect(wrong).toEqual([]);
  });
});
