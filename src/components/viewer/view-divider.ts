import type { TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import type { PlaceInside } from '../part/ruler.ts';
import type { Messages } from '../words/messages.ts';
import { windowPoint } from './view-gestures.ts';
import type { Point } from '../pane/view-transform.ts';

/** The divider between two images, one over the other: a slider that is dragged. */
export class ViewDivider {
  constructor(
    private readonly placeAt: (place: Point) => PlaceInside | null,
    private readonly move: (percent: number) => void,
  ) {}

  render(words: Messages, percent: number): TemplateResult {
    return html`<div
      class="handle"
      role="slider"
      tabindex="0"
      aria-label=${words.divider}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.round(percent)}
      @pointerdown=${this.onDown}
      @pointermove=${this.onMove}
      @dblclick=${(event: Event) => event.stopPropagation()}
    ></div>`;
  }

  private readonly onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.stopPropagation();
    (event.target as HTMLElement).setPointerCapture(event.pointerId);
  };

  /** The values under the pointer are told all the while, so the event goes on. */
  private readonly onMove = (event: PointerEvent): void => {
    if (!(event.target as HTMLElement).hasPointerCapture(event.pointerId)) return;
    const place = this.placeAt(windowPoint(event));
    if (place) this.move((place.x / place.width) * 100);
  };
}
