import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FileEntry } from '../../session/files/file-entry.ts';
import type { Notice } from '../../session/notices.ts';
import { html } from '../part/html.ts';
import { ICONS } from '../part/icons.ts';
import { tell } from '../part/part-events.ts';
import type { Messages } from '../words/messages.ts';
import { errorCard } from './error-card.ts';
import { sizeOf } from './file-row.ts';

/** More are not read by anybody at once. */
export const MOST_PROBLEMS = 20;
/** So many are told in full. */
const MOST_UNFOLDED = 2;

/** What went wrong: no file's own, and files that could not be read, which are in the list no longer. */
export interface Problems {
  readonly notices: readonly Notice[];
  readonly failed: readonly FileEntry[];
}

/** Whether so much went wrong that it would hide what did not. */
export function areFolded({ notices, failed }: Problems): boolean {
  return notices.length + failed.length > MOST_UNFOLDED;
}

/** Cards of what went wrong under one line that tells how much, and opens. */
export function problemFold(
  list: EventTarget,
  words: Messages,
  { notices, failed }: Problems,
  { open, onToggle }: { readonly open: boolean; readonly onToggle: () => void },
): TemplateResult {
  const count = notices.length + failed.length;
  const cards = [
    ...notices.map(({ id, error }) => ({
      key: `notice ${id}`,
      card: () => errorCard(error, words, () => tell(list, 'part-dismiss-notice', { id }), { alert: false }),
    })),
    ...failed.map((entry) => ({ key: `file ${entry.id}`, card: () => failedCard(list, words, entry) })),
  ].slice(0, MOST_PROBLEMS);
  return html`<div class="fold">
    <button type="button" class="quiet fold-line" aria-expanded=${open ? 'true' : 'false'} @click=${onToggle}>
      ${ICONS.warning}<span class="numbers">${notices.length > 0 ? words.problems(count) : words.notRead(count)}</span>
      ${ICONS.chevron}
    </button>
    ${
      open
        ? html`<ul class="cards" aria-label=${words.notRead(count)}>
              ${repeat(
                cards,
                ({ key }) => key,
                ({ card }, at) => html`<li data-at=${at}>${card()}</li>`,
              )}
            </ul>
            ${count > MOST_PROBLEMS ? html`<p class="note">${words.moreProblems(count - MOST_PROBLEMS)}</p>` : nothing}`
        : nothing
    }
  </div>`;
}

function failedCard(list: EventTarget, words: Messages, entry: FileEntry): TemplateResult | typeof nothing {
  const { id, state } = entry;
  if (state.kind !== 'failed') return nothing;
  return errorCard(state.error, words, () => tell(list, 'part-remove-file', { id }), {
    detail: sizeOf(words, entry),
    alert: false,
  });
}
