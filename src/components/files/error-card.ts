import { html, nothing, type TemplateResult } from 'lit';
import type { XrayError } from '../../base/xray-error.ts';
import { ICONS } from '../part/icons.ts';
import { errorWords } from '../words/error-words.ts';
import type { Messages } from '../words/messages.ts';

/** An error where its file would stand: what happened, what to do, and a way to put it aside; `detail` of the file. */
export function errorCard(error: XrayError, words: Messages, onDismiss: () => void, detail = ''): TemplateResult {
  const { message, hint } = errorWords(error, words);
  return html`
    <div class="card" part="error">
      ${ICONS.warning}
      <div class="text">
        <div role="alert">
          <p>${message}</p>
          ${hint ? html`<p class="hint">${hint}</p>` : nothing}
        </div>
        ${detail ? html`<span class="size numbers">${detail}</span>` : nothing}
      </div>
      <button type="button" class="quiet icon" aria-label=${words.dismiss} title=${words.dismiss} @click=${onDismiss}>
        ${ICONS.dismiss}
      </button>
    </div>
  `;
}
