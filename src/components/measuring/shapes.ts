import type { Measurement, MeasurementKind } from '../../measure/measurement.ts';
import { distance, type Point } from '../pane/view-transform.ts';

/** Of an arrow's head. */
const HEAD = 10;

/** The lines of a measurement whose points are seen at these places. */
export function linesOf(kind: MeasurementKind, places: readonly Point[]): readonly (readonly Point[])[] {
  const [a, b, c, d] = places;
  if (kind === 'cobb') return [places.slice(0, 2), places.slice(2)];
  if (kind === 'rectangle' && b) return [[a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }, a]];
  if (kind === 'ellipse' && b) return [ellipse(a, b)];
  if (kind === 'angle') return [[a, b, c].filter(Boolean)];
  return [[a, b, c, d].filter(Boolean)];
}

/** As what a path draws. */
export function pathOf(kind: MeasurementKind, places: readonly Point[]): string {
  const drawn = linesOf(kind, places).map((line) => line.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`));
  const path = drawn.map((line) => (line.length > 1 ? `M${line.join('L')}` : '')).join('');
  return kind === 'arrow' && places.length === 2 ? path + headOf(places[0], places[1]) : path;
}

/**
 * Where the value of a measurement begins: beside the point that is farthest right, and inside the picture, which ends at `left` and
 * `right`, begins at `top`. @param long how long the text is
 */
export function textAt(places: readonly Point[], left: number, right: number, top: number, long: number): Point {
  const { x, y } = places.reduce((most, place) => (place.x > most.x ? place : most));
  return { x: Math.max(left + 2, Math.min(x + 8, right - long - 4)), y: Math.max(top + 14, y - 6) };
}

/** How far a place is from the lines of a measurement. */
export function reachOf({ kind }: Pick<Measurement, 'kind'>, places: readonly Point[], at: Point): number {
  const lines = linesOf(kind, places).flatMap((line) => line.slice(1).map((to, from) => away(at, line[from], to)));
  return Math.min(...lines, ...places.map((place) => distance(place, at)));
}

function away(at: Point, from: Point, to: Point): number {
  const way = { x: to.x - from.x, y: to.y - from.y };
  const length = way.x * way.x + way.y * way.y || 1;
  const part = Math.min(1, Math.max(0, ((at.x - from.x) * way.x + (at.y - from.y) * way.y) / length));
  return distance(at, { x: from.x + way.x * part, y: from.y + way.y * part });
}

function ellipse(a: Point, b: Point): Point[] {
  const steps = 48;
  return [...new Array<undefined>(steps + 1)].map((_, step) => {
    const turn = (step / steps) * 2 * Math.PI;
    return { x: (a.x + b.x + (b.x - a.x) * Math.cos(turn)) / 2, y: (a.y + b.y + (b.y - a.y) * Math.sin(turn)) / 2 };
  });
}

function headOf(from: Point, to: Point): string {
  const angle = Math.atan2(from.y - to.y, from.x - to.x);
  const side = (turn: number): string =>
    `${(to.x + HEAD * Math.cos(angle + turn)).toFixed(1)} ${(to.y + HEAD * Math.sin(angle + turn)).toFixed(1)}`;
  return `M${side(0.5)}L${to.x.toFixed(1)} ${to.y.toFixed(1)}L${side(-0.5)}`;
}
