import { nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { HISTOGRAMS } from '../../pipeline/stage-roles.ts';
import { STAGE_IDS, type ComputedStageId } from '../../pipeline/standard-graph.ts';
import { controls } from '../part/controls.styles.ts';
import { barsPath, cumulative, cumulativePath, summaryOf, topOf } from './histogram-curve.ts';
import { histogramStyles } from './histogram.styles.ts';
import { html } from '../part/html.ts';
import { LabPart } from '../part/lab-part.ts';
import { Ruler } from '../part/ruler.ts';
import { NOTHING_COMPUTED, type StageVersions } from '../../session/files/live-image.ts';
import type { StageSource } from '../../session/processing/stage-source.ts';

const HEIGHT = 56;
/** Until there are counts, the same room is taken. */
const NOTHING_COUNTED = new Uint32Array(256);

/** While a slider moves other stages are computed with every frame; drawing the curves takes a part of one. */
function countsDiffer(now: StageVersions, before?: StageVersions): boolean {
  const ready = (versions?: StageVersions): boolean => STAGE_IDS.every((stage) => versions?.[stage]);
  return ready(now) !== ready(before) || HISTOGRAMS.some((stage) => now[stage] !== before?.[stage]);
}

/** How often each value occurs before and after equalisation, with the cumulative share; a bin can be read. */
export class XrayHistogram extends LabPart {
  static override styles = [controls, histogramStyles];

  @property({ attribute: false }) source: StageSource | null = null;
  @property({ attribute: false, hasChanged: countsDiffer }) versions: StageVersions = NOTHING_COMPUTED;

  @state() private bins: Partial<Record<ComputedStageId, Uint32Array>> = {};
  @state() private logarithmic = false;
  /** The value that is read; null for none. */
  @state() private value: number | null = null;
  /** Which versions were counted last. */
  private asked: StageVersions = NOTHING_COMPUTED;
  private readonly rulers = HISTOGRAMS.map(() => new Ruler());

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('source')) {
      this.asked = NOTHING_COMPUTED;
      if (this.versions[HISTOGRAMS[0]] === 0) this.bins = {};
    }
    const { source, versions, asked } = this;
    // Not in the way of the pictures.
    if (!source || STAGE_IDS.some((stage) => versions[stage] === 0)) return;
    this.asked = versions;
    for (const stage of HISTOGRAMS) if (versions[stage] !== asked[stage]) void this.count(stage, source);
  }

  protected override render(): TemplateResult {
    const { words, value, bins } = this;
    return html`
      <section aria-label=${words.histogram} part="histogram">
        <div class="head">
          <h3>${words.histogram}</h3>
          <label>
            <input
              type="checkbox"
              .checked=${this.logarithmic}
              @change=${(event: Event) => (this.logarithmic = (event.target as HTMLInputElement).checked)}
            />
            ${words.logarithmic}
          </label>
        </div>
        ${HISTOGRAMS.map((stage, i) => this.renderPlot(stage, bins[stage] ?? NOTHING_COUNTED, this.rulers[i]))}
        <div class="ends numbers" dir="ltr" aria-hidden="true"><span>0</span><span>255</span></div>
        <input
          type="range"
          dir="ltr"
          min="0"
          max="255"
          step="1"
          aria-label=${words.histogramValue}
          aria-valuetext=${value === null ? words.histogramNoValue : this.reading(value)}
          .value=${String(value ?? 0)}
          @keydown=${this.onFirstKey}
          @click=${(event: Event) => (this.value = (event.target as HTMLInputElement).valueAsNumber)}
          @input=${(event: Event) => (this.value = (event.target as HTMLInputElement).valueAsNumber)}
        />
        <p class="reading numbers" aria-hidden="true">
          ${value === null ? words.histogramNoValue : this.reading(value)}
        </p>
      </section>
    `;
  }

  private renderPlot(stage: ComputedStageId, bins: Uint32Array, ruler: Ruler): TemplateResult {
    const { words, value } = this;
    const name = words.stageNames[stage];
    const summary = summaryOf(bins);
    const cut = this.logarithmic ? [] : topOf(bins).cut;
    const onPoint = (event: PointerEvent): void => this.pointAt(event, ruler);
    return html`
      <p class="counted numbers">
        ${name}${cut.length > 0 ? ` · ${words.histogramCut(cut.map((peak) => ({ value: peak, share: bins[peak] / summary.total })))}` : ''}
      </p>
      <div class="plot" dir="ltr" @pointermove=${onPoint} @pointerdown=${onPoint}>
        <svg
          viewBox="0 0 256 ${HEIGHT}"
          preserveAspectRatio="none"
          role="img"
          aria-label=${summary.total === 0 ? `${words.histogram}: ${name}` : words.histogramOf(name, summary)}
        >
          <path class="bars" d=${barsPath(bins, HEIGHT, this.logarithmic)}></path>
          ${cut.map((peak) => svg`<rect class="cut" x=${peak - 1} y="3" width="3" height="2"></rect>`)}
          ${summary.total === 0 ? nothing : svg`<path class="sum" d=${cumulativePath(bins, HEIGHT)}></path>`}
          ${value === null ? nothing : svg`<rect class="bin" x=${value} y="0" width="1" height=${HEIGHT}></rect>`}
        </svg>
        ${ruler.corners}
      </div>
    `;
  }

  private reading(value: number): string {
    const counts = HISTOGRAMS.map((stage) => {
      const bins = this.bins[stage] ?? NOTHING_COUNTED;
      return { name: this.words.stageNames[stage], count: bins[value], share: cumulative(bins)[value] };
    });
    return this.words.histogramReading(value, counts);
  }

  /** The slider stands at 0 before a value is read: a key that would not move it reads that. */
  private onFirstKey({ key }: KeyboardEvent): void {
    if (['Home', 'ArrowLeft', 'ArrowDown', 'PageDown'].includes(key)) this.value ??= 0;
  }

  private pointAt({ clientX: x, clientY: y }: PointerEvent, ruler: Ruler): void {
    const place = ruler.at({ x, y });
    this.value = place && Math.min(255, Math.max(0, Math.floor((place.x / place.width) * 256)));
  }

  private async count(stage: ComputedStageId, source: StageSource): Promise<void> {
    const bins = await source.histogram(stage);
    if (bins && source === this.source) this.bins = { ...this.bins, [stage]: bins };
  }
}
