import { sizesOf, type Quantity } from '../../measure/geometry.ts';
import type { Measurement } from '../../measure/measurement.ts';
import type { Messages } from '../words/messages.ts';
import type { MeasuredFilm } from './measured-film.ts';

type Film = Pick<MeasuredFilm, 'calibration' | 'size'>;

/** With as many decimals as its uncertainty leaves. */
export function quantityText(words: Messages, { value, uncertainty, unit }: Quantity): string {
  const digits = Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(uncertainty || 1))));
  const rounded = (number: number, name: string): string => words.sampleValue(Number(number.toFixed(digits)), name);
  return `${rounded(value, '')} ± ${rounded(uncertainty, unit)}`;
}

const known = new WeakMap<Measurement, { readonly words: Messages; readonly film: Film; readonly text: string }>();

/** What a measurement says: its size, its text; of a point without one its place. Made once, as hundreds move with each frame. */
export function valueText(words: Messages, measurement: Measurement, film: Film): string {
  const before = known.get(measurement);
  if (before?.words === words && before.film.calibration === film.calibration) return before.text;
  const { length, angle, area } = sizesOf(measurement, film.calibration, film.size);
  const size = length ?? angle ?? area;
  const [{ x, y }] = measurement.points;
  const place = measurement.kind === 'point' ? `${x.toFixed(1)}, ${y.toFixed(1)}` : '';
  const said = measurement.kind === 'arrow' ? '' : size ? quantityText(words, size) : place;
  const text = [measurement.text, said].filter(Boolean).join(' · ');
  known.set(measurement, { words, film, text });
  return text;
}

/** What it is called: "Length 3". */
export function nameOf(words: Messages, { kind, id }: Pick<Measurement, 'id' | 'kind'>): string {
  return `${words.measuring.kinds[kind]} ${id}`;
}

/** Both, as a sentence. */
export function measurementText(words: Messages, measurement: Measurement, film: Film): string {
  return `${nameOf(words, measurement)}: ${valueText(words, measurement, film)}`;
}
