import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { pixelShape, SQUARE } from '../../image/pixel-shape.ts';
import { GIVEN } from '../../pipeline/stage-roles.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import { controls } from '../part/controls.styles.ts';
import { imagesCanBeCopied } from '../saving/copy-png.ts';
import type { DragOut } from '../saving/drag-out.ts';
import { DensityWatch } from '../part/density-watch.ts';
import { fitInside, type Size } from '../part/fit-inside.ts';
import { html } from '../part/html.ts';
import { ICONS } from '../part/icons.ts';
import { LabPart } from '../part/lab-part.ts';
import { densityOf, windowOf } from '../part/own-window.ts';
import { tell } from '../part/part-events.ts';
import { printedAs } from '../part/printed-as.ts';
import { letDrag } from './figure-drag.ts';
import { stageFigureStyles } from './stage-figure.styles.ts';
import { QUICK, WholePicture } from './whole-picture.ts';
import type { StagePainter } from '../../session/processing/stage-source.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** How long a figure shows that its image was copied. */
const COPIED_MS = 2000;

/** One image of the chain: its name, what it is good for, and a way to save it. */
export class XrayStageFigure extends LabPart {
  static override styles = [controls, stageFigureStyles];

  @property() stage: StageId = GIVEN;
  @property() fileName = '';
  /** The image's own size in pixels. */
  @property({ type: Number }) imageWidth = 1;
  @property({ type: Number }) imageHeight = 1;
  /** Height of a pixel divided by its width. */
  @property({ type: Number }) pixelAspect = 1;
  /** How often the stage was computed; 0 = there is nothing to draw yet. */
  @property({ type: Number }) version = 0;
  @property({ attribute: false }) painter: StagePainter | null = null;
  /** A picture to be seen until the stage can be painted: not the stage's pixels. */
  @property({ attribute: false }) early: ImageBitmap | null = null;
  /** Whether the image is complete and may be saved. */
  @property({ type: Boolean }) savable = false;
  /** Hands the image to what it is dragged to; null where nothing may be saved. */
  @property({ attribute: false }) dragOut: DragOut | null = null;

  @state() private explained = false;
  @state() private painted = false;
  @state() private copied = false;
  /** Somebody looked in the browser's menu for what the buttons do. */
  @state() private asked = false;
  @query('.frame') private frame!: HTMLElement;
  @query('canvas') private canvas!: HTMLCanvasElement;

  /**
   * The frame's size in CSS pixels; null while it is not shown. As observed: to ask for it would have the browser lay out
   * the page in the middle of a task.
   */
  private room: Size | null = null;
  private resizes: ResizeObserver | null = null;
  private painting = false;
  private copiedTimer: ReturnType<typeof setTimeout> | undefined;
  private outdated = false;
  /** Whether there was something to paint while the figure was hidden. */
  private missed = false;
  private whole!: WholePicture;

  constructor() {
    super();
    new DensityWatch(this, () => void this.paint());
  }

  /** The way into the viewer takes the focus. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.open')?.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resizes = new (windowOf(this).ResizeObserver)((entries) => {
      const { width, height } = entries[entries.length - 1].contentRect;
      this.room = width > 0 && height > 0 ? { width, height } : null;
      void this.paint();
    });
    if (this.hasUpdated) this.resizes.observe(this.frame);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizes?.disconnect();
  }

  protected override firstUpdated(): void {
    this.resizes?.observe(this.frame);
    // For pointers; keys have the button.
    this.frame.addEventListener('click', () => this.open());
    this.frame.addEventListener('contextmenu', (event) => this.onMenu(event));
    this.whole = new WholePicture(this.canvas, () => void this.paint(true));
    letDrag(this.canvas, this, () => (this.asked = true));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Another file's picture must not stay in this file's frame; an older picture of the same file does.
    const gone = changed.has('painter') || (changed.has('early') && !this.early);
    if (gone && this.version === 0) this.painted = false;
    if (changed.has('painter')) this.asked = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('imageWidth') || changed.has('imageHeight') || changed.has('pixelAspect')) {
      // Asked for anew, so that nothing is drawn for the frame that another image had.
      this.room = null;
      this.resizes?.unobserve(this.frame);
      this.resizes?.observe(this.frame);
    }
    if (changed.has('version') || changed.has('painter')) {
      this.whole.end();
      void this.paint(true);
    } else if (changed.has('early')) this.paintEarly();
  }

  protected override render(): TemplateResult {
    const { title, purpose } = this.words.stages[this.stage];
    const copyable = imagesCanBeCopied();
    return html`
      <figure aria-label=${title} part="stage">
        <figcaption>
          <span class="title" part="stage-title"
            ><span class="short" aria-hidden="true" data-name=${this.words.stageNames[this.stage]}></span
            ><span class="whole" title=${title}>${title}</span></span
          >
          <span class="actions" role="toolbar" aria-orientation="vertical" aria-label=${title} @keydown=${this.onKey}>
            <button
              type="button"
              class="quiet icon"
              tabindex="-1"
              aria-label=${this.words.aboutStage(title)}
              aria-expanded=${this.explained ? 'true' : 'false'}
              aria-controls="purpose"
              @click=${() => (this.explained = !this.explained)}
            >
              ${ICONS.info}
            </button>
            <button
              type="button"
              class="quiet icon open"
              aria-label=${this.words.openStage(title)}
              title=${this.words.openStage(title)}
              @click=${this.open}
            >
              ${ICONS.open}
            </button>
            ${
              !this.dragOut || !copyable
                ? nothing
                : html`<button
                    type="button"
                    class="quiet icon"
                    tabindex="-1"
                    aria-label=${this.words.copyStage(title)}
                    title=${this.copied ? this.words.copied : this.words.copyStage(title)}
                    ?disabled=${!this.savable}
                    @click=${() => tell(this, 'part-copy-stage', { stage: this.stage, title, onCopied: () => this.showCopied() })}
                  >
                    ${this.copied ? ICONS.check : ICONS.copy}
                  </button>`
            }
            ${
              !this.dragOut
                ? nothing
                : html`<button
                    type="button"
                    class="quiet icon"
                    tabindex="-1"
                    aria-label=${this.words.saveStage(title)}
                    title=${this.words.saveStage(title)}
                    ?disabled=${!this.savable}
                    @click=${() => tell(this, 'part-save-stage', { stage: this.stage })}
                  >
                    ${ICONS.download}
                  </button>`
            }
          </span>
        </figcaption>
        <div class="frame" part="stage-frame">
          <canvas
            role="img"
            aria-label=${this.words.stageOf(title, this.fileName)}
            class=${this.painted ? 'painted' : ''}
            part="stage-image"
          ></canvas>
          <p id="purpose" class="purpose" ?hidden=${!this.explained}>${purpose}</p>
        </div>
        <p class="shape" ?hidden=${this.stage !== GIVEN || pixelShape(this) === SQUARE}>
          ${this.words.shownAspect(pixelShape(this))}
        </p>
        <p role="status" ?hidden=${!this.asked}>
          ${this.words.wholeImage(this.words.size(this.imageWidth, this.imageHeight), copyable)}
        </p>
      </figure>
    `;
  }

  /** Up and down go along the buttons, of which the way into the viewer is the one that Tab comes to. */
  private onKey(event: KeyboardEvent): void {
    const by = STEPS[event.key];
    if (!by) return;
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('.actions button:not(:disabled)')];
    const next = buttons[buttons.indexOf(event.target as HTMLElement) + by];
    event.preventDefault();
    // Past the last there is none.
    (next as HTMLElement | undefined)?.focus();
  }

  private showCopied(): void {
    this.copied = true;
    clearTimeout(this.copiedTimer);
    this.copiedTimer = setTimeout(() => (this.copied = false), COPIED_MS);
  }

  /** Whether all of it can be given out within a moment. */
  get quick(): boolean {
    return this.version > 0 && this.imageWidth * this.imageHeight <= QUICK;
  }

  /** The browser's menu saves and copies what is on the canvas then: where it is reduced, it gets all pixels. */
  private onMenu(event: Event): void {
    const { canvas, imageWidth, imageHeight, version, savable } = this;
    if (!this.painted || (version > 0 && canvas.width >= imageWidth && canvas.height >= imageHeight)) return;
    if (savable && this.dragOut && this.quick) return this.whole.show(windowOf(this));
    event.preventDefault();
    this.asked = !!this.dragOut;
  }

  private open(): void {
    tell(this, 'part-open-stage', { stage: this.stage });
  }

  /** Draws at the displayed size when that, or with `force` when the picture, has changed. One drawing at a time. */
  private async paint(force = false): Promise<void> {
    if (this.painting) {
      this.outdated ||= force || this.displaySize() !== null;
      return;
    }
    const { painter, canvas } = this;
    const size = this.displaySize();
    this.paintEarly();
    if (!size) this.missed ||= force;
    if (!painter || this.version === 0 || !size) return;
    if (!force && !this.missed && this.painted && canvas.width === size.width && canvas.height === size.height) {
      this.place(canvas);
      return;
    }
    this.painting = true;
    this.outdated = false;
    this.missed = false;
    try {
      if (await painter(this.stage, canvas, size)) {
        this.place(canvas);
        this.whole.painted();
        this.painted = painter === this.painter;
      }
    } finally {
      this.painting = false;
    }
    if (this.outdated) await this.paint(true);
  }

  /** On the same canvas and in the same place: what is painted then takes its place at once. */
  private paintEarly(): void {
    const { early, canvas } = this;
    const size = this.displaySize();
    // A closed one has no width.
    if (!early || early.width === 0 || this.version > 0 || !size) return;
    Object.assign(canvas, size);
    const context = canvas.getContext('2d');
    if (!context) return;
    context.imageSmoothingQuality = 'high';
    context.drawImage(early, 0, 0, size.width, size.height);
    this.place(canvas);
    this.painted = true;
  }

  /** Device pixels to draw: as many as are shown, but no more than the image has. */
  private displaySize(): Size | null {
    const shown = this.shownSize();
    if (!shown) return null;
    const density = this.whole.wanted ? Infinity : densityOf(this);
    const [width, height] = [shown.width, shown.height].map((length) => Math.max(1, Math.round(length * density)));
    return { width: Math.min(this.imageWidth, width), height: Math.min(this.imageHeight, height) };
  }

  /** The image in the shorter sides of its pixels. */
  private get seen(): Size {
    const { x, y } = pixelShape(this);
    return { width: this.imageWidth * x, height: this.imageHeight * y };
  }

  private shownSize(): Size | null {
    return this.room && fitInside(this.seen, this.room);
  }

  private place(canvas: HTMLCanvasElement): void {
    const shown = this.shownSize();
    if (!shown) return;
    // Whole device pixels, so that the browser need not resample what was drawn for them.
    const density = densityOf(this);
    const snap = (length: number): string => `${Math.max(1, Math.round(length * density)) / density}px`;
    canvas.style.width = snap(shown.width);
    canvas.style.height = snap(shown.height);
    printedAs(canvas, pixelShape(this) === SQUARE ? null : shown.width / shown.height);
  }
}
