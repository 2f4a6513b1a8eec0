import { nothing, svg, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ImagePoint, Measurement, MeasurementKind } from '../../measure/measurement.ts';
import { html } from '../part/html.ts';
import { toBox, zoomOf, type Point } from '../pane/view-transform.ts';
import type { Messages } from '../words/messages.ts';
import type { MeasuredFilm } from './measured-film.ts';
import { measurementText, valueText } from './measured-words.ts';
import type { Measuring, Seen } from './measuring.ts';
import { pathOf, textAt } from './shapes.ts';

/** How long one is, more or less, in CSS pixels. */
const LETTER = 7;

/** What is measured, over the picture: each with its value in the accessibility tree. Pointers go through it: the viewer's know where they are. */
export function measuringLayer(
  words: Messages,
  { framing, view, density }: Seen,
  film: MeasuredFilm,
  measuring: Measuring,
): TemplateResult | typeof nothing {
  if (!framing) return nothing;
  const { box, image } = framing;
  const placeOf = (point: ImagePoint): Point => {
    const { x, y } = toBox(view, framing, point);
    return { x: (x + box.width / 2) / density, y: (y + box.height / 2) / density };
  };
  const { tool, draft, next, selected } = measuring;
  // What is there is drawn from the image's corner, and moved as one: hundreds are not made anew for each step of a pan.
  const corner = placeOf({ x: 0, y: 0 });
  const fromCorner = (point: ImagePoint): Point => {
    const { x, y } = placeOf(point);
    return { x: x - corner.x, y: y - corner.y };
  };
  const ends = fromCorner({ x: image.width, y: image.height });
  const madeOf = [words, film.list, film.calibration, selected, framing, zoomOf(view, framing), density];
  const drawn = tool && next && draft.length > 0 ? [...draft, next] : draft;
  const choose = (event: Event): void => {
    const id = (event.target as Element).closest('[data-measurement]')?.getAttribute('data-measurement');
    if (!id || Number(id) === measuring.selected) return;
    measuring.choose(Number(id));
  };
  return html`<div class="measures first" @focusin=${choose}>
    <svg width="100%" height="100%">
      <g transform=${`translate(${corner.x} ${corner.y})`}>
        ${guard(madeOf, () =>
          repeat(
            film.list,
            ({ id }) => id,
            (one) => shape(words, one, one.points.map(fromCorner), film, one.id === selected, ends),
          ),
        )}
      </g>
      ${tool && drawn.length > 0 ? svg`<g class="draft">${lines(tool, drawn.map(placeOf))}</g>` : nothing}
      ${tool && next ? cursor(placeOf(next)) : nothing}
    </svg>
  </div>`;
}

function shape(
  words: Messages,
  one: Measurement,
  places: readonly Point[],
  film: MeasuredFilm,
  selected: boolean,
  /** The corner of the picture that is opposite to the one from which places are measured. */
  { x: across, y: down }: Point,
): TemplateResult<2> {
  const text = valueText(words, one, film);
  const long = text.length * LETTER;
  const label = textAt(places, Math.min(0, across), Math.max(0, across), Math.min(0, down), long);
  return svg`<g
    data-measurement=${one.id}
    class=${selected ? 'selected' : ''}
    tabindex="0"
    role="group"
    aria-label=${measurementText(words, one, film)}
  >
    ${lines(one.kind, places)}
    <text aria-hidden="true" x=${label.x} y=${label.y}>${text}</text>
    ${places.map(({ x, y }, index) =>
      selected
        ? svg`<circle
            data-point=${index}
            tabindex="0"
            role="button"
            aria-label=${`${words.measuring.point} ${index + 1}: ${one.points[index].x.toFixed(1)}, ${one.points[index].y.toFixed(1)}`}
            cx=${x}
            cy=${y}
            r="6"
          />`
        : svg`<circle class="end" cx=${x} cy=${y} r="2" />`,
    )}
  </g>`;
}

/** Twice, so that they stand out from white and from black. */
function lines(kind: MeasurementKind, places: readonly Point[]): unknown {
  const path = pathOf(kind, places);
  return svg`<path class="under" d=${path} /><path d=${path} />`;
}

function cursor({ x, y }: Point): unknown {
  return svg`<path class="cursor" d=${`M${x - 12} ${y}h24M${x} ${y - 12}v24`} />`;
}
