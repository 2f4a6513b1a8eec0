import type { TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { html } from '../part/html.ts';
import { controls } from '../part/controls.styles.ts';
import { LabPart } from '../part/lab-part.ts';
import { progressBarStyles } from './progress-bar.styles.ts';

/** A slim bar that says how far the work is. */
export class XrayProgressBar extends LabPart {
  static override styles = [controls, progressBarStyles];

  /** What is being done: the bar's accessible name. */
  @property() label = '';
  /** 0…1; null while there is nothing to do. */
  @property({ type: Number }) value: number | null = null;

  @query('.bar') private bar!: HTMLElement;

  protected override updated(): void {
    this.bar.style.setProperty('transform', `scaleX(${this.value ?? 0})`);
  }

  protected override render(): TemplateResult {
    return html`
      <div
        class="track"
        role="progressbar"
        aria-label=${this.label}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${Math.round((this.value ?? 0) * 100)}
        ?hidden=${this.value === null}
      >
        <div class="bar"></div>
      </div>
    `;
  }
}
