import type { TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import { OVERLAY } from '../../pipeline/stage-roles.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import type { Messages } from '../words/messages.ts';
import type { PixelValues } from './pixel-probe.ts';
import type { Point } from './view-transform.ts';

const NOTHING = '–';

/** The values at a pixel; dashes where there is none, so that nothing moves when there is. */
export function probeReadout(words: Messages, pixel: Point | null, values: PixelValues | null): TemplateResult {
  const entry = (name: string, value: string): TemplateResult =>
    html`<div>
      <dt>${name}</dt>
      <dd><bdi dir="ltr" translate="no">${value}</bdi></dd>
    </div>`;
  return html`<dl class="probe numbers" part="probe" aria-label=${words.probe}>
    ${entry(words.position, pixel ? `${pixel.x}, ${pixel.y}` : NOTHING)}
    ${STAGE_IDS.map((stage) => entry(words.stageNames[stage], values?.stages[stage]?.join(' ') ?? NOTHING))}
    ${entry(words.gradient, values?.gradient === null || !values ? NOTHING : words.number(values.gradient))}
  </dl>`;
}

/** The same for one image, as a sentence; null while it is not read yet. */
export function spokenValues(
  words: Messages,
  { x, y }: Point,
  { stages, gradient }: PixelValues,
  stage: StageId,
): string | null {
  const value = stages[stage]?.join(' ');
  if (!value || (stage === OVERLAY && gradient === null)) return null;
  const edge = stage === OVERLAY && gradient !== null ? `, ${words.gradient} ${words.number(gradient)}` : '';
  return `${x}, ${y}: ${words.stageNames[stage]} ${value}${edge}`;
}
