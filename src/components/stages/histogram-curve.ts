import type { HistogramSummary } from '../words/messages.ts';

export function summaryOf(bins: Uint32Array): HistogramSummary {
  let total = 0;
  let sum = 0;
  let min = -1;
  let max = 0;
  bins.forEach((count, value) => {
    if (count === 0) return;
    if (min < 0) min = value;
    max = value;
    total += count;
    sum += count * value;
  });
  return { total, min: Math.max(0, min), max, mean: total === 0 ? 0 : sum / total };
}

/** How many pixels have each value or a lower one, as a part of all. */
export function cumulative(bins: Uint32Array): number[] {
  const { total } = summaryOf(bins);
  let sum = 0;
  return [...bins].map((count) => (sum += count) / Math.max(1, total));
}

/** Of so many values that occur, one may stand out of the plot. */
const VALUES_A_PEAK = 100;
/** Fewer values have no shape that a peak could flatten. */
const LEAST_VALUES = 16;

/** Which count is as high as the plot, and the values whose bars are cut off there. */
export interface PlotTop {
  readonly count: number;
  readonly cut: readonly number[];
}

/**
 * The commonest of all, unless a few values, such as the black around a body, are more than twice as common as all others
 * and would flatten these.
 */
export function topOf(bins: Uint32Array): PlotTop {
  const values = [...bins.keys()].filter((value) => bins[value] > 0).sort((a, b) => bins[b] - bins[a]);
  if (values.length === 0) return { count: 1, cut: [] };
  const usual = bins[values[Math.ceil(values.length / VALUES_A_PEAK)]];
  const cut = values.length < LEAST_VALUES ? [] : values.filter((value) => bins[value] > 2 * usual);
  return { count: bins[values[cut.length]], cut: cut.sort((a, b) => a - b) };
}

/** An area over 0…256 whose height at a value, 0…`height`, says how often that value occurs: as an SVG path. */
export function barsPath(bins: Uint32Array, height: number, logarithmic: boolean): string {
  const scale = (count: number): number => (logarithmic ? Math.log1p(count) : count);
  const top = scale(logarithmic ? Math.max(1, ...bins) : topOf(bins).count);
  const steps = [...bins].map((count, i) => `V${round(height - Math.min(1, scale(count) / top) * height)}H${i + 1}`);
  return `M0 ${height}${steps.join('')}V${height}Z`;
}

/** The cumulative share as a line over the same area. */
export function cumulativePath(bins: Uint32Array, height: number): string {
  const points = cumulative(bins).map((share, i) => `${i + 1} ${round(height - share * height)}`);
  return `M0 ${height}L${points.join('L')}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
