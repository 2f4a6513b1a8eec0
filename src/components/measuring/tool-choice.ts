import type { TemplateResult } from 'lit';
import { MEASUREMENT_KINDS, type MeasurementKind } from '../../measure/measurement.ts';
import { html } from '../part/html.ts';
import type { Messages } from '../words/messages.ts';

/** The tools that measure, in one menu. */
export function toolChoice(
  words: Messages,
  tool: MeasurementKind | null,
  take: (tool: MeasurementKind | null) => void,
): TemplateResult {
  const { title, none, kinds } = words.measuring;
  const chosen = (event: Event): void =>
    take(((event.target as HTMLSelectElement).value || null) as MeasurementKind | null);
  return html`<select aria-label=${title} title=${title} @change=${chosen}>
    <option value="" .selected=${tool === null}>${tool === null ? title : none}</option>
    ${MEASUREMENT_KINDS.map((kind) => html`<option value=${kind} .selected=${kind === tool}>${kinds[kind]}</option>`)}
  </select>`;
}
