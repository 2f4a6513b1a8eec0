import { type PropertyValues, type TemplateResult } from 'lit';
import { property, query, queryAll, state } from 'lit/decorators.js';
import { pixelShape, SQUARE } from '../../image/pixel-shape.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../../pipeline/params.ts';
import { GIVEN } from '../../pipeline/stage-roles.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import { controls } from '../part/controls.styles.ts';
import { compareStyles } from '../compare/compare.styles.ts';
import type { ComparedFilms } from '../compare/compared-films.ts';
import { Comparing } from '../compare/comparing.ts';
import { DensityWatch } from '../part/density-watch.ts';
import { html } from '../part/html.ts';
import { isIgnored } from '../part/ignored-keys.ts';
import { LabPart } from '../part/lab-part.ts';
import { densityOf } from '../part/own-window.ts';
import { SizeWatch } from '../part/size-watch.ts';
import { windowPoint } from '../part/ruler.ts';
import type { Wheel } from '../part/wheel.ts';
import { NOTHING_COMPUTED, type StageVersions } from '../../session/files/live-image.ts';
import { tell } from '../part/part-events.ts';
import { ownSide } from './own-side.ts';
import { PixelProbe } from '../probe/pixel-probe.ts';
import { probeReadout, spokenValues } from '../probe/probe-readout.ts';
import { probeReadoutStyles } from '../probe/probe-readout.styles.ts';
import type { MeasuredFilm } from '../measuring/measured-film.ts';
import { measuringStyles } from '../measuring/measuring.styles.ts';
import { Magnifier } from '../magnifier/magnifier.ts';
import { ViewMeasuring } from '../measuring/view-measuring.ts';
import { RightButton } from '../window-drag/right-button.ts';
import { windowKey } from '../window-drag/window-keys.ts';
import type { StageSource } from '../../session/processing/stage-source.ts';
import { CrossTeller } from './cross-teller.ts';
import { ViewGestures } from './view-gestures.ts';
import { UPRIGHT, type Orientation } from '../pane/orientation.ts';
import type { Point } from '../pane/view-transform.ts';
import type { XrayViewPane } from '../pane/view-pane.ts';
import { FullScreen } from './full-screen.ts';
import { orientationWords, viewNotes } from './view-notes.ts';
import { viewerBar } from '../viewer-bar/viewer-bar.ts';
import { pictureActions } from './picture-actions.ts';
import { pictureKey } from './viewer-keys.ts';
import { viewerStyles } from './viewer.styles.ts';
import { shownWindow, wheelOfViewer, windowOfViewer } from './window-of-viewer.ts';
import {
  blink,
  FIRST_VIEW,
  fit,
  hideCross,
  isSpent,
  isWhole,
  moveDivider,
  pan,
  point,
  pointedPixel,
  probedPixel,
  tap,
  withBeside,
  withChoices,
  withImage,
  withOrientation,
  withRoom,
  zoomBy,
  zoomIn,
  zoomTo,
  type ViewState,
} from './view-state.ts';

/** One image of the chain, or two, as large as wanted, with the values under the pointer. Closed, it keeps its state. */
export class XrayViewer extends LabPart {
  static override styles = [controls, viewerStyles, compareStyles, measuringStyles, probeReadoutStyles];

  @property({ type: Boolean }) open = false;
  @property() stage: StageId = GIVEN;
  @property() fileName = '';
  @property({ type: Number }) imageWidth = 1;
  @property({ type: Number }) imageHeight = 1;
  /** Height of a pixel divided by its width. */
  @property({ type: Number }) pixelAspect = 1;
  @property({ attribute: false }) versions: StageVersions = NOTHING_COMPUTED;
  @property({ attribute: false }) source: StageSource | null = null;
  /** A picture of the original while there is no source. */
  @property({ attribute: false }) early: ImageBitmap | null = null;
  @property({ attribute: false }) params: PipelineParams = DEFAULT_PARAMS;
  /** Which file it is: each keeps how it is turned. */
  @property({ attribute: false }) film: number | null = null;
  @property() wheel: Wheel = '';
  /** What is measured on it; null where nothing is to be. */
  @property({ attribute: false }) measured: MeasuredFilm | null = null;
  /** What it can be compared with, beside itself. */
  @property({ attribute: false }) compared: ComparedFilms | null = null;

  @state() private state = FIRST_VIEW;
  @state() private spoken = '';

  @query('.area') private area!: HTMLElement;
  @queryAll('xray-view-pane:not(.glass)') private panes!: NodeListOf<XrayViewPane>;

  private readonly teller = new CrossTeller();
  private readonly orientations = new Map<number | null, Orientation>();
  private readonly full = new FullScreen(this);
  private readonly probe = new PixelProbe(() => this.requestUpdate());
  private readonly gestures: ViewGestures = new ViewGestures(
    () => this.area,
    () => [...this.panes],
    () => this.state.framing?.box ?? { width: 0, height: 0 },
    {
      pan: (way) => this.go(pan, way),
      drag: (start, here) =>
        this.measuring.drag(start, here) || (this.windowTool && (this.moving.to(start, here), true)),
      drop: (finished) => (this.measuring.drop(finished), this.moving.end()),
      zoom: (factor, about) => this.go(zoomBy, factor, about),
      point: (place) => (this.measuring.point(place), this.go(point, place)),
      tap: (place) => this.measuring.tap(place) || this.go(tap, place),
      swipe: (direction) => this.step(-direction),
      takesWheel: (event) => this.wheels.takes(event),
      fits: () => isWhole(this.state) && !this.windowTool && !this.measuring.tool,
    },
  );
  private readonly comparing = new Comparing(this, {
    state: () => this.state,
    change: (changes) => this.go(withChoices, changes),
    blink: () => this.go(blink),
    setBeside: (beside) => this.go(withBeside, beside),
    moveDivider: (percent) => this.go(moveDivider, percent),
    placeAt: (place) => this.panes[0].placeAt(place),
  });
  private readonly magnifier = new Magnifier(this);
  private readonly moving = windowOfViewer(this, (place) => this.panes[0].placeAt(place));
  private readonly measuring: ViewMeasuring = new ViewMeasuring(this, {
    seen: () => this.state,
    placeOf: (place) => this.gestures.placeOf(place),
    see: (view) => (this.state = { ...this.state, view }),
    say: (sentence) => (this.spoken = sentence),
  });
  private readonly wheels = wheelOfViewer(
    this,
    () => this.full.on,
    ({ deltaY }) => isSpent(this.state, deltaY),
  );
  private readonly actions = pictureActions({
    state: () => this.state,
    go: (step, ...steps) => this.go(step, ...steps),
    step: (by) => this.step(by),
    orient: (orientation) => this.orient(orientation),
    fullScreen: () => this.full.toggle(),
    magnify: this.magnifier.begin,
  });

  constructor() {
    super();
    new DensityWatch(this, () => {
      const { room } = this.state;
      if (room) this.go(withRoom, room, densityOf(this));
      this.requestUpdate();
    });
    new SizeWatch(
      this,
      () => this.area,
      () => this.measure(),
    );
  }

  protected override firstUpdated(): void {
    new RightButton(this.moving).listenTo(this.area);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.probe.release();
  }

  /** The picture takes the focus: its keys are the viewer's. */
  override focus(options?: FocusOptions): void {
    this.area.focus(options);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('imageWidth') || changed.has('imageHeight') || changed.has('pixelAspect')) {
      this.go(withImage, { width: this.imageWidth, height: this.imageHeight }, pixelShape(this));
    }
    if (changed.has('film')) this.go(withOrientation, this.orientations.get(this.film) ?? UPRIGHT);
    this.probe.follow(this.source, this.versions);
    this.moving.follow(this.params, this.source);
    if (!this.open) this.probe.release();
    if (!this.open || changed.has('film')) this.measuring.release();
    if (!this.open) this.full.leave();
    this.comparing.follow(this.open);
    if (changed.has('stage')) this.teller.again();
    const { words, probe, params, stage } = this;
    const said = (cross: Point): string | null => spokenValues(words, probe, cross, params.canny, stage);
    if (this.open) this.spoken = this.teller.told(said) ?? this.spoken;
  }

  protected override updated(): void {
    this.comparing.place(this.renderRoot, this.panes[1]);
  }

  protected override render(): TemplateResult {
    const { words, stage, state, gestures } = this;
    return html`
      <section aria-label=${words.viewer} part="viewer" @keydown=${this.onKey} @pointerleave=${this.wheels.forgetHint}>
        ${viewerBar(
          words,
          { ...state, stage, movable: this.moving.movable, zoom: zoomIn(state), full: this.full.on },
          this.comparing.renderBar(),
          this.measuring.renderChoice(),
          {
            ...this.actions,
            close: () => tell(this, 'part-close-viewer', null),
            change: ({ stage: chosen, ...changes }) => {
              if (chosen) tell(this, 'part-open-stage', { stage: chosen });
              this.go(withChoices, changes);
            },
            showKeys: () => tell(this, 'part-show-keys', { open: true }),
          },
        )}
        <div
          class="area ${state.mode} ${state.blinked ? 'blinked' : ''} ${state.upright ? 'upright' : ''} ${this.measuring.tool ? 'measures-tool' : this.windowTool ? 'windows' : isWhole(state) ? 'fits' : ''}"
          part="viewer-area"
          dir="ltr"
          role="application"
          tabindex="0"
          aria-label=${words.viewOf(words.stages[stage].title, this.fileName)}
          aria-describedby="hint note"
          @pointerdown=${gestures.onPointerDown}
          @pointermove=${gestures.onPointerMove}
          @pointerup=${gestures.onPointerUp}
          @pointercancel=${gestures.onPointerUp}
          @pointerleave=${gestures.onPointerLeave}
          @wheel=${gestures.onWheel}
          @dblclick=${this.onDoubleClick}
        >
          ${this.renderPanes()} ${this.magnifier.render(state, ownSide(this, state.blinked ? state.other : stage))}
          ${this.measuring.renderLayer(state)}
          ${viewNotes(words, state, this.full.on ? this.fileName : '', this.wheels.hint)}
          ${this.comparing.renderDivider()}
        </div>
        <p class="shape" ?hidden=${state.pixel === SQUARE}>${words.shownAspect(state.pixel)}</p>
        <p id="hint" class="visually-hidden">${words.viewHint}</p>
        <div class="visually-hidden" role="status">${this.spoken}</div>
        ${this.comparing.renderSaid()}
        ${probeReadout(words, this.probe, this.open ? probedPixel(state) : null, this.params.canny, shownWindow(this))}
        ${this.measuring.renderPanel()}
      </section>
    `;
  }

  private renderPanes(): TemplateResult {
    const { stage, state } = this;
    const mark = state.cross ?? (state.mode === 'side' ? pointedPixel(state) : null);
    return this.comparing.renderPanes(ownSide(this, stage), ownSide(this, state.other), mark);
  }

  /** Takes a step in what is seen. */
  private go<Steps extends readonly unknown[]>(
    step: (state: ViewState, ...steps: Steps) => ViewState,
    ...steps: Steps
  ): void {
    this.state = step(this.state, ...steps);
    if (this.teller.moved(this.state.cross)) this.spoken = '';
  }

  private measure(): void {
    const { clientWidth: width, clientHeight: height } = this.area;
    if (width > 0 && height > 0) this.go(withRoom, { width, height }, densityOf(this));
  }

  private step(by: number): void {
    const next = STAGE_IDS[STAGE_IDS.indexOf(this.stage) + by];
    if (next) tell(this, 'part-open-stage', { stage: next });
  }

  private orient(orientation: Orientation): void {
    this.orientations.set(this.film, orientation);
    this.go(withOrientation, orientation);
    this.spoken = orientationWords(this.words, orientation) || this.words.upright;
  }

  private get windowTool(): boolean {
    return this.state.windowTool && this.moving.movable;
  }

  private onDoubleClick(event: MouseEvent): void {
    if (this.measuring.tool) return;
    if (this.windowTool) return this.moving.reset();
    const place = this.gestures.placeOf(windowPoint(event)) ?? undefined;
    if (this.state.view.zoom === 'fit') this.go(zoomTo, 1, place);
    else this.go(fit);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.altKey || isIgnored(event)) return;
    const onDivider = (event.target as HTMLElement).classList.contains('handle');
    const onPicture = event.target === this.area || onDivider;
    if (this.measuring.key(event, onPicture)) return event.preventDefault();
    if (event.key === 'Escape') {
      event.preventDefault();
      if (this.full.on) this.full.leave();
      else if (onPicture && this.state.cross) this.go(hideCross);
      else tell(this, 'part-close-viewer', null);
      return;
    }
    if (!onPicture) return;
    // A key may come before the browser's first frame, which brings the measures.
    if (!this.state.framing) this.measure();
    const divided = onDivider && this.comparing.dividerKey(event);
    if (!divided && !this.moveWindow(event) && !pictureKey(event, this.actions)) return;
    event.preventDefault();
  }

  /** By a key, which says what it is then: it may be moved unseen. */
  private moveWindow(event: KeyboardEvent): boolean {
    const { windowTool, moving, params } = this;
    const done = windowKey(event, moving, windowTool, (on) => this.go(withChoices, { windowTool: on }));
    if (params !== this.params) this.spoken = Object.entries(shownWindow(this)).flat().join(' ');
    return done;
  }
}
