import { html, type TemplateResult } from 'lit';
import type { LabController } from '../../session/session.ts';
import type { Messages } from '../words/messages.ts';

/** How far the files at work are, or the ZIP in the making. */
export function workProgress({ progress, exports }: LabController, words: Messages): TemplateResult {
  const exporting = exports.progress !== null;
  const processed = progress.total > 0 ? progress.done / progress.total : null;
  return html`<xray-progress-bar
    .words=${words}
    .label=${exporting ? words.exporting : words.progress}
    .value=${exports.progress ?? processed}
  ></xray-progress-bar>`;
}
