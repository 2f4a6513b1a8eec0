/** What a histogram says in a few numbers. */
export interface HistogramSummary {
  readonly total: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

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
  return Array.from(bins, (count) => (sum += count) / Math.max(1, total));
}

/** An area over 0…256 whose height at a value, 0…`height`, says how often that value occurs: as an SVG path. */
export function barsPath(bins: Uint32Array, height: number, logarithmic: boolean): string {
  const scaled = Array.from(bins, (count) => (logarithmic ? Math.log1p(count) : count));
  const most = Math.max(...scaled) || 1;
  const steps = scaled.map((value, i) => `V${round(height - (value / most) * height)}H${i + 1}`);
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
