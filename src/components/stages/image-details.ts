import { nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { html } from '../part/html.ts';
import type { FallbackReason } from '../../engines/cpu-fallback.ts';
import { controls } from '../part/controls.styles.ts';
import type { ImageFacts } from '../../session/files/computation.ts';
import type { FileEntry } from '../../session/files/file-entry.ts';
import { imageDetailsStyles } from './image-details.styles.ts';
import { ICONS } from '../part/icons.ts';
import { LabPart } from '../part/lab-part.ts';
import { tell } from '../part/part-events.ts';

const FALLBACK_NOTES: Readonly<Record<FallbackReason, 'tooLargeForGpu' | 'gpuLost'>> = {
  'too-large-for-gpu': 'tooLargeForGpu',
  'gpu-lost': 'gpuLost',
};

/** The small print of an image: its name, size and depth, and who computed it. */
export class XrayImageDetails extends LabPart {
  static override styles = [controls, imageDetailsStyles];

  @property({ attribute: false }) entry: FileEntry | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const { entry, words } = this;
    if (!entry) return nothing;
    const { facts, state } = entry;
    return html`
      <section aria-label=${this.words.imageDetails} part="details" class="numbers">
        <p class="name"><bdi translate="no">${entry.name}</bdi></p>
        ${
          facts
            ? html`<p><bdi>${this.words.size(facts.width, facts.height)}</bdi></p>
                <p><bdi>${this.depthOf(facts)}</bdi></p>`
            : nothing
        }
        ${
          state.kind === 'done'
            ? html`<p><bdi>${this.words.computedOn(state.computed.backend, state.computed.milliseconds)}</bdi></p>`
            : html`<p>${state.kind === 'waiting' ? this.words.readyToProcess : this.words.working}</p>`
        }
        ${
          state.kind === 'done' && state.computed.fallback
            ? html`<p class="note">${words[FALLBACK_NOTES[state.computed.fallback]]}</p>`
            : nothing
        }
        <button type="button" class="quiet" @click=${() => tell(this, 'part-show-keys', { open: true })}>
          ${ICONS.keys}${words.showKeys}
        </button>
      </section>
    `;
  }

  private depthOf({ bitDepth, colorType }: ImageFacts): string {
    const { colorTypes, depth, reducedDepth } = this.words;
    return (bitDepth > 8 ? reducedDepth : depth)(bitDepth, colorTypes[colorType]);
  }
}
