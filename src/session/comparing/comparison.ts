import { isAbortError } from '../../base/xray-error.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import { sameParams } from '../../pipeline/parameter-paths.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import { asXrayError } from '../as-xray-error.ts';
import type { FileEntry } from '../files/file-entry.ts';
import type { FileTable } from '../files/file-table.ts';
import type { Notify } from '../notices.ts';
import type { StagePainter } from '../processing/stage-source.ts';
import type { Report } from '../reports.ts';
import type { ResultAccess } from '../results/result-access.ts';
import type { Track } from '../work-count.ts';
import { KeptSettings, keptPixels } from './kept-setting.ts';
import { stillPainter } from './still-painter.ts';

/** Whose images the one on show is compared with: its film's own, those that were kept of it with other parameters, or another film's. */
export type ComparedFilm = 'own' | 'kept' | number;

/** A film whose images are looked at beside the one on show. */
export interface OtherImages {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Height of a pixel divided by its width. */
  readonly pixelAspect: number;
  /** What they were made with. */
  readonly params: PipelineParams;
  readonly paint: StagePainter;
}

export interface ComparisonNeeds {
  readonly files: Pick<FileTable, 'all' | 'get' | 'withResults'>;
  readonly access: Pick<ResultAccess, 'resultOf' | 'snapshot'>;
  readonly notify: Notify;
  readonly track: Track;
}

/** As many stages as are looked at of a film at once: one, and edges laid over it. */
const MOST_DECODED = 2;

/** What images are compared with, beside those on show: pixels are decoded when they are looked at, and freed with the last look. */
export class Comparison {
  private readonly kept = new KeptSettings();
  private opened: {
    readonly film: number;
    readonly isStill: (film: ComparedFilm, params: PipelineParams, frame: number) => boolean;
    readonly images: OtherImages;
  } | null = null;
  private listed: {
    readonly all: readonly FileEntry[];
    readonly shown: number | null;
    readonly films: readonly FileEntry[];
  } | null = null;

  constructor(private readonly needs: ComparisonNeeds) {}

  /** Films that have images, but the one on show. The same list until something changes. */
  filmsBeside(shown: number | null): readonly FileEntry[] {
    const { files } = this.needs;
    const { all } = files;
    if (this.listed?.all !== all || this.listed.shown !== shown) {
      this.listed = { all, shown, films: files.withResults.filter(({ id, facts }) => id !== shown && facts) };
    }
    return this.listed.films;
  }

  /** The parameters of what was kept of a film; null where nothing was. */
  keptOf(entry: FileEntry): PipelineParams | null {
    return this.kept.of(entry)?.params ?? null;
  }

  /** Keeps the images of a film as they are now, to be compared with others of it. Tells of what fails. */
  async keep(entry: FileEntry): Promise<void> {
    const { access, notify, track } = this.needs;
    this.release();
    try {
      await track(this.kept.keep(entry, access.snapshot(entry)));
    } catch (error) {
      notify(asXrayError(error, entry.name));
    }
  }

  /** What the film on show is compared with; null where that are its own images, or they are not there. */
  of(film: ComparedFilm, shown: FileEntry | null): OtherImages | null {
    const { files, access } = this.needs;
    const entry = film === 'kept' ? shown : film === 'own' || film === shown?.id ? null : files.get(film);
    const made = entry && (film === 'kept' ? this.kept.of(entry) : access.resultOf(entry));
    if (!entry?.facts || !made) {
      this.release();
      return null;
    }
    const { params, frame } = made;
    if (this.opened?.film === entry.id && this.opened.isStill(film, params, frame)) return this.opened.images;
    const { width, height } = entry.facts;
    const isStill = (other: ComparedFilm, now: PipelineParams, of: number): boolean =>
      other === film && of === frame && sameParams(now, params) && (film !== 'kept' || this.kept.of(entry) === made);
    const read = async (stage: StageId): Promise<RasterImage | null> =>
      'images' in made ? keptPixels(made, stage) : made.read(stage);
    const pixelAspect = pixelAspectOf(entry);
    const images = {
      name: entry.name,
      width,
      height,
      pixelAspect,
      params,
      paint: stillPainter(this.remembering(entry, read)),
    };
    this.opened = { film: entry.id, isStill, images };
    return images;
  }

  /** Nothing is looked at any longer. */
  release(): void {
    this.opened = null;
  }

  readonly hear = (report: Report): void => {
    if (report.kind !== 'left') return;
    this.listed = null;
    this.kept.forget(report.id);
    if (this.opened?.film === report.id) this.release();
  };

  /** Reads each stage once, as long as few enough others are read after it; null for what cannot be had. */
  private remembering(
    { name }: FileEntry,
    read: (stage: StageId) => Promise<RasterImage | null>,
  ): (stage: StageId) => Promise<RasterImage | null> {
    const decoded = new Map<StageId, Promise<RasterImage | null>>();
    const failed = (stage: StageId, error: unknown): null => {
      // What was ended may be asked for again; what failed fails again.
      if (isAbortError(error)) decoded.delete(stage);
      else this.needs.notify(asXrayError(error, name));
      return null;
    };
    return (stage) => {
      const pixels = decoded.get(stage) ?? read(stage).catch((error: unknown) => failed(stage, error));
      decoded.delete(stage);
      decoded.set(stage, pixels);
      for (const [oldest] of decoded) if (decoded.size > MOST_DECODED) decoded.delete(oldest);
      return pixels;
    };
  }
}

function pixelAspectOf({ state, kept, opened }: FileEntry): number {
  const made = state.kind === 'done' ? state.computed : kept?.computed;
  return (made?.values ?? opened?.header.told)?.pixelAspect ?? 1;
}
