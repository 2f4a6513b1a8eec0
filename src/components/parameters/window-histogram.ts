import { nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { SampleValues } from '../../image/sample-values.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../../pipeline/params.ts';
import { STAGE_IDS } from '../../pipeline/standard-graph.ts';
import { controls } from '../part/controls.styles.ts';
import { html } from '../part/html.ts';
import { LabPart } from '../part/lab-part.ts';
import { tell } from '../part/part-events.ts';
import { Ruler } from '../part/ruler.ts';
import { barsPath, topOf } from '../stages/histogram-curve.ts';
import type { ShownStages } from './parameter-panel.ts';
import { windowHistogramStyles } from './window-histogram.styles.ts';
import {
  axisOf,
  barsOf,
  edgesOf,
  stepOf,
  withPartAt,
  type ValueRange,
  type WindowNumbers,
  type WindowPart,
} from './window-edges.ts';

const HEIGHT = 72;
const EDGES = ['from', 'to'] as const;
/** How far from an edge, in CSS pixels, a mouse and a finger take hold of it. */
const REACH = { mouse: 12, finger: 22 };
/** Steps from one end to the other by arrow keys, and by Page Up and Down. */
const [SMALL_STEPS, LARGE_STEPS] = [128, 16];

/** What a drag has hold of: how far from the pointer it is, in values, and whether a change by it was told. */
interface Hold {
  readonly pointer: number;
  readonly part: WindowPart;
  readonly away: number;
  told: boolean;
}

/** How often each stored value occurs, with the window over it: its edges, or all of it, can be moved. */
export class XrayWindowHistogram extends LabPart {
  static override styles = [controls, windowHistogramStyles];

  @property({ attribute: false }) values: SampleValues | null = null;
  /** With the window that is looked through, whatever chose it. */
  @property({ attribute: false }) params: PipelineParams = DEFAULT_PARAMS;
  @property({ attribute: false }) source: ShownStages['source'] = null;
  @property({ attribute: false }) versions: ShownStages['versions'] | null = null;

  @state() private counts: Uint32Array | null = null;
  @state() private hold: Hold | null = null;
  /** Whose samples were asked for. */
  private asked: ShownStages['source'] = null;
  private drawn: { readonly counts: Uint32Array; readonly plot: TemplateResult } | null = null;
  private readonly ruler = new Ruler();

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { source, versions } = this;
    if (changed.has('source')) this.asked = this.counts = this.drawn = null;
    // Not in the way of the pictures; once a film, whatever the window is.
    if (!source || source === this.asked || !versions || STAGE_IDS.some((stage) => versions[stage] === 0)) return;
    this.asked = source;
    void this.count(source);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { values, words } = this;
    if (!values) return nothing;
    const axis = axisOf(values);
    const { from, to } = edgesOf(this.params.window);
    const unit = values.unit ? ` ${values.unit}` : '';
    return html`
      <div
        class="plot ${this.hold ? 'held' : ''}"
        role="group"
        aria-label=${words.windowHistogram}
        dir="ltr"
        @pointerdown=${this.onPointerDown}
        @pointermove=${this.onPointerMove}
        @pointerup=${this.letGo}
        @pointercancel=${this.letGo}
      >
        ${this.renderBars(values, axis)}
        <div class="between"></div>
        ${EDGES.map((edge) => {
          const value = edge === 'from' ? from : to;
          return html`<div
            role="slider"
            tabindex="0"
            aria-label=${words.windowEdges[edge]}
            aria-valuemin=${axis.from}
            aria-valuemax=${axis.to}
            aria-valuenow=${Math.min(axis.to, Math.max(axis.from, value))}
            aria-valuetext="${words.number(value)}${unit}"
            @keydown=${(event: KeyboardEvent) => this.onKey(event, edge, axis)}
          ></div>`;
        })}
        ${this.ruler.corners}
      </div>
      <div class="ends numbers ${this.source ? '' : 'unread'}" dir="ltr" aria-hidden="true">
        <span>${words.number(axis.from)}</span>
        <output>${words.number(from)} – ${words.number(to)}${unit}</output>
        <span>${words.number(axis.to)}</span>
      </div>
    `;
  }

  /** By the style of an element, which policies allow that refuse attributes. */
  protected override updated(): void {
    const plot = this.renderRoot.querySelector<HTMLElement>('.plot');
    if (!plot || !this.values) return;
    const axis = axisOf(this.values);
    const edges = edgesOf(this.params.window);
    for (const edge of EDGES) plot.style.setProperty(`--_${edge}`, `${placeOf(edges[edge], axis)}%`);
  }

  private renderBars(values: SampleValues, axis: ValueRange): TemplateResult | typeof nothing {
    const { counts } = this;
    if (!counts) return nothing;
    if (this.drawn?.counts !== counts) this.drawn = { counts, plot: barsPlot(barsOf(values, counts, axis)) };
    return this.drawn.plot;
  }

  private onKey(event: KeyboardEvent, edge: 'from' | 'to', axis: ValueRange): void {
    const value = edgesOf(this.params.window)[edge];
    const target = valueByKey(event, value, axis);
    if (target === null) return;
    event.preventDefault();
    this.move(edge, target, null);
  }

  private readonly onPointerDown = (event: PointerEvent): void => {
    const place = this.ruler.at({ x: event.clientX, y: event.clientY });
    // Of several fingers the first one counts.
    if (event.button !== 0 || (this.hold && !event.isPrimary) || !place || !this.values) return;
    const axis = axisOf(this.values);
    const edges = edgesOf(this.params.window);
    const at = (edge: 'from' | 'to'): number => (placeOf(edges[edge], axis) / 100) * place.width;
    const reach = event.pointerType === 'mouse' ? REACH.mouse : REACH.finger;
    const part = partAt(place.x, at('from'), at('to'), { reach, width: place.width });
    if (!part) return;
    event.preventDefault();
    const held = part === 'to' ? 'to' : 'from';
    this.renderRoot.querySelectorAll<HTMLElement>('[role="slider"]')[EDGES.indexOf(held)].focus();
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    const pointed = axis.from + (place.x / place.width) * (axis.to - axis.from);
    // An edge outside is taken where it is seen.
    const seen = part === 'both' ? edges.from : Math.min(axis.to, Math.max(axis.from, edges[held]));
    this.hold = { pointer: event.pointerId, part, away: seen - pointed, told: false };
  };

  private readonly onPointerMove = (event: PointerEvent): void => {
    const { hold, values } = this;
    const place = hold && this.ruler.at({ x: event.clientX, y: event.clientY });
    if (!place || !values || hold.pointer !== event.pointerId) return;
    const axis = axisOf(values);
    const pointed = axis.from + (place.x / place.width) * (axis.to - axis.from);
    this.move(hold.part, pointed + hold.away, hold.told);
  };

  private readonly letGo = ({ pointerId }: PointerEvent): void => {
    if (this.hold?.pointer === pointerId) this.hold = null;
  };

  /** @param continues as in `part-parameter` */
  private move(part: WindowPart, value: number, continues: boolean | null): void {
    const { params, values } = this;
    if (!values) return;
    const { window } = params;
    const moved: WindowNumbers = withPartAt(window, part, value, axisOf(values));
    if (moved.center === window.center && moved.width === window.width) return;
    if (this.hold) this.hold.told = true;
    // The next move may come before these are told anew.
    this.params = { ...params, window: { ...window, ...moved, source: 'manual' } };
    const path = ['window', part === 'both' ? 'center' : 'width'] as const;
    tell(this, 'part-parameter', { path, params: this.params, continues });
  }

  private async count(source: NonNullable<ShownStages['source']>): Promise<void> {
    // One that is gone meanwhile has nothing to tell.
    const counts = await source.sampleCounts().catch(() => null);
    if (source === this.source) this.counts = counts;
  }
}

function barsPlot(bars: Uint32Array): TemplateResult {
  const { cut } = topOf(bars);
  const wide = bars.length / 256;
  return html`<svg viewBox="0 0 ${bars.length} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    <path d=${barsPath(bars, HEIGHT, false)}></path>
    ${cut.map((peak) => svg`<rect class="cut" x=${peak - wide} y="3" width=${3 * wide} height="2"></rect>`)}
  </svg>`;
}

/** In percent of the width, inside it. */
function placeOf(value: number, { from, to }: ValueRange): number {
  return Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100));
}

/** What is taken at `x`: of edges in reach the nearer one, of two in one place that with more room; else all between them. */
function partAt(
  x: number,
  from: number,
  to: number,
  { reach, width }: Record<'reach' | 'width', number>,
): WindowPart | null {
  const [low, high] = [Math.abs(x - from), Math.abs(x - to)];
  if (Math.min(low, high) > reach) return x > from && x < to ? 'both' : null;
  if (low !== high) return low < high ? 'from' : 'to';
  return from > width / 2 ? 'from' : 'to';
}

function valueByKey({ key, shiftKey }: KeyboardEvent, value: number, axis: ValueRange): number | null {
  const step = stepOf(axis);
  const span = axis.to - axis.from;
  const part = (parts: number): number => Math.max(step, Math.round(span / parts / step) * step);
  const small = shiftKey ? step : part(SMALL_STEPS);
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return value - small;
    case 'ArrowRight':
    case 'ArrowUp':
      return value + small;
    case 'PageDown':
      return value - part(LARGE_STEPS);
    case 'PageUp':
      return value + part(LARGE_STEPS);
    case 'Home':
      return axis.from;
    case 'End':
      return axis.to;
    default:
      return null;
  }
}
