import { nothing, type TemplateResult } from 'lit';
import type { FileTable } from '../../session/files/file-table.ts';
import { html } from '../part/html.ts';
import type { Messages } from '../words/messages.ts';

/** Beside what saves: that pictures hold writing, as their files say. Nothing is kept from being saved by it. */
export function burnedInNote(
  words: Messages,
  { burnedInCount, resultCount }: Pick<FileTable, 'burnedInCount' | 'resultCount'>,
): TemplateResult | typeof nothing {
  if (burnedInCount === 0) return nothing;
  return html`<p class="saving burned-in" role="note">${words.burnedIn(burnedInCount, resultCount)}</p>`;
}
