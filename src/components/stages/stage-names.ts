import type { TemplateResult } from 'lit';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import { html } from '../part/html.ts';
import type { Messages } from '../words/messages.ts';

/** The names of all images under a row of them: they tell which one is seen, and go to another. One Tab stop, as the images are. */
export function stageNames(
  words: Pick<Messages, 'stageNames' | 'stageRow'>,
  seen: StageId,
  show: (stage: StageId) => void,
): TemplateResult {
  return html`<div class="names" role="toolbar" aria-label=${words.stageRow}>
    ${STAGE_IDS.map(
      (stage) =>
        html`<button
          type="button"
          class="quiet"
          aria-current=${stage === seen ? 'true' : 'false'}
          tabindex=${stage === seen ? 0 : -1}
          @click=${() => show(stage)}
        >
          ${words.stageNames[stage]}
        </button>`,
    )}
  </div>`;
}
