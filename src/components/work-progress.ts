import { html, type TemplateResult } from 'lit';
import type { LabController } from './lab-controller.ts';
import { MESSAGES } from './messages.ts';

/** How far the files at work are, or the ZIP in the making. */
export function workProgress({ progress, access }: LabController): TemplateResult {
  const exporting = access.exportProgress !== null;
  const processed = progress.total > 0 ? progress.done / progress.total : null;
  return html`<xray-progress-bar
    .label=${exporting ? MESSAGES.exporting : MESSAGES.progress}
    .value=${access.exportProgress ?? processed}
  ></xray-progress-bar>`;
}
