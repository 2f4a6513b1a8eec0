import { fullRange, type SampleValues } from '../../image/sample-values.ts';
import { PARAMETERS, type PipelineParams } from '../../pipeline/params.ts';
import type { Place } from '../part/ruler.ts';

type Window = PipelineParams['window'];

/** CSS pixels to the right that double a window's width; to the left they halve it. */
const DOUBLING = 160;
/** CSS pixels up or down that move its centre by as much as it was wide. */
const WHOLE_WIDTH = 512;
/** So many steps of its numbers are told apart in a window, or whole values, where these are finer. */
const STEPS = 200;

/**
 * What a pointer that went `way` (CSS pixels, to the right and down) makes of a window that is set by hand. The width goes by factors and
 * the centre by parts of the width, so that films of 8, 12 and 16 bits, and narrow windows in them, take the same way. Up is brighter,
 * whichever way round the image has its values.
 */
export function draggedWindow(window: Window, { x, y }: Place, values: SampleValues): Window {
  const { from, to } = fullRange(values);
  const { center, width, function: course } = window;
  const range = to - from;
  const least = course === 'linear' ? 1 : Math.min(1, range / 1000) || 1;
  const towards = values.inverted === window.invert ? 1 : -1;
  const most = PARAMETERS.window.width.max;
  const begun = Math.max(least, width);
  const wider = within(begun * 2 ** (x / DOUBLING), least, Math.min(most, Math.max(2 * range, begun)));
  const moved = within(
    center + (towards * y * begun) / WHOLE_WIDTH,
    Math.max(-most, Math.min(from, center)),
    Math.min(most, Math.max(to, center)),
  );
  return {
    ...window,
    center: y === 0 ? moved : rounded(moved, wider),
    width: x === 0 ? wider : rounded(wider, wider),
  };
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** To a number that can be read, which is no coarser than can be seen in a window of that width. */
function rounded(value: number, width: number): number {
  // Without the sign of a zero.
  return Number(value.toFixed(within(Math.ceil(Math.log10(STEPS / width)), 0, 9))) + 0;
}
