import { nothing, type TemplateResult } from 'lit';
import { property, query, queryAll, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { directionOf } from '../words/text-direction.ts';
import { html } from '../part/html.ts';
import { pixelShape } from '../../image/pixel-shape.ts';
import { GIVEN } from '../../pipeline/stage-roles.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import { controls } from '../part/controls.styles.ts';
import { LabPart } from '../part/lab-part.ts';
import type { DragOut } from '../saving/drag-out.ts';
import { NOTHING_COMPUTED, type StageVersions } from '../../session/files/live-image.ts';
import { stageNames } from './stage-names.ts';
import type { XrayStageFigure } from './stage-figure.ts';
import type { StagePainter } from '../../session/processing/stage-source.ts';
import { stageSheetStyles } from './stage-sheet.styles.ts';

/** Frames get the image's own shape between these; a longer image is letter-boxed. Height : width. */
const FLATTEST = 0.4;
const TALLEST = 1.4;

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/**
 * The chain as a contact sheet, one figure a stage, and a last cell (the default slot) for what is known of the image; or, where there
 * is no room for it, the figures in a row that is swiped, with the rest under it.
 */
export class XrayStageSheet extends LabPart {
  static override styles = [controls, ...stageSheetStyles];

  /** Whether images stand in one row. */
  @property({ type: Boolean, reflect: true }) swiped = false;
  @property() fileName = '';
  @property({ type: Number }) imageWidth = 1;
  @property({ type: Number }) imageHeight = 1;
  @property({ type: Number }) pixelAspect = 1;
  @property({ attribute: false }) versions: StageVersions = NOTHING_COMPUTED;
  @property({ attribute: false }) painter: StagePainter | null = null;
  /** A picture of the original, before it can be painted. */
  @property({ attribute: false }) early: ImageBitmap | null = null;
  /** Whether the images are complete and may be saved. */
  @property({ type: Boolean }) savable = false;
  /** Hands images to what they are dragged to; null where nothing may be saved. */
  @property({ attribute: false }) dragOut: DragOut | null = null;

  /** The room that images take is known at once. */
  protected override readonly waits = false;

  /** In the middle of the row. */
  @state() private middle: StageId = GIVEN;
  @query('.row') private row!: HTMLElement;
  @query('.sheet') private sheet!: HTMLElement;
  @queryAll('xray-stage-figure') private figures!: NodeListOf<XrayStageFigure>;

  /** The stage that is seen, of a row. */
  get seen(): StageId {
    return this.middle;
  }

  /** Puts the focus where a stage is opened. */
  focusStage(stage: StageId): void {
    this.figures[STAGE_IDS.indexOf(stage)]?.focus();
  }

  /** Brings the image of `stage` into sight: in the row, and in the window, over what covers its foot. */
  show(stage: StageId): void {
    this.swipeTo(stage);
    this.row.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  protected override updated(): void {
    const { x, y } = pixelShape(this);
    const ratio = (this.imageHeight * y) / (this.imageWidth * x);
    this.sheet.style.setProperty('--_ratio', String(Math.min(TALLEST, Math.max(FLATTEST, ratio))));
  }

  protected override render(): TemplateResult {
    return html`
      <div class="sheet" @keydown=${this.onKey}>
        <div class="row" @scroll=${this.onScroll}>
          ${repeat(
            STAGE_IDS,
            (stage) => stage,
            (stage) => html`
              <xray-stage-figure
                @focusin=${() => this.swipeTo(stage)}
                exportparts="stage, stage-title, stage-frame, stage-image"
                .words=${this.words}
                .stage=${stage}
                .fileName=${this.fileName}
                .imageWidth=${this.imageWidth}
                .imageHeight=${this.imageHeight}
                .pixelAspect=${this.pixelAspect}
                .version=${this.versions[stage]}
                .painter=${this.painter}
                .early=${stage === GIVEN ? this.early : null}
                .savable=${this.savable}
                .dragOut=${this.dragOut}
              ></xray-stage-figure>
            `,
          )}
        </div>
        ${this.swiped ? stageNames(this.words, this.seen, (stage) => this.swipeTo(stage)) : nothing}
        <slot></slot>
      </div>
    `;
  }

  /** Where the style sheet has it snap. */
  private swipeTo(stage: StageId): void {
    if (!this.swiped) return;
    const { offsetLeft, offsetWidth } = this.figures[STAGE_IDS.indexOf(stage)];
    this.row.scrollTo({ left: offsetLeft + offsetWidth / 2 - this.row.clientWidth / 2 });
  }

  private onScroll(): void {
    const { scrollLeft, clientWidth } = this.row;
    const away = [...this.figures].map(({ offsetLeft, offsetWidth }) =>
      Math.abs(offsetLeft + offsetWidth / 2 - scrollLeft - clientWidth / 2),
    );
    this.middle = STAGE_IDS[away.indexOf(Math.min(...away))];
  }

  /** Left and right go from one way into the viewer to the next, or from name to name; up and down, along the buttons of an image. */
  private onKey(event: KeyboardEvent): void {
    const by = (STEPS[event.key] ?? 0) * (directionOf(this.words.language) === 'rtl' ? -1 : 1);
    const [target] = event.composedPath() as Partial<HTMLElement>[];
    if (!by || target?.localName !== 'button') return;
    const names = [...this.renderRoot.querySelectorAll<HTMLElement>('.names button')];
    const named = names.some((name) => name === target);
    const stops = named ? names : [...this.figures];
    const at = stops.findIndex((stop) => event.composedPath().includes(stop));
    const next = stops[Math.min(stops.length - 1, Math.max(0, at + by))];
    event.preventDefault();
    next.focus();
    if (named) next.click();
  }
}
