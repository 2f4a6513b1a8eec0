import { nothing, type TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import type { FolderProgress } from '../../session/saving/folder-saver.ts';
import type { FirstWords } from '../words/first-words.ts';
import { isolated } from '../words/text-direction.ts';

/** How far results are written to the folder that was picked. */
export function savingStatus(progress: FolderProgress | null, words: FirstWords): TemplateResult | typeof nothing {
  if (!progress) return nothing;
  const { folder, written, total, failed } = progress;
  return html`<p class="saving numbers">
    ${words.savingTo(isolated(folder, words.language), written, total, failed)}
  </p>`;
}
