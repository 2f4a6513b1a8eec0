import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { STAGE_IDS } from '../pipeline/stages.ts';
import { controls } from './controls.styles.ts';
import { LabPart } from './lab-part.ts';
import { NOTHING_COMPUTED, type StageVersions } from './live-image.ts';
import type { StagePainter } from './stage-figure.ts';
import { stageSheetStyles } from './stage-sheet.styles.ts';

/** The chain as a contact sheet: one figure a stage, and a last cell (the default slot) for what is known of the image. */
export class XrayStageSheet extends LabPart {
  static override styles = [controls, stageSheetStyles];

  @property() fileName = '';
  @property({ type: Number }) imageWidth = 1;
  @property({ type: Number }) imageHeight = 1;
  @property({ attribute: false }) versions: StageVersions = NOTHING_COMPUTED;
  @property({ attribute: false }) painter: StagePainter | null = null;
  /** Whether the images are complete and may be saved. */
  @property({ type: Boolean }) savable = false;
  @property({ type: Boolean }) noDownload = false;

  protected override render(): TemplateResult {
    return html`
      <div class="sheet">
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
              .version=${this.versions[stage]}
              .painter=${this.painter}
              .savable=${this.savable}
              .noDownload=${this.noDownload}
            ></xray-stage-figure>
          `,
        )}
        <slot></slot>
      </div>
    `;
  }
}
