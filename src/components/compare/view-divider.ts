import type { TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import { windowPoint, type Place, type PlaceInside } from '../part/ruler.ts';
import type { CompareMode } from '../words/compare-mode.ts';
import type { Messages } from '../words/messages.ts';

/** How far an arrow key moves it, in per cent. */
const STEP = 2;
const ARROWS: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The divider between two images, one over the other: a slider that is dragged. It stands, or lies across. */
export class ViewDivider {
  private across = false;

  constructor(
    private readonly placeAt: (place: Place) => PlaceInside | null,
    private readonly move: (percent: number) => void,
  ) {}

  render(words: Messages, percent: number, across: boolean): TemplateResult {
    this.across = across;
    return html`<div
      class="handle"
      role="slider"
      tabindex="0"
      aria-label=${words.divider}
      aria-orientation=${across ? 'vertical' : 'horizontal'}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.round(percent)}
      @pointerdown=${this.onDown}
      @pointermove=${this.onMove}
      @dblclick=${(event: Event) => event.stopPropagation()}
    ></div>`;
  }

  /** Puts it where it is, and the edge of the second image too. */
  place(root: ParentNode, second: HTMLElement | undefined, mode: CompareMode, percent: number): void {
    if (second) second.style.clipPath = CLIPS[mode]?.(percent) ?? 'none';
    const handle = root.querySelector<HTMLElement>('.handle');
    if (!handle) return;
    handle.style.left = this.across ? '' : `${percent}%`;
    handle.style.top = this.across ? `${percent}%` : '';
  }

  /** Where a key moves it to, in per cent; null for keys that are not its own. */
  key({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent, percent: number): number | null {
    if (shiftKey || ctrlKey || metaKey) return null;
    if (key === 'Home') return 0;
    if (key === 'End') return 100;
    const way = ARROWS[key] as Place | undefined;
    // Of one that lies across the arrows go the way that it goes; of one that stands, up is more, as of any slider.
    return way ? percent + (way.x + (this.across ? way.y : -way.y)) * STEP : null;
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
    if (place) this.move((this.across ? place.y / place.height : place.x / place.width) * 100);
  };
}

/** What is seen of the second image, by the divider. */
const CLIPS: Partial<Record<CompareMode, (percent: number) => string>> = {
  divider: (percent) => `inset(0 0 0 ${percent}%)`,
  across: (percent) => `inset(${percent}% 0 0 0)`,
};
