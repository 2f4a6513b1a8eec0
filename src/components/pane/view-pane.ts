import { nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { GIVEN, OVERLAY } from '../../pipeline/stage-roles.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { StagePainter } from '../../session/processing/stage-source.ts';
import { html } from '../part/html.ts';
import { densityOf } from '../part/own-window.ts';
import { printedAs } from '../part/printed-as.ts';
import { Ruler, type PlaceInside } from '../part/ruler.ts';
import { StyledElement } from '../part/styled-element.ts';
import { asSeen, isSideways, UPRIGHT } from './orientation.ts';
import { tintEdges } from './tint-edges.ts';
import { viewPaneStyles } from './view-pane.styles.ts';
import {
  covers,
  drawingOf,
  fitted,
  pixelMiddle,
  scaleOf,
  toBox,
  zoomOf,
  type Drawing,
  type Framing,
  type Point,
  type View,
} from './view-transform.ts';

/** What is on the canvas. */
interface Drawn {
  readonly drawing: Drawing;
  readonly key: string;
  readonly painter: StagePainter;
}

/** One stage in a view: what is seen of it, at most its own pixels, put in place by the browser. */
export class XrayViewPane extends StyledElement {
  static override styles = viewPaneStyles;

  @property() stage: StageId = GIVEN;
  @property() label = '';
  @property({ attribute: false }) painter: StagePainter | null = null;
  /** How often the stage, and the edges, were computed; 0 = there is nothing to draw yet. */
  @property({ type: Number }) version = 0;
  @property({ type: Number }) edgesVersion = 0;
  /** The colour of edges laid over the stage; null for none. */
  @property() edgeColour: string | null = null;
  @property({ attribute: false }) framing: Framing | null = null;
  @property({ attribute: false }) view: View = fitted({ width: 1, height: 1 });
  /** Whether enlarged pixels run into each other instead of being seen as squares. */
  @property({ type: Boolean }) smooth = false;
  /** A pixel to mark by a cross-hair. */
  @property({ attribute: false }) mark: Point | null = null;

  @state() private drawn: Drawn | null = null;
  @query('canvas') private canvas!: HTMLCanvasElement;
  private readonly scratch = document.createElement('canvas');
  private readonly ruler = new Ruler();
  private painting = false;

  /** The place in the pane under a place in the window, in CSS pixels of the pane. */
  placeAt(place: Point): PlaceInside | null {
    return this.ruler.at(place);
  }

  protected override willUpdate(): void {
    // What is on the canvas is another image's, or another stage's.
    if (this.version === 0 && this.drawn) this.forget();
  }

  protected override updated(): void {
    this.place();
    void this.paint();
  }

  protected override render(): TemplateResult {
    return html`
      <p class="name" aria-hidden="true">${this.label}</p>
      <canvas role="img" aria-label=${this.label} class=${this.drawn ? 'painted' : ''} part="viewer-image"></canvas>
      ${this.mark ? html`<div class="mark"></div>` : nothing} ${this.ruler.corners}
    `;
  }

  private get tinted(): boolean {
    return this.edgeColour !== null && this.stage !== OVERLAY && this.edgesVersion > 0;
  }

  /** What the picture depends on besides its size. */
  private get key(): string {
    return [this.stage, this.version, ...(this.tinted ? [this.edgeColour, this.edgesVersion] : [])].join();
  }

  /** Draws what is seen unless it is there; one drawing at a time, the newest next. */
  private async paint(): Promise<void> {
    for (let again = !this.painting; again;) {
      const { painter, framing, view, key, stage, drawn } = this;
      if (!painter || !framing || this.version === 0) return;
      const current = drawn?.key === key && drawn.painter === painter && covers(drawn.drawing, view, framing);
      if (current) return;
      const drawing = drawingOf(view, framing);
      this.painting = true;
      try {
        again = this.tinted ? await this.paintTinted(painter, drawing) : await painter(stage, this.canvas, drawing);
      } finally {
        this.painting = false;
      }
      if (!again) {
        // What was wanted meanwhile was left to this: of another image it may well be had.
        again = painter !== this.painter;
        continue;
      }
      // Neither may come under the name of another one.
      const own = painter === this.painter && stage === this.stage && this.version > 0;
      this.drawn = own ? { drawing, key, painter } : null;
      if (this.version === 0) this.forget();
      // In this task, as the canvas may have got another size.
      this.place();
    }
  }

  /** Frees the pixels too: the viewer may be closed, and nothing be drawn over them for long. */
  private forget(): void {
    this.drawn = null;
    if (this.painting) return;
    for (const canvas of [this.canvas, this.scratch]) canvas.width = canvas.height = 1;
  }

  private async paintTinted(painter: StagePainter, drawing: Drawing): Promise<boolean> {
    const { edgeColour, scratch } = this;
    const base = document.createElement('canvas');
    const done = (await painter(OVERLAY, scratch, drawing)) && (await painter(this.stage, base, drawing));
    if (!done || edgeColour === null) return false;
    tintEdges(base, scratch, edgeColour);
    const { canvas } = this;
    Object.assign(canvas, { width: base.width, height: base.height });
    canvas.getContext('2d')?.drawImage(base, 0, 0);
    return true;
  }

  private place(): void {
    const { framing, view, drawn, canvas, mark } = this;
    if (!framing) return;
    const { image, box, orientation = UPRIGHT } = framing;
    const scale = scaleOf(view, framing);
    const density = densityOf(this);
    /** Whole device pixels, so that the browser need not resample. */
    const inPage = (devicePixels: number): string => `${Math.round(devicePixels) / density}px`;
    if (drawn) {
      const { width, height, part } = drawn.drawing;
      const from = toBox(view, framing, { x: (part.x / width) * image.width, y: (part.y / height) * image.height });
      // As they are where they were drawn for this.
      const stretched = (scale: number, length: number, drawnLength: number): number =>
        scale >= 1 || drawnLength !== Math.round(length * scale) ? (scale * length) / drawnLength : 1;
      canvas.classList.toggle('enlarged', zoomOf(view, framing) >= 1 && !this.smooth);
      const across = part.width * stretched(scale.x, image.width, width);
      const down = part.height * stretched(scale.y, image.height, height);
      canvas.style.width = `${across / density}px`;
      canvas.style.height = `${down / density}px`;
      printedAs(canvas, scale.x === scale.y ? null : across / down);
      const at = `translate(${inPage(from.x + box.width / 2)}, ${inPage(from.y + box.height / 2)})`;
      const axes = [asSeen(orientation, { x: 1, y: 0 }), asSeen(orientation, { x: 0, y: 1 })];
      /** About its upper left corner, or on paper about its middle, where it stays in its own room. */
      const turn = (factor: number): string =>
        orientation === UPRIGHT
          ? ''
          : `matrix(${axes.map(({ x, y }) => [x * factor, y * factor].join()).join()}, 0, 0)`;
      canvas.style.transform = `${at} ${turn(1)}`;
      const reduced = isSideways(orientation) ? Math.min(across / down, down / across) : 1;
      canvas.style.setProperty('--_turn', turn(reduced) || 'none');
    }
    const cross = this.renderRoot.querySelector<HTMLElement>('.mark');
    if (!mark || !cross) return;
    const at = toBox(view, framing, pixelMiddle(mark));
    cross.style.transform = `translate(${inPage(at.x + box.width / 2)}, ${inPage(at.y + box.height / 2)})`;
  }
}
