import { jsonText } from '../base/json-text.ts';
import { sizesOf } from './geometry.ts';
import type { WrittenImage } from './measured-image.ts';
import { CORNERSTONE_TOOLS, type ImagePoint } from './measurement.ts';

/** What the file says it is, so that it is known whatever it is called. */
export const MEASUREMENTS_SCHEMA = 'xray-lab-measurements';

/** The text of `measurements.json`: docs/schema/measurements.schema.json describes it. */
export function measurementsJson(images: readonly WrittenImage[]): string {
  const written = images.map(({ name, sha256, frame, width, height, calibration, size, measurements, statistics }) => ({
    name,
    sha256,
    frame,
    width,
    height,
    calibration,
    measurements: measurements.map(({ id, kind, points, text }) => ({
      id,
      kind,
      annotation: CORNERSTONE_TOOLS[kind] ?? undefined,
      points: points.map(({ x, y }) => [x, y]),
      text,
      ...sizesOf({ kind, points }, calibration, size),
      statistics: statistics?.get(id),
    })),
  }));
  return `${jsonText({ schema: MEASUREMENTS_SCHEMA, schemaVersion: 1, images: written })}\n`;
}

const COLUMNS = [
  ...['image', 'id', 'kind', 'text', 'value', 'uncertainty', 'unit'],
  ...['of', 'count', 'mean', 'deviation', 'min', 'max'],
  ...['x1', 'y1', 'x2', 'y2', 'x3', 'y3', 'x4', 'y4'],
];

type Cell = string | number | undefined;

/**
 * The same as a table: a head, then a row a measurement, of a region a row for each kind of its values. `csv`: by RFC 4180, with commas; `tsv`: with tabs, for
 * the clipboard. What a person wrote and a spreadsheet would compute gets an apostrophe before it.
 */
export function measurementsTable(images: readonly WrittenImage[], format: 'csv' | 'tsv'): string {
  const rows = images.flatMap((image) =>
    image.measurements.flatMap(({ id, kind, points, text }) => {
      const { length, angle, area } = sizesOf({ kind, points }, image.calibration, image.size);
      const { value, uncertainty, unit }: Partial<Record<'value' | 'uncertainty' | 'unit', Cell>> =
        length ?? angle ?? area ?? {};
      const first: Cell[] = [harmless(image.name), id, kind, harmless(text ?? ''), value, uncertainty, unit];
      const last = points.flatMap(({ x, y }: ImagePoint) => [x, y]);
      const regions = image.statistics?.get(id) ?? [undefined];
      return regions.map((told): Cell[] => [
        ...first,
        ...[told?.of, told?.count, told?.mean, told?.deviation, told?.min, told?.max],
        ...last,
      ]);
    }),
  );
  const padded = [COLUMNS, ...rows].map((row: readonly Cell[]) => COLUMNS.map((_, column) => row[column] ?? ''));
  const quoted = (cell: string | number): string =>
    /[",\r\n]/.test(String(cell)) ? `"${String(cell).replace(/"/g, '""')}"` : String(cell);
  const plain = (cell: string | number): string => String(cell).replace(/[\t\r\n]+/g, ' ');
  return format === 'csv'
    ? padded.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')
    : padded.map((row) => `${row.map(plain).join('\t')}\n`).join('');
}

function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
