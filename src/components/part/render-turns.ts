import { nextTask } from '../../base/next-task.ts';

/** How long one task goes on, by the clock: a part more may follow that, and then layout. */
const SLICE_MS = 6;

let slice: { readonly until: number; readonly ended: Promise<void> } | null = null;

/**
 * Renders a new part when its turn comes. The parts of an image appear all at once; rendered in one task they would
 * hold up the page for longer than a person's scrolling or typing should wait on a slow or busy machine (measured on two
 * busy cores: 180 ms at once, at most 40 ms in turns).
 */
export async function inTurn(render: () => void): Promise<void> {
  while (slice && performance.now() >= slice.until) await slice.ended;
  slice ??= { until: performance.now() + SLICE_MS, ended: nextTask().then(() => void (slice = null)) };
  render();
}
