import { calibrationOf, type Calibration, type PixelSize } from '../../measure/calibration.ts';
import type { MeasuredImage, WrittenImage } from '../../measure/measured-image.ts';
import type { Measurement } from '../../measure/measurement.ts';
import type { FileEntry } from '../files/file-entry.ts';
import type { FileTable } from '../files/file-table.ts';
import type { Report, Tell } from '../reports.ts';

/** What was measured on a film. Never changed, only replaced. */
export interface FilmMeasurements {
  readonly list: readonly Measurement[];
  /** What a person said of the size of its pixels; null: what its file says. */
  readonly own: Calibration | null;
}

export const NOTHING_MEASURED: FilmMeasurements = { list: [], own: null };

const MOST_STEPS = 200;

interface Kept {
  now: FilmMeasurements;
  readonly past: FilmMeasurements[];
  readonly future: FilmMeasurements[];
}

export interface MeasurementsNeeds {
  readonly files: Pick<FileTable, 'all' | 'get'>;
  readonly tell: Tell;
}

/** What was measured on the films of the session, with what can be taken back of each. */
export class Measurements {
  private readonly films = new Map<number, Kept>();
  /** What was brought before its films. */
  private waiting: readonly MeasuredImage[] = [];

  constructor(private readonly needs: MeasurementsNeeds) {}

  /** All films on which something was measured, in their order. */
  get all(): MeasuredImage[] {
    return this.needs.files.all.flatMap((entry) => (this.of(entry.id).list.length > 0 ? this.measuredOf(entry) : []));
  }

  /** What is written of films under the names that may be told, of those that have anything. */
  writable(films: readonly { readonly entry: FileEntry; readonly name: string }[]): {
    readonly entry: FileEntry;
    readonly image: WrittenImage;
  }[] {
    return films.flatMap(({ entry, name }) =>
      this.of(entry.id).list.length > 0
        ? { entry, image: { ...this.measuredOf(entry), name, size: sizeOf(entry) } }
        : [],
    );
  }

  of(id: number | null): FilmMeasurements {
    return (id === null ? null : this.films.get(id)?.now) ?? NOTHING_MEASURED;
  }

  /** How large the pixels of a film are: as was said, else as its file says. */
  calibrationOf(id: number | null): Calibration | null {
    return this.of(id).own ?? calibrationOf(sizeOf(this.needs.files.get(id)));
  }

  /** Calibrations by hand of other films of one size, the newest first, each once. */
  offered(id: number | null): readonly { readonly name: string; readonly calibration: Calibration }[] {
    const { files } = this.needs;
    const facts = files.get(id)?.facts;
    const found = files.all.flatMap(({ id: other, name, facts: size }) => {
      const { own } = this.of(other);
      const alike = size?.width === facts?.width && size?.height === facts?.height;
      return own && other !== id && alike ? [{ name, calibration: own }] : [];
    });
    const first = ({ calibration: { row, column } }: (typeof found)[number], at: number): boolean =>
      found.findIndex(({ calibration: one }) => one.row === row && one.column === column) === at;
    return found.filter(first).reverse();
  }

  /**
   * Puts what is measured on a film in the place of what was.
   * @param continues whether it goes on with the change before, as in the middle of a drag: both are one step back
   */
  change(id: number, now: FilmMeasurements, continues = false): void {
    const film = this.films.get(id) ?? { now: NOTHING_MEASURED, past: [], future: [] };
    if (!continues) film.past.push(film.now);
    film.past.splice(0, film.past.length - MOST_STEPS);
    film.future.length = 0;
    film.now = now;
    this.films.set(id, film);
    this.told(id);
  }

  undo(id: number): boolean {
    return this.swap(id, 'past', 'future');
  }

  redo(id: number): boolean {
    return this.swap(id, 'future', 'past');
  }

  /**
   * Takes what was measured before: each film's is put on it when it is there, known by its digest, else by its name and size.
   */
  bring(images: readonly MeasuredImage[]): void {
    this.waiting = [...this.waiting, ...images];
    for (const entry of this.needs.files.all) this.put(entry);
  }

  readonly hear: Tell = (report: Report) => {
    if (report.kind === 'left') this.films.delete(report.id);
    const entry = report.kind === 'results' ? this.needs.files.get(report.id) : null;
    if (entry && this.waiting.length > 0) this.put(entry);
  };

  clear(): void {
    this.waiting = [];
  }

  private swap(id: number, from: 'past' | 'future', to: 'past' | 'future'): boolean {
    const film = this.films.get(id);
    const next = film?.[from].pop();
    if (!film || !next) return false;
    film[to].push(film.now);
    film.now = next;
    this.told(id);
    return true;
  }

  private put(entry: FileEntry): void {
    if (!entry.source || !entry.facts) return;
    const mine = this.waiting.filter((image) => isOf(image, entry));
    if (mine.length === 0) return;
    this.waiting = this.waiting.filter((image) => !mine.includes(image));
    const { list, own } = this.of(entry.id);
    const added = mine.flatMap(({ measurements }) => measurements);
    const last = list.reduce((most, { id }) => Math.max(most, id), 0);
    const known = mine.map(({ calibration }) => calibration).find((one) => one?.by === 'known-length');
    this.change(entry.id, {
      list: [...list, ...added.map((one, index) => ({ ...one, id: last + 1 + index }))],
      own: own ?? known ?? null,
    });
  }

  /** All that is measured on a film. */
  measuredOf({ id, name, source, facts, frame }: FileEntry): MeasuredImage {
    return {
      name,
      ...(source?.sha256 && { sha256: source.sha256 }),
      ...(frame > 0 && { frame }),
      width: facts?.width ?? 0,
      height: facts?.height ?? 0,
      calibration: this.calibrationOf(id),
      measurements: this.of(id).list,
    };
  }

  private told(id: number): void {
    this.needs.tell({ kind: 'measured', id });
    this.needs.tell({ kind: 'changed' });
  }
}

/** What a file says of the size of its pixels. */
export function sizeOf(entry: FileEntry | null): PixelSize {
  const { state, kept } = entry ?? {};
  const made = state?.kind === 'done' ? state.computed : kept?.computed;
  return made?.values ?? {};
}

function isOf({ name, sha256, frame = 0, width, height }: MeasuredImage, entry: FileEntry): boolean {
  const { source, facts } = entry;
  if (facts?.width !== width || facts.height !== height || frame !== entry.frame) return false;
  return sha256 ? sha256 === source?.sha256 : name === entry.name;
}
