import type { TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import type { FirstWords } from '../words/first-words.ts';

/** How far the files at work are, or the ZIP in the making: `exported`, 0…1, or null where none is. */
export function workProgress(
  { done, total }: { readonly done: number; readonly total: number },
  exported: number | null,
  words: FirstWords,
): TemplateResult {
  const processed = total > 0 ? done / total : null;
  return html`<xray-progress-bar
    .words=${words}
    .label=${exported === null ? words.progress : words.exporting}
    .value=${exported ?? processed}
  ></xray-progress-bar>`;
}
