import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { controls } from '../part/controls.styles.ts';
import { html } from '../part/html.ts';
import { ICONS } from '../part/icons.ts';
import { LabPart } from '../part/lab-part.ts';
import { tell } from '../part/part-events.ts';
import { frameBarStyles } from './frame-bar.styles.ts';

/** Which frame of a file of several is on show: steps, a slider, and its number, which people count from 1. */
export class XrayFrameBar extends LabPart {
  static override styles = [controls, frameBarStyles];

  /** From 0; the one that was chosen, which may be on its way. */
  @property({ type: Number }) frame = 0;
  @property({ type: Number }) frames = 1;
  @property({ type: Boolean }) disabled = false;

  protected override render(): TemplateResult {
    const { words, frame, frames, disabled } = this;
    return html`
      <div class="bar" role="group" dir="ltr" aria-label=${words.frames}>
        ${this.renderStep(-1, words.previousFrame)}
        <input
          class="range"
          type="range"
          min="1"
          max=${frames}
          aria-label=${words.frame}
          aria-valuetext=${words.frameOf(frame + 1, frames)}
          ?disabled=${disabled}
          .value=${live(String(frame + 1))}
          @input=${this.onNumber}
        />
        ${this.renderStep(1, words.nextFrame)}
        <input
          class="number numbers"
          type="number"
          inputmode="numeric"
          min="1"
          max=${frames}
          aria-label=${words.frameOf(frame + 1, frames)}
          ?disabled=${disabled}
          .value=${String(frame + 1)}
          @change=${this.onNumber}
        />
        <span class="numbers" dir="auto">${words.ofFrames(frames)}</span>
      </div>
    `;
  }

  private renderStep(by: 1 | -1, label: string): TemplateResult {
    const to = this.frame + by;
    return html`<button
      type="button"
      class="quiet icon ${by > 0 ? 'next' : ''}"
      aria-label=${label}
      title=${label}
      ?disabled=${this.disabled || to < 0 || to >= this.frames}
      @click=${() => this.choose(to)}
    >
      ${ICONS.back}
    </button>`;
  }

  /** What is no number of a frame is taken back. */
  private onNumber(event: Event): void {
    const field = event.target as HTMLInputElement;
    const frame = Math.min(this.frames, Math.max(1, Math.round(field.valueAsNumber || this.frame + 1))) - 1;
    field.value = String(frame + 1);
    this.choose(frame);
  }

  private choose(frame: number): void {
    if (frame !== this.frame) tell(this, 'part-frame', { frame });
  }
}
