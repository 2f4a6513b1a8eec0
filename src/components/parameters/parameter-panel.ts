import type { TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import { plainValues } from '../../image/given-samples.ts';
import type { SampleValues } from '../../image/sample-values.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { BoxLayout } from '../part/box-layout.ts';
import type { Messages } from '../words/messages.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { FoundSource } from './found-params.ts';
import type { ParameterChanges } from '../../session/parameters/parameter-changes.ts';

/** Who tells what there is to know of the image on show. */
export interface ShownSource extends FoundSource {
  /** What the samples mean that a window makes it of; null of colours. */
  readonly values: () => SampleValues | null;
  /** How often each of those samples is there. */
  readonly sampleCounts: () => Promise<Uint32Array | null>;
}

/** The image on show, and how often each of its stages was computed. */
export interface ShownStages {
  readonly source: ShownSource | null;
  readonly versions: Readonly<Record<StageId, number>>;
}

/** A film that is not open yet, so that its controls stand where they will. */
export interface ExpectedFilm {
  /** What its header says; null before that is read. */
  readonly facts: { readonly bitDepth: number; readonly colorType: string } | null;
  /** What its samples meant when it was open before. */
  readonly values: SampleValues | null;
}

/** What they will mean, as far as the header tells. */
function expectedValues({ facts, values }: ExpectedFilm): SampleValues | null {
  if (values || !facts?.colorType.startsWith('gray')) return values;
  return plainValues(facts.bitDepth > 8 ? 16 : 8, null);
}

/** The parameter controls: a section of their own in a wide box, else a drawer, in a narrow one with a tab for each stage. */
export function parameterPanel(
  words: Messages,
  params: PipelineParams,
  changes: ParameterChanges,
  layout: BoxLayout,
  { source, versions }: ShownStages,
  expected: ExpectedFilm,
): TemplateResult {
  const unread = expected.facts ? '' : 'unread';
  const values = source ? source.values() : expectedValues(expected);
  const form = html`<xray-parameter-controls
    .words=${words}
    .params=${params}
    .tabbed=${layout === 'narrow'}
    .values=${values}
    .source=${source}
    .versions=${versions}
    .undoable=${changes.undoable}
    .redoable=${changes.redoable}
  ></xray-parameter-controls>`;
  return layout === 'wide'
    ? html`<section class="parameters ${unread}" part="parameters" aria-label=${words.parameters}>${form}</section>`
    : html`<xray-drawer exportparts="parameters" .words=${words} .tabbed=${layout === 'narrow'}>${form}</xray-drawer>`;
}
