import type { RasterImage } from '../../image/raster-image.ts';
import type { Calibration } from '../../measure/calibration.ts';
import {
  MEASUREMENT_POINTS,
  type ImagePoint,
  type Measurement,
  type MeasurementKind,
} from '../../measure/measurement.ts';
import {
  distance,
  scaleOf,
  showing,
  toBox,
  toImage,
  type Framing,
  type Point,
  type View,
} from '../pane/view-transform.ts';
import type { MeasuredFilm } from './measured-film.ts';
import { middle, moveOf, wayOf } from './moved-points.ts';
import { nearestEdge } from './nearest-edge.ts';
import { reachOf } from './shapes.ts';

/** What is seen, and where. */
export interface Seen {
  readonly framing: Framing | null;
  readonly view: View;
  /** Device pixels a CSS pixel. */
  readonly density: number;
  /** A pixel that is marked. */
  readonly cross: Point | null;
}

export interface MeasuringHost {
  readonly seen: () => Seen;
  readonly film: () => MeasuredFilm | null;
  /** A place in the window, in device pixels from the middle of its box. */
  readonly placeOf: (place: Point) => Point | null;
  readonly change: (list: readonly Measurement[], own: Calibration | null, continues: boolean) => void;
  /** Takes back a change, or makes it again. */
  readonly step: (by: -1 | 1) => void;
  readonly see: (view: View) => void;
  /** The edges of the image; null while they are not there. */
  readonly edges: () => RasterImage | null;
  /** Has a person hear of a measurement, or of a place. */
  readonly say: (what: Measurement | ImagePoint) => void;
  readonly changed: () => void;
  /** Gives the focus back to the picture. */
  readonly leave: () => void;
}

/** In CSS pixels: how near a pointer has to be, and how far it goes until it is no tap. */
const NEAR_POINT = 14;
const NEAR_LINE = 8;
const SLIP = 6;
const NEAR_EDGE = 8;
/** In the image's: looking farther takes time, where many pixels are one of the screen. */
const FARTHEST_EDGE = 24;

/** A measurement, or one of its points, that is moved. */
interface Held {
  readonly before: Measurement;
  /** Null: all of them. */
  readonly point: number | null;
  moved: boolean;
}

/** What pointers and keys do with measurements, in the pixels of the image; whatever draws them asks what there is. */
export class Measuring {
  tool: MeasurementKind | null = null;
  /** The points set so far of what is being drawn. */
  draft: readonly ImagePoint[] = [];
  /** Where the next one would be. */
  next: ImagePoint | null = null;
  selected: number | null = null;
  /** Whether points that a pointer sets go to an edge that is near. */
  snaps = false;
  private held: Held | 'draft' | null = null;
  private draftBefore: readonly ImagePoint[] = [];

  constructor(private readonly host: MeasuringHost) {}

  take(tool: MeasurementKind | null): void {
    this.tool = tool;
    this.forget();
  }

  /** Another film is on show: without having anything rendered, as that is under way. */
  leaveFilm(): void {
    this.selected = this.next = this.held = null;
    this.draft = [];
  }

  /** The measurement whose points can be taken hold of. */
  choose(id: number | null): void {
    this.selected = id;
    this.host.changed();
  }

  /** What is being drawn. */
  forget(): void {
    this.draft = [];
    this.next = null;
    this.held = null;
    this.host.changed();
  }

  /** A pointer that went down at `start` is at `here`, in the window; false where it is none of ours. */
  readonly drag = (start: Point, here: Point): boolean => {
    if (!this.host.film()) return false;
    const hit = this.held ? null : this.hitAt(start);
    if (!this.held && !hit && !this.tool) return false;
    if (!this.held && distance(start, here) <= SLIP) return true;
    const [from, to] = [this.imageAt(start), this.imageAt(here)];
    if (!from || !to) return true;
    if (!this.held) this.begin(hit, from);
    if (this.held === 'draft') this.next = this.onEdge(to);
    else if (this.held) this.move(this.held, { x: to.x - from.x, y: to.y - from.y });
    this.host.changed();
    return true;
  };

  /** It is up, or gives way to what else is done with it. */
  readonly drop = (finished: boolean): void => {
    const { held, next } = this;
    this.held = null;
    if (held !== 'draft') return;
    if (finished && next) this.set(next);
    else this.draft = this.draftBefore;
    this.host.changed();
  };

  /** A tap at a place from the middle of the box; false where it is none of ours. */
  readonly tap = (place: Point): boolean => {
    const { framing, view } = this.host.seen();
    if (!framing || !this.host.film()) return false;
    if (this.tool) {
      this.set(this.onEdge(toImage(view, framing, place)));
      return true;
    }
    const hit = this.hitIn(place);
    this.selected = hit?.before.id ?? null;
    this.host.changed();
    return hit !== null;
  };

  /** The pointer is at a place from the middle of the box, or gone. */
  readonly point = (place: Point | null): void => {
    const { framing, view } = this.host.seen();
    if (!this.tool || this.draft.length === 0 || !framing || !place) return;
    this.next = this.onEdge(toImage(view, framing, place));
    this.host.changed();
  };

  /** What a key does, on the picture or on a measurement; false where it is none of ours. */
  readonly key = (event: KeyboardEvent, onPicture: boolean): boolean => {
    const target = event.target as Element;
    const id = Number(target.closest('[data-measurement]')?.getAttribute('data-measurement') ?? NaN);
    const measurement = this.host.film()?.list.find((one) => one.id === id);
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && (measurement || this.tool)) {
      this.host.step(event.shiftKey ? 1 : -1);
      event.stopPropagation();
      return true;
    }
    if (event.ctrlKey || event.metaKey || !this.host.film()) return false;
    const way = wayOf(event, this.host.seen().framing?.orientation);
    if (measurement) {
      const point = target.getAttribute('data-point');
      return this.measurementKey(event, measurement, point === null ? null : Number(point), way);
    }
    return onPicture && this.tool !== null && this.drawingKey(event, way);
  };

  remove(id: number): void {
    const film = this.host.film();
    if (film)
      this.host.change(
        film.list.filter((one) => one.id !== id),
        film.own,
        false,
      );
    if (this.selected === id) this.selected = null;
    this.host.leave();
  }

  /** Changes what is written to a measurement. */
  write(id: number, text: string): void {
    this.replace(id, (one) => ({ ...one, text: text.trim() || undefined }), false);
  }

  private measurementKey(
    event: KeyboardEvent,
    measurement: Measurement,
    point: number | null,
    way: Point | null,
  ): boolean {
    const { key } = event;
    if (key === 'Delete' || key === 'Backspace') this.remove(measurement.id);
    else if (key === 'Escape') this.host.leave();
    else if (way) {
      const moved = moveOf(measurement, point, way);
      this.replace(measurement.id, () => moved, event.repeat);
      this.host.say(moved);
    } else return false;
    return true;
  }

  private drawingKey({ key }: KeyboardEvent, way: Point | null): boolean {
    const { framing, view, cross } = this.host.seen();
    const from = this.next ?? middle(cross ?? view.centre);
    if (way && framing) {
      this.next = { x: from.x + way.x, y: from.y + way.y };
      this.host.see(showing(view, framing, this.next));
      this.host.say(this.next);
    } else if (key === 'Enter') {
      this.set(from);
      this.next = from;
    } else if (key === 'Escape') this.take(this.draft.length > 0 ? this.tool : null);
    else if (key === 'Delete' || key === 'Backspace') this.draft = this.draft.slice(0, -1);
    else return false;
    this.host.changed();
    return true;
  }

  private begin(hit: Held | null, from: ImagePoint): void {
    this.held = hit ?? 'draft';
    if (hit) this.selected = hit.before.id;
    this.draftBefore = this.draft;
    const { tool, draft } = this;
    const beginsLine = draft.length === 0 || (tool === 'cobb' && draft.length === 2);
    if (!hit && tool && MEASUREMENT_POINTS[tool] > 1 && beginsLine) this.draft = [...draft, this.onEdge(from)];
  }

  private move(held: Held, way: Point): void {
    const { before, point } = held;
    const moved = moveOf(before, point, way);
    const points = point === null ? moved.points : moved.points.map((at, i) => (i === point ? this.onEdge(at) : at));
    this.replace(before.id, () => ({ ...moved, points }), held.moved);
    held.moved = true;
  }

  private replace(id: number, by: (one: Measurement) => Measurement, continues: boolean): void {
    const film = this.host.film();
    if (film)
      this.host.change(
        film.list.map((one) => (one.id === id ? by(one) : one)),
        film.own,
        continues,
      );
  }

  /** Another point of what is drawn. */
  private set(point: ImagePoint): void {
    const { tool, host } = this;
    const film = host.film();
    if (!tool || !film) return;
    this.draft = [...this.draft, point];
    this.next = null;
    if (this.draft.length >= MEASUREMENT_POINTS[tool]) {
      const id = film.list.reduce((most, one) => Math.max(most, one.id), 0) + 1;
      const made: Measurement = { id, kind: tool, points: this.draft };
      this.draft = [];
      this.selected = id;
      host.change([...film.list, made], film.own, false);
      host.say(made);
    }
    host.changed();
  }

  private onEdge(point: ImagePoint): ImagePoint {
    const { framing, view, density } = this.host.seen();
    const edges = this.snaps ? this.host.edges() : null;
    if (!edges || !framing) return point;
    const scale = scaleOf(view, framing);
    const reach = Math.min(FARTHEST_EDGE, (NEAR_EDGE * density) / Math.min(scale.x, scale.y));
    return nearestEdge(edges, point, reach) ?? point;
  }

  private imageAt(place: Point): ImagePoint | null {
    const { framing, view } = this.host.seen();
    const inside = this.host.placeOf(place);
    return framing && inside && toImage(view, framing, inside);
  }

  private hitAt(place: Point): Held | null {
    const inside = this.draft.length > 0 ? null : this.host.placeOf(place);
    return inside && this.hitIn(inside);
  }

  /** With a tool in hand only points of what is chosen are taken hold of, so that one can draw anywhere else. */
  private hitIn(place: Point): Held | null {
    const { framing, view, density } = this.host.seen();
    const film = this.host.film();
    if (!framing || !film) return null;
    const mine = film.list.filter(({ id }) => !this.tool || id === this.selected);
    const seen = mine.map((before) => ({ before, places: before.points.map((point) => toBox(view, framing, point)) }));
    // The chosen one first, then what was drawn last.
    seen.sort(
      (a, b) =>
        Number(b.before.id === this.selected) - Number(a.before.id === this.selected) || b.before.id - a.before.id,
    );
    for (const { before, places } of seen) {
      const point = places.findIndex((at) => distance(at, place) <= NEAR_POINT * density);
      if (point >= 0) return { before, point, moved: false };
    }
    if (this.tool) return null;
    const near = seen.find(({ before, places }) => reachOf(before, places, place) <= NEAR_LINE * density);
    return near ? { before: near.before, point: null, moved: false } : null;
  }
}
