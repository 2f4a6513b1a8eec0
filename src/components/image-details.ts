import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { FallbackReason } from '../cpu-fallback.ts';
import type { Fidelity } from '../decode/decode-image.ts';
import { controls } from './controls.styles.ts';
import type { FileEntry, ImageFacts } from './file-entry.ts';
import { imageDetailsStyles } from './image-details.styles.ts';
import { MESSAGES } from './messages.ts';

const FALLBACK_NOTES: Readonly<Record<FallbackReason, string>> = {
  'too-large-for-gpu': MESSAGES.tooLargeForGpu,
  'gpu-lost': MESSAGES.gpuLost,
};

/** What is said of pixels that may not be the file's. */
const FIDELITY_NOTES: Readonly<Record<Fidelity, string | null>> = {
  exact: null,
  converted: MESSAGES.converted,
  noisy: MESSAGES.noisy,
};

/** The small print of an image: its name, size and depth, and who computed it. */
export class XrayImageDetails extends LitElement {
  static override styles = [controls, imageDetailsStyles];

  @property({ attribute: false }) entry: FileEntry | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const { entry } = this;
    if (!entry) return nothing;
    const { facts, source, state } = entry;
    const fidelity = source && FIDELITY_NOTES[source.fidelity];
    return html`
      <section aria-label=${MESSAGES.imageDetails} part="details" class="numbers">
        <p class="name">${entry.name}</p>
        ${
          facts
            ? html`<p>${MESSAGES.size(facts.width, facts.height)}</p>
                <p>${depthOf(facts)}</p>`
            : nothing
        }
        ${
          state.kind === 'done'
            ? html`<p>${MESSAGES.computedOn(state.computed.backend, state.computed.milliseconds)}</p>`
            : html`<p>${state.kind === 'waiting' ? MESSAGES.readyToProcess : MESSAGES.working}</p>`
        }
        ${
          state.kind === 'done' && state.computed.fallback
            ? html`<p class="note">${FALLBACK_NOTES[state.computed.fallback]}</p>`
            : nothing
        }
        ${fidelity ? html`<p class="note">${fidelity}</p>` : nothing}
      </section>
    `;
  }
}

function depthOf({ bitDepth, gray }: ImageFacts): string {
  return bitDepth === 16 ? MESSAGES.reducedDepth(bitDepth, gray) : MESSAGES.depth(bitDepth, gray);
}
