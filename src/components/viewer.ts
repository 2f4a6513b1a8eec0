import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, queryAll, state } from 'lit/decorators.js';
import { DEFAULT_PARAMS, type PipelineParams } from '../pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../pipeline/stages.ts';
import type { CompareMode } from './compare-mode.ts';
import { controls } from './controls.styles.ts';
import type { Size } from './fit-inside.ts';
import { FrameBatch } from './frame-batch.ts';
import { LabPart } from './lab-part.ts';
import { NOTHING_COMPUTED, type StageVersions } from './live-image.ts';
import { tell } from './part-events.ts';
import { PixelProbe } from './pixel-probe.ts';
import { probeReadout, spokenValues } from './probe-readout.ts';
import { probeReadoutStyles } from './probe-readout.styles.ts';
import type { StageSource } from './stage-source.ts';
import { ViewGestures, windowPoint } from './view-gestures.ts';
import { viewerBar } from './viewer-bar.ts';
import { viewerStyles } from './viewer.styles.ts';
import {
  fitted,
  kept,
  panned,
  showing,
  toImage,
  zoomedTo,
  zoomOf,
  type Framing,
  type Point,
  type View,
} from './view-transform.ts';

/** How far an arrow key pans, as a part of the box. */
const KEY_PAN = 0.1;
/** How far an arrow key moves the divider, in per cent. */
const KEY_DIVIDER = 2;
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

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
  /** The pixel under the pointer. */
  @state() private pointed: Point | null = null;
  /** The keyboard's cross-hair. */
  @state() private cross: Point | null = null;
  /** The room there is, in CSS pixels; null while there is none. */
  @state() private room: Size | null = null;
  @state() private spoken = '';

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
    {
      pan: (way) => this.pan(way),
      zoom: (factor, about) => this.zoomBy(factor, about),
      point: (place) => this.point(place),
      swipe: (direction) => this.step(-direction),
      fits: () => this.view.zoom === 'fit',
    },
  );

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
      this.cross = null;
      this.pointed = null;
    }
    if (['room', 'mode', 'imageWidth', 'imageHeight'].some((name) => changed.has(name))) this.frame();
    this.probe.follow(this.source, this.versions);
    if (!this.open) this.probe.release();
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
          class="area ${mode} ${this.upright ? 'upright' : ''} ${this.view.zoom === 'fit' ? 'fits' : ''}"
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

  private get probed(): Point | null {
    return this.cross ?? this.pointed;
  }

  private measure(): void {
    const { clientWidth: width, clientHeight: height } = this.area;
    if (width > 0 && height > 0) this.room = { width, height };
  }

  private frame(): void {
    const { room } = this;
    if (!room) return;
    const image = { width: this.imageWidth, height: this.imageHeight };
    const side = this.mode === 'side';
    const beside = Math.min(room.width / 2 / image.width, room.height / image.height);
    const stacked = Math.min(room.width / image.width, room.height / 2 / image.height);
    this.upright = side && stacked > beside;
    const share = (length: number, shared: boolean): number =>
      Math.max(1, Math.round((shared ? length / 2 - 1 : length) * devicePixelRatio));
    const box = { width: share(room.width, side && !this.upright), height: share(room.height, this.upright) };
    this.framing = { image, box };
    this.view = kept(this.view, this.framing);
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
    const { framing } = this;
    this.pointed = place && framing ? this.pixelAt(toImage(this.view, framing, place)) : null;
    if (place) this.cross = null;
  }

  private pixelAt({ x, y }: Point): Point | null {
    const pixel = { x: Math.floor(x), y: Math.floor(y) };
    const inside = pixel.x >= 0 && pixel.y >= 0 && pixel.x < this.imageWidth && pixel.y < this.imageHeight;
    return inside ? pixel : null;
  }

  private moveCross({ x, y }: Point): void {
    const { framing } = this;
    if (!framing) return;
    const from = this.cross ?? this.pointed ?? this.view.centre;
    const within = (position: number, size: number): number => Math.min(size - 1, Math.max(0, Math.floor(position)));
    // Where the image is reduced, as far as can be seen.
    const step = Math.max(1, Math.round(1 / zoomOf(this.view, framing)));
    this.cross = { x: within(from.x + x * step, this.imageWidth), y: within(from.y + y * step, this.imageHeight) };
    this.pointed = null;
    this.view = showing(this.view, framing, this.cross);
    this.spoken = spokenValues(this.words, this.cross, this.probe.at(this.cross, this.params.canny), this.stage);
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

  private onDividerMove(event: PointerEvent): void {
    event.stopPropagation();
    if (!(event.target as HTMLElement).hasPointerCapture(event.pointerId)) return;
    const { left, width } = this.area.getBoundingClientRect();
    this.moveDivider(((event.clientX - left) / width) * 100);
  }

  private moveDivider(percent: number): void {
    this.divider = Math.min(100, Math.max(0, percent));
  }

  private onKey(event: KeyboardEvent): void {
    const { key, target, shiftKey, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey) return;
    if (key === 'Escape') {
      event.preventDefault();
      tell(this, 'part-close-viewer', null);
      return;
    }
    const onDivider = (target as HTMLElement).classList.contains('handle');
    if (target !== this.area && !onDivider) return;
    const handled = onDivider && this.onDividerKey(key) ? true : this.onViewKey(key, shiftKey);
    if (handled) event.preventDefault();
  }

  private onDividerKey(key: string): boolean {
    if (key === 'Home') this.moveDivider(0);
    else if (key === 'End') this.moveDivider(100);
    else if (ARROWS[key]) this.moveDivider(this.divider + (ARROWS[key].x - ARROWS[key].y) * KEY_DIVIDER);
    else return false;
    return true;
  }

  private onViewKey(key: string, shiftKey: boolean): boolean {
    const { framing } = this;
    const way = ARROWS[key];
    if (way && framing) {
      if (shiftKey) this.moveCross(way);
      else this.pan({ x: -way.x * KEY_PAN * framing.box.width, y: -way.y * KEY_PAN * framing.box.height });
    } else if (key === '+' || key === '=') this.zoomBy(Math.SQRT2);
    else if (key === '-' || key === '_') this.zoomBy(Math.SQRT1_2);
    else if (key === '0') this.fit();
    else if (key === '1') this.zoomTo(1);
    else if (key === 'PageDown') this.step(1);
    else if (key === 'PageUp') this.step(-1);
    else return false;
    return true;
  }
}
