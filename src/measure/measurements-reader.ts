import { XrayError } from '../base/xray-error.ts';
import type { Calibration } from './calibration.ts';
import type { MeasuredImage } from './measured-image.ts';
import {
  MEASUREMENT_KINDS,
  MEASUREMENT_POINTS,
  type ImagePoint,
  type Measurement,
  type MeasurementKind,
} from './measurement.ts';
import { MEASUREMENTS_SCHEMA } from './measurements-file.ts';

/** What is longer was made by nobody's hand. */
const MOST_BYTES = 16 * 2 ** 20;
/** Outside of an image, but not out of all reach. */
const FARTHEST = 1e6;
const MOST_TEXT = 2000;
const CALIBRATIONS: readonly unknown[] = ['file', 'calibrated', 'detector', 'corrected', 'known-length'];

type Fields = Readonly<Record<string, unknown>>;

/** Whether a text says that it holds measurements; whether it does, {@link parseMeasurements} tells. */
export function saysMeasurements(text: string): boolean {
  return text.slice(0, 200).includes(`"${MEASUREMENTS_SCHEMA}"`);
}

/**
 * What the text of a `measurements.json` holds; sizes and statistics in it are not looked at, as they follow from the points. Fields that
 * this version does not know are passed over.
 * @throws XrayError `decode-failed`, reason `not-measurements`, whose message begins with `fileName` and says what is wrong
 */
export function parseMeasurements(text: string, fileName = 'measurements.json'): MeasuredImage[] {
  const refuse = (problem: string, cause?: unknown): never => {
    throw new XrayError('decode-failed', `${fileName}: ${problem}`, {
      reason: 'not-measurements',
      values: { file: fileName },
      cause,
    });
  };
  if (text.length > MOST_BYTES) refuse('the file is too large for measurements.');
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    refuse('the file is no JSON.', error);
  }
  const { schema, schemaVersion, images } = fieldsOf(value);
  if (schema !== MEASUREMENTS_SCHEMA) refuse('the file holds no measurements of xray-lab.');
  if (schemaVersion !== 1 || !Array.isArray(images)) refuse('the measurements are of another version of xray-lab.');
  return (images as unknown[]).map(
    (image, index) => imageOf(fieldsOf(image)) ?? refuse(`image ${index + 1} is not as it must be.`),
  );
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function imageOf({ name, sha256, frame, width, height, calibration, measurements }: Fields): MeasuredImage | null {
  if (typeof name !== 'string' || !isCount(width) || !isCount(height) || !Array.isArray(measurements)) return null;
  const size = calibration === null || calibration === undefined ? null : calibrationIn(fieldsOf(calibration));
  if (size === undefined) return null;
  const read = measurements.map((one: unknown, index) => measurementOf(fieldsOf(one), index + 1));
  if (!read.every((one) => one !== null)) return null;
  return {
    name,
    ...(typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && { sha256 }),
    ...(Number.isInteger(frame) && (frame as number) > 0 && { frame: frame as number }),
    width,
    height,
    calibration: size,
    measurements: read,
  };
}

/** Undefined where it is none. */
function calibrationIn({ row, column, by, magnification, known }: Fields): Calibration | undefined {
  if (!isSize(row) || !isSize(column) || !CALIBRATIONS.includes(by)) return undefined;
  return {
    row,
    column,
    by: by as Calibration['by'],
    ...(isSize(magnification) && { magnification }),
    ...(isSize(known) && { known }),
  };
}

function measurementOf({ kind, points, text }: Fields, id: number): Measurement | null {
  if (typeof kind !== 'string' || !MEASUREMENT_KINDS.includes(kind as MeasurementKind) || !Array.isArray(points))
    return null;
  const read = points.map(pointOf);
  if (read.length !== MEASUREMENT_POINTS[kind as MeasurementKind] || !read.every((point) => point !== null))
    return null;
  const said = typeof text === 'string' && text !== '' ? { text: text.slice(0, MOST_TEXT) } : {};
  return { id, kind: kind as MeasurementKind, points: read, ...said };
}

function pointOf(value: unknown): ImagePoint | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [x, y] = value as unknown[];
  return isPlace(x) && isPlace(y) ? { x, y } : null;
}

function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= FARTHEST;
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= FARTHEST;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1;
}
