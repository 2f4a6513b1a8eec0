import { nothing, type TemplateResult } from 'lit';
import type { Calibration } from '../../measure/calibration.ts';
import type { ImagePoint, Measurement, MeasurementKind } from '../../measure/measurement.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { StageVersions } from '../../session/files/live-image.ts';
import type { StageSource } from '../../session/processing/stage-source.ts';
import { tell } from '../part/part-events.ts';
import type { Messages } from '../words/messages.ts';
import { annotatedImage } from './annotated.ts';
import type { MeasuredFilm } from './measured-film.ts';
import { measurementText } from './measured-words.ts';
import { Measuring, type MeasuringHost, type Seen } from './measuring.ts';
import { measuringLayer } from './measuring-layer.ts';
import { measuringPanel } from './measuring-panel.ts';
import { MeasuredPlanes } from './region-values.ts';
import { toolChoice } from './tool-choice.ts';

/** The viewer, as far as measuring asks for it. */
export interface MeasuringViewer extends HTMLElement {
  readonly words: Messages;
  readonly stage: StageId;
  readonly fileName: string;
  readonly imageWidth: number;
  readonly imageHeight: number;
  readonly versions: StageVersions;
  readonly source: StageSource | null;
  measured: MeasuredFilm | null;
  requestUpdate(): void;
}

export interface ViewMeasuringNeeds extends Pick<MeasuringHost, 'placeOf' | 'see' | 'seen'> {
  /** Has a person hear a sentence. */
  readonly say: (sentence: string) => void;
}

/** Measuring in a viewer: its tools in the bar, its layer over the picture, its list below, and what pointers and keys do there. */
export class ViewMeasuring {
  private readonly planes = new MeasuredPlanes(() => this.viewer.requestUpdate());
  private readonly measuring: Measuring;
  readonly drag: Measuring['drag'];
  readonly drop: Measuring['drop'];
  readonly tap: Measuring['tap'];
  readonly point: Measuring['point'];
  readonly key: Measuring['key'];

  constructor(
    private readonly viewer: MeasuringViewer,
    needs: ViewMeasuringNeeds,
  ) {
    this.measuring = new Measuring({
      ...needs,
      film: () => viewer.measured,
      edges: () => this.planes.edges(viewer.source, viewer.versions),
      change: (list, own, continues) => this.change(list, own, continues),
      step: (by) => viewer.measured && tell(viewer, 'part-measure-step', { film: viewer.measured.film, by }),
      say: (what) => needs.say(this.sentence(what)),
      changed: () => viewer.requestUpdate(),
      leave: () => viewer.focus(),
    });
    ({ drag: this.drag, drop: this.drop, tap: this.tap, point: this.point, key: this.key } = this.measuring);
  }

  /** What a pointer draws; null: it does what it does without. */
  get tool(): MeasurementKind | null {
    return this.viewer.measured && this.measuring.tool;
  }

  /** Another film, or none, is on show. */
  release(): void {
    this.planes.release();
    this.measuring.leaveFilm();
  }

  renderChoice(): TemplateResult | typeof nothing {
    const { viewer, measuring } = this;
    const take = (tool: MeasurementKind | null): void => {
      measuring.take(tool);
      if (tool) viewer.focus();
    };
    return viewer.measured ? toolChoice(viewer.words, measuring.tool, take) : nothing;
  }

  renderLayer(seen: Seen): TemplateResult | typeof nothing {
    const { words, measured } = this.viewer;
    return measured ? measuringLayer(words, seen, measured, this.measuring) : nothing;
  }

  renderPanel(): TemplateResult | typeof nothing {
    const { words, measured: film, fileName, imageWidth: width, imageHeight: height } = this.viewer;
    const { source, stage, versions } = this.viewer;
    if (!film) return nothing;
    return measuringPanel(words, {
      film,
      fileName,
      width,
      height,
      measuring: this.measuring,
      valuesOf: (measurement) => this.planes.of(measurement, film, source, stage, versions),
      calibrate: (own) => this.change(film.list, own, false),
      saveAnnotated: () =>
        tell(this.viewer, 'part-save-annotated', { stage, draw: (plane) => annotatedImage(plane, film, words) }),
    });
  }

  private change(list: readonly Measurement[], own: Calibration | null, continues: boolean): void {
    const { viewer } = this;
    const { measured } = viewer;
    if (!measured) return;
    tell(viewer, 'part-measure', { film: measured.film, list, own, continues });
    // The next change may come before these are told anew.
    if (viewer.measured === measured) viewer.measured = { ...measured, list, own };
  }

  private sentence(what: Measurement | ImagePoint): string {
    const { words, measured } = this.viewer;
    if (!('kind' in what)) return `${what.x.toFixed(1)}, ${what.y.toFixed(1)}`;
    return measured ? measurementText(words, what, measured) : '';
  }
}
