import { nothing, type TemplateResult } from 'lit';
import type { PipelineParams } from '../../pipeline/params.ts';
import { OVERLAY } from '../../pipeline/stage-roles.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import { html } from '../part/html.ts';
import type { Place } from '../part/ruler.ts';
import type { Messages } from '../words/messages.ts';
import { isMeasured, type PixelProbe } from './pixel-probe.ts';

const NOTHING = '–';

/**
 * The values at a pixel; dashes where there is none, so that nothing moves when there is.
 * @param more what else is told there, by name
 */
export function probeReadout(
  words: Messages,
  probe: PixelProbe,
  pixel: Place | null,
  canny: PipelineParams['canny'],
  more: Readonly<Record<string, string>>,
): TemplateResult {
  const values = pixel && probe.at(pixel, canny);
  const { deep } = probe;
  const entry = (name: string, value: string): TemplateResult =>
    html`<div>
      <dt>${name}</dt>
      <dd><bdi dir="ltr" translate="no">${value}</bdi></dd>
    </div>`;
  const number = (value: number | null | undefined, unit = ''): string =>
    typeof value === 'number' ? words.sampleValue(value, unit) : NOTHING;
  return html`<dl class="probe numbers" part="probe" aria-label=${words.probe}>
    ${entry(words.position, pixel ? `${pixel.x}, ${pixel.y}` : NOTHING)}
    ${deep ? entry(words.storedValue, number(values?.stored)) : nothing}
    ${deep && isMeasured(deep) ? entry(words.modalityValue, number(values?.modality, deep.unit)) : nothing}
    ${STAGE_IDS.map((stage) => entry(words.stageNames[stage], values?.stages[stage]?.join(' ') ?? NOTHING))}
    ${entry(words.gradient, values?.gradient === null || !values ? NOTHING : words.number(values.gradient))}
    ${Object.entries(more).map(([name, value]) => entry(name, value))}
  </dl>`;
}

/** The same for one image, as a sentence; null while it is not read yet. */
export function spokenValues(
  words: Messages,
  probe: PixelProbe,
  pixel: Place,
  canny: PipelineParams['canny'],
  stage: StageId,
): string | null {
  const { stages, gradient, stored, modality } = probe.at(pixel, canny);
  const { deep } = probe;
  const value = stages[stage]?.join(' ');
  if (!value || (stage === OVERLAY && gradient === null) || (deep && stored === null)) return null;
  const edge = stage === OVERLAY && gradient !== null ? `, ${words.gradient} ${words.number(gradient)}` : '';
  const below = stored === null ? '' : `, ${words.storedValue} ${words.sampleValue(stored, '')}`;
  const meant = modality === null ? '' : `, ${words.modalityValue} ${words.sampleValue(modality, deep?.unit ?? '')}`;
  return `${pixel.x}, ${pixel.y}: ${words.stageNames[stage]} ${value}${edge}${below}${meant}`;
}
