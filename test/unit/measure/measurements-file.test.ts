import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { XrayError } from '../../../src/base/xray-error.ts';
import type { MeasuredImage, WrittenImage } from '../../../src/measure/measured-image.ts';
import { MEASUREMENT_KINDS, MEASUREMENT_POINTS, type Measurement } from '../../../src/measure/measurement.ts';
import { measurementsJson, measurementsTable } from '../../../src/measure/measurements-file.ts';
import { parseMeasurements, saysMeasurements } from '../../../src/measure/measurements-reader.ts';

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../docs/schema/measurements.schema.json'), 'utf8'),
) as object;
const allows = new Ajv2020().compile(schema);

const place = fc.double({ min: -1e5, max: 1e5, noNaN: true }).map((value) => value + 0);
const measurement = (id: number): fc.Arbitrary<Measurement> =>
  fc.constantFrom(...MEASUREMENT_KINDS).chain((kind) => {
    const count = MEASUREMENT_POINTS[kind];
    return fc.record(
      {
        id: fc.constant(id),
        kind: fc.constant(kind),
        points: fc.array(fc.record({ x: place, y: place }), { minLength: count, maxLength: count }),
        text: fc.string({ minLength: 1 }),
      },
      { requiredKeys: ['id', 'kind', 'points'] },
    );
  });
const image: fc.Arbitrary<MeasuredImage> = fc.record({
  name: fc.string(),
  sha256: fc.constant('0123456789abcdef'.repeat(4)),
  width: fc.integer({ min: 1, max: 9999 }),
  height: fc.integer({ min: 1, max: 9999 }),
  calibration: fc.constantFrom(
    null,
    { row: 0.2, column: 0.1, by: 'corrected' as const, magnification: 1.5 },
    { row: 0.2, column: 0.2, by: 'known-length' as const, known: 25 },
  ),
  measurements: fc
    .integer({ min: 0, max: 6 })
    .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => measurement(i + 1)))),
});

const ROOM: WrittenImage = {
  name: 'a "ball", 25 mm.png',
  width: 100,
  height: 80,
  calibration: null,
  measurements: [
    {
      id: 1,
      kind: 'length',
      points: [
        { x: 0, y: 0 },
        { x: 30, y: 40 },
      ],
      text: '=1+1\tone',
    },
    {
      id: 2,
      kind: 'rectangle',
      points: [
        { x: 0, y: 0 },
        { x: 10, y: 10 },
      ],
    },
  ],
  statistics: new Map([
    [
      2,
      [
        { of: 'stored', count: 100, mean: 7.5, deviation: 0.5, min: 7, max: 8 },
        { of: 'grayscale', count: 100, mean: 3, deviation: 0, min: 3, max: 3 },
      ],
    ],
  ]),
};

function reason(text: string): string | undefined {
  try {
    parseMeasurements(text, 'my.json');
  } catch (error) {
    expect(error).toBeInstanceOf(XrayError);
    expect((error as XrayError).message).toMatch(/^my\.json: /);
    return (error as XrayError).reason;
  }
  return undefined;
}

describe('measurements.json', () => {
  it('is read back as it was, and is as its schema says', () => {
    fc.assert(
      fc.property(fc.array(image, { maxLength: 3 }), (images) => {
        const text = measurementsJson(images);
        expect(allows(JSON.parse(text)), JSON.stringify(allows.errors)).toBe(true);
        expect(saysMeasurements(text)).toBe(true);
        expect(parseMeasurements(text)).toEqual(images);
      }),
    );
  });

  it('has sizes, statistics and the names of Cornerstone3D', () => {
    const text = measurementsJson([ROOM]);
    expect(allows(JSON.parse(text)), JSON.stringify(allows.errors)).toBe(true);
    expect(JSON.parse(text)).toMatchObject({
      images: [
        {
          measurements: [
            { annotation: 'Length', length: { value: 50, unit: 'px' } },
            { annotation: 'RectangleROI', area: { value: 100, unit: 'px²' }, statistics: [{ of: 'stored' }, {}] },
          ],
        },
      ],
    });
  });

  it.each([
    ['no JSON', '{'],
    ['another JSON', '[]'],
    ['a manifest', '{"schemaVersion":1,"images":[]}'],
    ['another version', '{"schema":"xray-lab-measurements","schemaVersion":2,"images":[]}'],
    ['an image without a size', '{"schema":"xray-lab-measurements","schemaVersion":1,"images":[{"name":"a"}]}'],
    ...[
      ['an unknown kind', '{"kind":"toString","points":[]}'],
      ['too few points', '{"kind":"length","points":[[1,2]]}'],
      ['places that are none', '{"kind":"point","points":[[1e300,2]]}'],
      ['null', 'null'],
    ].map(([name, one]) => [
      name,
      `{"schema":"xray-lab-measurements","schemaVersion":1,"images":[{"name":"a","width":1,"height":1,"measurements":[${one}]}]}`,
    ]),
    [
      'a pixel of no size',
      '{"schema":"xray-lab-measurements","schemaVersion":1,"images":[{"name":"a","width":1,"height":1,"measurements":[],"calibration":{"row":0,"column":1,"by":"file"}}]}',
    ],
  ])('is refused: %s', (_, text) => {
    expect(reason(text)).toBe('not-measurements');
  });

  it('is never anything but read or refused', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(reason(text)).toBe('not-measurements');
      }),
    );
  });
});

describe('the table', () => {
  it('has a row a measurement, of regions one for each kind of values', () => {
    const [head, ...rows] = measurementsTable([ROOM], 'tsv').trimEnd().split('\n');
    expect(head.split('\t').length).toBe(21);
    expect(rows.map((row) => row.split('\t').slice(1, 10))).toEqual([
      ['1', 'length', "'=1+1 one", '50', '1.4', 'px', '', '', ''],
      ['2', 'rectangle', '', '100', '20', 'px²', 'stored', '100', '7.5'],
      ['2', 'rectangle', '', '100', '20', 'px²', 'grayscale', '100', '3'],
    ]);
  });

  it('quotes what commas and quotes need it for', () => {
    const [, row] = measurementsTable([ROOM], 'csv').split('\r\n');
    expect(row).toMatch(/^"a ""ball"", 25 mm\.png",1,length,/);
  });
});
