import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, queryAll, state } from 'lit/decorators.js';
import { DEFAULT_PARAMS, type PipelineParams } from '../../pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import type { CompareMode } from './compare-mode.ts';
import { controls } from '../part/controls.styles.ts';
import type { Size } from '../part/fit-inside.ts';
import { DensityWatch } from '../part/density-watch.ts';
import { FrameBatch } from '../../session/processing/frame-batch.ts';
import { LabPart } from '../part/lab-part.ts';
import { NOTHING_COMPUTED, type StageVersions } from '../../session/files/live-image.ts';
import { tell } from '../part/part-events.ts';
import { PixelProbe } from './pixel-probe.ts';
import { probeReadout, spokenValues } from './probe-readout.ts';
import { probeReadoutStyles } from './probe-readout.styles.ts';
import type { StageSource } from '../../session/processing/stage-source.ts';
import { distance, ViewGestures, windowPoint } from './view-gestures.ts';
import { shareRoom } from './view-room.ts';
import { viewerBar } from './viewer-bar.ts';
import { dividerKey, pictureKey, type PictureKeyActions } from './viewer-keys.ts';
import { viewerStyles } from './viewer.styles.ts';
import {
  fits,
  fitted,
  kept,
  panned,
  pixelMiddle,
  showing,
  toBox,
  toImage,
  zoomedTo,
  zoomOf,
  type Framing,
  type Point,
  type View,
} from './view-transform.ts';

/** How far an arrow key pans, as a part of the box. */
const KEY_PAN = 0.1;
/** A tap this close to the cross-hair, in CSS pixels, takes it away. */
const NEAR_CROSS = 22;

/** One image of the chain, or two, as large as wanted, with the values under the pointer. Closed, it keeps its state. */
export class XrayViewer extends LabPart {
  static override styles = [controls, viewerStyles, probeReadoutStyles];

  @property({ type: Boolean }) open = false;
  @property() stage: StageId = 'original';
  @property() fileName = '';
  @property({ type: Number }) imageWidth = 1;
  @property({ type: Number }) imageHeight = 1;
  @property({ attribute: false }) versions: StageVersions = NOTHING_COMPUTED;
  @property({ attribute: false }) source: StageSource | null = null;
  @property({ attribute: false }) params: PipelineParams = DEFAULT_PARAMS;

  @state() private other: StageId = 'edges';
  @state() private mode: CompareMode = 'single';
  @state() private edges = false;
  @state() private edgeColour = '#ffd23f';
  @state() private view: View = fitted({ width: 1, height: 1 });
  /** Where the divider is, in per cent of the width. */
  @state() private divider = 50;
  /** Where the pointer is, in device pixels from the middle of its box. */
  @state() private pointer: Point | null = null;
  /** The pixel at which the cross-hair is. */
  @state() private cross: Point | null = null;
  /** The room there is, in CSS pixels; null while there is none. */
  @state() private room: Size | null = null;
  @state() private spoken = '';
  /** Whether the cross-hair was put there by a tap or a click: then it stays when the pointer moves. */
  private pinned = false;
  /** Whether the values at the cross-hair are still to be told. */
  private untold = false;

  @query('.area') private area!: HTMLElement;
  @queryAll('xray-view-pane') private panes!: NodeListOf<HTMLElement>;

  private framing: Framing | null = null;
  /** Two images are one over the other where that leaves them more room. */
  private upright = false;
  private readonly probe = new PixelProbe(() => this.requestUpdate());
  /** In a frame of its own, as what is measured may change with it. */
  private readonly measuring = new FrameBatch(() => this.measure());
  private readonly resizes = new ResizeObserver(() => this.measuring.request());
  private readonly gestures = new ViewGestures(
    () => this.area,
    () => [...this.panes],
    () => this.framing?.box ?? { width: 0, height: 0 },
    {
      pan: (way) => this.pan(way),
      zoom: (factor, about) => this.zoomBy(factor, about),
      point: (place) => this.point(place),
      tap: (place) => this.tap(place),
      swipe: (direction) => this.step(-direction),
      fits: () => this.fits,
    },
  );

  private readonly keyActions: PictureKeyActions = {
    pan: ({ x, y }) => {
      const { width = 0, height = 0 } = this.framing?.box ?? {};
      this.pan({ x: -x * KEY_PAN * width, y: -y * KEY_PAN * height });
    },
    moveCross: (way, steps) => this.moveCross(way, steps),
    centreCross: () => this.putCross(this.view.centre),
    zoomBy: (factor) => this.zoomBy(factor),
    actualSize: () => this.zoomTo(1),
    fit: () => this.fit(),
    step: (by) => this.step(by),
  };

  constructor() {
    super();
    new DensityWatch(this, () => {
      this.frame();
      this.requestUpdate();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.resizes.observe(this.area);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizes.disconnect();
    this.measuring.cancel();
    this.probe.release();
  }

  /** The picture takes the focus: its keys are the viewer's. */
  override focus(options?: FocusOptions): void {
    this.area.focus(options);
  }

  protected override firstUpdated(): void {
    this.resizes.observe(this.area);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('imageWidth') || changed.has('imageHeight')) {
      this.view = fitted({ width: this.imageWidth, height: this.imageHeight });
      this.hideCross();
      this.pointer = null;
    }
    if (['room', 'mode', 'imageWidth', 'imageHeight'].some((name) => changed.has(name))) this.frame();
    this.probe.follow(this.source, this.versions);
    if (!this.open) this.probe.release();
    if (changed.has('stage')) this.untold = true;
    this.tellCross();
  }

  protected override updated(): void {
    const [, second] = this.panes;
    if (second) second.style.clipPath = this.mode === 'divider' ? `inset(0 0 0 ${this.divider}%)` : 'none';
    const handle = this.renderRoot.querySelector<HTMLElement>('.handle');
    if (handle) handle.style.left = `${this.divider}%`;
  }

  protected override render(): TemplateResult {
    const { words, stage, other, mode, edges, edgeColour, framing, gestures } = this;
    const zoom = framing ? zoomOf(this.view, framing) : 1;
    const { title } = words.stages[stage];
    return html`
      <section aria-label=${words.viewer} part="viewer" @keydown=${this.onKey}>
        ${viewerBar(
          words,
          { stage, other, mode, edges, edgeColour, zoom },
          {
            close: () => tell(this, 'part-close-viewer', null),
            change: ({ stage: chosen, ...changes }) => {
              if (chosen) tell(this, 'part-open-stage', { stage: chosen });
              Object.assign(this, changes);
            },
            zoomBy: (factor) => this.zoomBy(factor),
            fit: () => this.fit(),
            actualSize: () => this.zoomTo(1),
            showKeys: () => tell(this, 'part-show-keys', { open: true }),
          },
        )}
        <div
          class="area ${mode} ${this.upright ? 'upright' : ''} ${this.fits ? 'fits' : ''}"
          part="viewer-area"
          role="application"
          tabindex="0"
          aria-label=${words.viewOf(title, this.fileName)}
          aria-describedby="hint"
          @pointerdown=${gestures.onPointerDown}
          @pointermove=${gestures.onPointerMove}
          @pointerup=${gestures.onPointerUp}
          @pointercancel=${gestures.onPointerUp}
          @pointerleave=${gestures.onPointerLeave}
          @wheel=${gestures.onWheel}
          @dblclick=${this.onDoubleClick}
        >
          ${this.renderPane(stage, 'first')} ${mode === 'single' ? nothing : this.renderPane(other, 'second')}
          ${
            mode === 'single'
              ? nothing
              : html`<span class="caption">${words.stageNames[stage]}</span>
                  <span class="caption other">${words.stageNames[other]}</span>`
          }
          ${mode === 'divider' ? this.renderDivider() : nothing}
        </div>
        <p id="hint" class="visually-hidden">${words.viewHint}</p>
        <div class="visually-hidden" role="status">${this.spoken}</div>
        ${probeReadout(words, this.probed, this.probed && this.open ? this.probe.at(this.probed, this.params.canny) : null)}
      </section>
    `;
  }

  private renderPane(stage: StageId, place: 'first' | 'second'): TemplateResult {
    const { words, edges, versions, source, open } = this;
    return html`<xray-view-pane
      class=${place}
      exportparts="viewer-image"
      .stage=${stage}
      .label=${words.stageOf(words.stages[stage].title, this.fileName)}
      .painter=${open && source ? source.paint : null}
      .version=${versions[stage]}
      .edgesVersion=${versions.edges}
      .edgeColour=${edges ? this.edgeColour : null}
      .framing=${this.framing}
      .view=${this.view}
      .mark=${this.cross ?? (this.mode === 'side' ? this.pointed : null)}
    ></xray-view-pane>`;
  }

  private renderDivider(): TemplateResult {
    return html`<div
      class="handle"
      role="slider"
      tabindex="0"
      aria-label=${this.words.divider}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.round(this.divider)}
      @pointerdown=${this.onDividerDown}
      @pointermove=${this.onDividerMove}
      @dblclick=${(event: Event) => event.stopPropagation()}
    ></div>`;
  }

  private get fits(): boolean {
    return this.framing === null || fits(this.view, this.framing);
  }

  /** The pixel under the pointer. Where it is, and not which it was, as the image may have moved under it. */
  private get pointed(): Point | null {
    const { pointer, framing } = this;
    return pointer && framing && this.pixelAt(toImage(this.view, framing, pointer));
  }

  private get probed(): Point | null {
    return this.cross ?? this.pointed;
  }

  private measure(): void {
    const { clientWidth: width, clientHeight: height } = this.area;
    if (width > 0 && height > 0) this.room = { width, height };
  }

  private frame(): void {
    const { room, imageWidth: width, imageHeight: height } = this;
    if (!room) return;
    const { framing, upright } = shareRoom(room, { width, height }, this.mode === 'side' ? 2 : 1);
    Object.assign(this, { framing, upright });
    this.view = kept(this.view, framing);
  }

  private pan(way: Point): void {
    if (this.framing) this.view = panned(this.view, this.framing, way);
  }

  private zoomBy(factor: number, about?: Point): void {
    if (this.framing) this.zoomTo(zoomOf(this.view, this.framing) * factor, about);
  }

  private zoomTo(zoom: number, about?: Point): void {
    if (this.framing) this.view = zoomedTo(this.view, this.framing, zoom, about);
  }

  private fit(): void {
    this.view = fitted({ width: this.imageWidth, height: this.imageHeight });
  }

  private point(place: Point | null): void {
    this.pointer = place;
    if (place && !this.pinned) this.hideCross();
  }

  /** Puts the cross-hair at the pixel that is tapped, or away where it is already. */
  private tap(place: Point): void {
    const { framing, view } = this;
    if (!framing) return;
    const pixel = this.pixelAt(toImage(view, framing, place));
    if (!pixel || this.isPinnedNear(place, framing)) this.hideCross();
    else {
      this.putCross(pixel);
      this.pinned = true;
    }
  }

  private isPinnedNear(place: Point, framing: Framing): boolean {
    const { cross, pinned } = this;
    if (!cross || !pinned) return false;
    return distance(toBox(this.view, framing, pixelMiddle(cross)), place) <= NEAR_CROSS * devicePixelRatio;
  }

  private pixelAt({ x, y }: Point): Point | null {
    const pixel = { x: Math.floor(x), y: Math.floor(y) };
    const inside = pixel.x >= 0 && pixel.y >= 0 && pixel.x < this.imageWidth && pixel.y < this.imageHeight;
    return inside ? pixel : null;
  }

  private moveCross({ x, y }: Point, steps: number): void {
    const { framing } = this;
    if (!framing) return;
    const from = this.cross ?? this.pointed ?? this.view.centre;
    // Where the image is reduced, as far as can be seen.
    const step = steps * Math.max(1, Math.round(1 / zoomOf(this.view, framing)));
    this.putCross({ x: from.x + x * step, y: from.y + y * step });
    this.pointer = null;
  }

  private putCross({ x, y }: Point): void {
    const within = (position: number, size: number): number => Math.min(size - 1, Math.max(0, Math.floor(position)));
    this.cross = { x: within(x, this.imageWidth), y: within(y, this.imageHeight) };
    this.untold = true;
    if (this.framing) this.view = showing(this.view, this.framing, this.cross);
  }

  private hideCross(): void {
    this.cross = null;
    this.pinned = false;
    this.spoken = '';
  }

  /** Tells the values at the cross-hair as soon as they are read, once for each place and image. */
  private tellCross(): void {
    const { cross, open } = this;
    if (!this.untold || !cross || !open) return;
    const said = spokenValues(this.words, cross, this.probe.at(cross, this.params.canny), this.stage);
    if (said === null) return;
    this.spoken = said;
    this.untold = false;
  }

  private step(by: number): void {
    const next = STAGE_IDS[STAGE_IDS.indexOf(this.stage) + by];
    if (next) tell(this, 'part-open-stage', { stage: next });
  }

  private onDoubleClick(event: MouseEvent): void {
    if (this.view.zoom === 'fit') this.zoomTo(1, this.gestures.placeOf(windowPoint(event)));
    else this.fit();
  }

  private onDividerDown(event: PointerEvent): void {
    event.stopPropagation();
    (event.target as HTMLElement).setPointerCapture(event.pointerId);
  }

  /** The values under the pointer are told all the while, so the event goes on. */
  private onDividerMove(event: PointerEvent): void {
    if (!(event.target as HTMLElement).hasPointerCapture(event.pointerId)) return;
    const { left, width } = this.area.getBoundingClientRect();
    this.moveDivider(((event.clientX - left) / width) * 100);
  }

  private moveDivider(percent: number): void {
    this.divider = Math.min(100, Math.max(0, percent));
  }

  private onKey(event: KeyboardEvent): void {
    if (event.altKey) return;
    const onDivider = (event.target as HTMLElement).classList.contains('handle');
    const onPicture = event.target === this.area || onDivider;
    if (event.key === 'Escape') {
      event.preventDefault();
      if (onPicture && this.cross) this.hideCross();
      else tell(this, 'part-close-viewer', null);
      return;
    }
    if (!onPicture) return;
    // A key may come before the browser's first frame, which brings the measures.
    if (!this.framing) {
      this.measure();
      this.frame();
    }
    const divided = onDivider ? dividerKey(event, this.divider) : null;
    if (divided !== null) this.moveDivider(divided);
    else if (!pictureKey(event, this.keyActions)) return;
    event.preventDefault();
  }
}
