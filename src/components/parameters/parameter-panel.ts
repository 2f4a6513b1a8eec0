import type { TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import { ICONS } from '../part/icons.ts';
import type { Messages } from '../words/messages.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { ParameterChanges } from '../../session/parameters/parameter-changes.ts';
import type { StageSource } from '../../session/processing/stage-source.ts';

/** The image on show, and how often each of its stages was computed. */
export interface ShownStages {
  readonly source: Pick<StageSource, 'found' | 'values'> | null;
  readonly versions: Readonly<Record<StageId, number>>;
}

/** The parameter controls: a section of their own in a wide box, a drawer in a narrow one. */
export function parameterPanel(
  words: Messages,
  params: PipelineParams,
  changes: ParameterChanges,
  wide: boolean,
  { source, versions }: ShownStages,
): TemplateResult {
  const form = html`<xray-parameter-controls
    .words=${words}
    .params=${params}
    .values=${source?.values() ?? null}
    .source=${source}
    .versions=${versions}
    .undoable=${changes.undoable}
    .redoable=${changes.redoable}
  ></xray-parameter-controls>`;
  return wide
    ? html`<section class="parameters" part="parameters" aria-label=${words.parameters}>${form}</section>`
    : html`<details class="parameters drawer" part="parameters">
        <summary>${ICONS.parameters}<span>${words.parameters}</span>${ICONS.chevron}</summary>
        <div class="drawer-content">${form}</div>
      </details>`;
}
