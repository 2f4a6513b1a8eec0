import type { TemplateResult } from 'lit';
import { property, queryAll } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { html } from '../part/html.ts';
import { GIVEN } from '../../pipeline/stage-roles.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import { controls } from '../part/controls.styles.ts';
import { LabPart } from '../part/lab-part.ts';
import { NOTHING_COMPUTED, type StageVersions } from '../../session/files/live-image.ts';
import type { XrayStageFigure } from './stage-figure.ts';
import type { StagePainter } from '../../session/processing/stage-source.ts';
import { stageSheetStyles } from './stage-sheet.styles.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** The chain as a contact sheet: one figure a stage, and a last cell (the default slot) for what is known of the image. */
export class XrayStageSheet extends LabPart {
  static override styles = [controls, stageSheetStyles];

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
  @property({ type: Boolean }) noDownload = false;

  @queryAll('xray-stage-figure') private figures!: NodeListOf<XrayStageFigure>;

  /** Puts the focus where a stage is opened. */
  focusStage(stage: StageId): void {
    this.figures[STAGE_IDS.indexOf(stage)]?.focus();
  }

  protected override render(): TemplateResult {
    return html`
      <div class="sheet" @keydown=${this.onKey}>
        ${repeat(
          STAGE_IDS,
          (stage) => stage,
          (stage) => html`
            <xray-stage-figure
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
              .noDownload=${this.noDownload}
            ></xray-stage-figure>
          `,
        )}
        <slot></slot>
      </div>
    `;
  }

  /** Left and right go from one way into the viewer to the next; up and down, along the buttons of an image. */
  private onKey(event: KeyboardEvent): void {
    const by = STEPS[event.key];
    const [target] = event.composedPath() as Partial<HTMLElement>[];
    if (!by || target?.localName !== 'button') return;
    const figures = [...this.figures];
    const at = figures.findIndex((figure) => event.composedPath().includes(figure));
    event.preventDefault();
    figures[Math.min(figures.length - 1, Math.max(0, at + by))].focus();
  }
}
