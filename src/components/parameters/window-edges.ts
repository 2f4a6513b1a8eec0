import { fullRange, isPadding, modalityValue, type SampleValues } from '../../image/sample-values.ts';
import type { PipelineParams } from '../../pipeline/params.ts';

/** A window's numbers. */
export type WindowNumbers = Pick<PipelineParams['window'], 'center' | 'width' | 'function'>;

/** From one modality value to another, both included. */
export interface ValueRange {
  readonly from: number;
  readonly to: number;
}

/** What of a window is moved: an edge, or all of it. */
export type WindowPart = 'from' | 'to' | 'both';

/** Bars that can be told apart. */
const MOST_BARS = 256;
/** Below this many values from one end to the other, parts of a value count. */
const STEPS = 100;

/** The last value that is black, and the first that is white; of a sigmoid where it leaves both. */
export function edgesOf({ center, width, function: course }: WindowNumbers): ValueRange {
  const from = center - width / 2;
  return { from, to: from + width - lastOf(course) };
}

/** The window between two edges. */
export function windowBetween({ from, to }: ValueRange, course: WindowNumbers['function']): WindowNumbers {
  const width = to - from + lastOf(course);
  return { center: tidy(from + width / 2), width: tidy(width), function: course };
}

/** How much more a window's width is than the way between its edges: LINEAR counts values (PS3.3, C.11.2.1.2.1). */
function lastOf(course: WindowNumbers['function']): 0 | 1 {
  return course === 'linear' ? 1 : 0;
}

/**
 * The values that a film is plotted over: those that are there, and its windows as far as they do not make these small. The same
 * however the window is set.
 */
export function axisOf(values: SampleValues): ValueRange {
  const full = fullRange(values);
  const extent = values.presets.find((preset) => preset.kind === 'extent');
  const present = extent && 'from' in extent ? extent : full;
  const edges = values.presets.flatMap((preset) => (preset.kind === 'window' ? [edgesOf(preset)] : []));
  const room = (present.to - present.from) / 2;
  const from = Math.min(present.from, Math.max(full.from, present.from - room, lowest(edges.map((edge) => edge.from))));
  const to = Math.max(present.to, Math.min(full.to, present.to + room, -lowest(edges.map((edge) => -edge.to))));
  return { from, to: Math.max(to, from + 1) };
}

function lowest(numbers: readonly number[]): number {
  return Math.min(Infinity, ...numbers);
}

/** By how much an edge moves at least. */
export function stepOf({ from, to }: ValueRange): number {
  return to - from >= STEPS ? 1 : (to - from) / STEPS;
}

/**
 * How common the commonest value is that each bar stands for: sums would be combs where bars stand for unequal numbers of values.
 * Padding is no part of the picture.
 * @param counts how often each sample is there
 */
export function barsOf(values: SampleValues, counts: Uint32Array, { from, to }: ValueRange): Uint32Array {
  const distance = values.modality ? 1 : Math.abs(values.slope);
  const bars = new Uint32Array(Math.min(MOST_BARS, Math.floor((to - from) / distance) + 1));
  counts.forEach((count, sample) => {
    if (count === 0 || isPadding(values, sample)) return;
    const share = (modalityValue(values, sample) - from) / (to - from);
    const at = Math.min(bars.length - 1, Math.floor(share * bars.length));
    if (at >= 0) bars[at] = Math.max(bars[at], count);
  });
  return bars;
}

/** The window with a part of it brought to `value`, of all of it the lower edge; edges do not pass each other. */
export function withPartAt(window: WindowNumbers, part: WindowPart, value: number, axis: ValueRange): WindowNumbers {
  const edges = edgesOf(window);
  const step = stepOf(axis);
  const target = Math.round(value / step) * step;
  if (part === 'both') {
    // It does not get lost.
    const center = Math.min(axis.to, Math.max(axis.from, target + window.width / 2));
    return { ...window, center: tidy(center) };
  }
  // Of LINEAR both may be one value.
  const apart = window.function === 'linear' ? 0 : step;
  const moved =
    part === 'from'
      ? { ...edges, from: Math.min(target, edges.to - apart) }
      : { ...edges, to: Math.max(target, edges.from + apart) };
  return windowBetween(moved, window.function);
}

/** Without what adding up fractions leaves. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
