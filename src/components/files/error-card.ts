import { nothing, type TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import type { XrayError } from '../../base/xray-error.ts';
import { ICONS } from '../part/icons.ts';
import { errorWords } from '../words/error-words.ts';
import type { Messages } from '../words/messages.ts';

export interface ErrorCardOptions {
  /** What is known of the file. */
  readonly detail?: TemplateResult | typeof nothing;
  /** Whether those who hear the interface are told of it when it appears. Default true. */
  readonly alert?: boolean;
  /** Offered where trying again may help, which is of the file called so. */
  readonly again?: { readonly file: string; readonly action: () => void } | null;
}

/** An error where its file would stand: what happened, what to do, and a way to put it aside. */
export function errorCard(
  error: XrayError,
  words: Messages,
  onDismiss: () => void,
  { detail = nothing, alert = true, again = null }: ErrorCardOptions = {},
): TemplateResult {
  const { message, hint } = errorWords(error, words);
  const { file = '' } = error.values;
  const named = file !== '' && message.startsWith(file);
  const said = named ? html`<bdi translate="no">${file}</bdi>${message.slice(file.length)}` : message;
  return html`
    <div class="card" part="error">
      ${ICONS.warning}
      <div class="text">
        <div role=${alert ? 'alert' : nothing}>
          <p><bdi>${said}</bdi></p>
          ${hint ? html`<p class="hint"><bdi>${hint}</bdi></p>` : nothing}
        </div>
        ${detail === nothing ? nothing : html`<span class="size numbers">${detail}</span>`}
        ${
          again &&
          html`<div class="choice">
            ${choice(words.tryAgain, again.file, again.action)} ${choice(words.leaveOut, again.file, onDismiss)}
          </div>`
        }
      </div>
      ${
        again
          ? nothing
          : html`<button
              type="button"
              class="quiet icon"
              aria-label=${words.dismiss}
              title=${words.dismiss}
              @click=${onDismiss}
            >
              ${ICONS.dismiss}
            </button>`
      }
    </div>
  `;
}

function choice(label: string, file: string, action: () => void): TemplateResult {
  return html`<button type="button" aria-label="${label}: ${file}" @click=${action}>${label}</button>`;
}
