import { listOf } from '../../base/list-of.ts';
import type { CannyPlan } from '../../operators/canny.ts';
import {
  createColumnSums,
  createGradientRow,
  gradientRow,
  type ColumnSums,
  type GradientRow,
} from './canny-gradient.ts';

/** What the suppression leaves in a pixel of the edge plane, for the hysteresis to finish. */
export const NO_EDGE = 0;
export const CANDIDATE = 1;
export const STRONG = 2;

/** Working memory of one edge detection: the gradients of three rows. */
export interface CannyScratch {
  /** Row y is at `y % 3`; `held` says which row is there. */
  readonly rows: readonly { readonly gradient: GradientRow; held: number }[];
  /** The magnitudes beyond the first and the last row. */
  readonly outside: Int32Array;
  readonly columns: ColumnSums;
}

export function createCannyScratch(width: number): CannyScratch {
  return {
    rows: listOf(3, () => ({ gradient: createGradientRow(width), held: -1 })),
    outside: new Int32Array(width + 2),
    columns: createColumnSums(width),
  };
}

/** Forgets the rows that are held, so that the scratch serves another source or plan. */
export function clearCannyScratch({ rows }: CannyScratch): void {
  for (const row of rows) row.held = -1;
}

/**
 * Marks in the rows `from`…`to` − 1 of `edges` the pixels whose gradient is a maximum across the edge: {@link CANDIDATE}
 * above the low threshold, {@link STRONG} above the high one, else {@link NO_EDGE}. OpenCV modules/imgproc/src/canny.cpp.
 *
 * A scratch serves one source and one plan; bands that follow each other share their border rows in it.
 */
export function suppressNonMaxima(
  source: Uint8Array,
  edges: Uint8Array,
  width: number,
  height: number,
  plan: CannyPlan,
  scratch: CannyScratch,
  from: number,
  to: number,
): void {
  const gradientAt = (y: number): GradientRow => {
    const slot = scratch.rows[y % 3];
    if (slot.held !== y) {
      gradientRow(source, width, height, y, plan.apertureSize, plan.l2Gradient, scratch.columns, slot.gradient);
      slot.held = y;
    }
    return slot.gradient;
  };
  for (let y = from; y < to; y++) {
    const above = y > 0 ? gradientAt(y - 1).magnitude : scratch.outside;
    const row = gradientAt(y);
    const below = y < height - 1 ? gradientAt(y + 1).magnitude : scratch.outside;
    suppressRow(above, row, below, plan.low, plan.high, edges, y * width);
  }
}

/** tan 22.5° in 15-bit fixed point. */
const TAN_22 = 13573;

function suppressRow(
  above: Int32Array,
  { dx, dy, magnitude }: GradientRow,
  below: Int32Array,
  low: number,
  high: number,
  edges: Uint8Array,
  start: number,
): void {
  edges.fill(NO_EDGE, start, start + dx.length);
  for (let x = 0; x < dx.length; x++) {
    const m = magnitude[x + 1];
    if (m <= low) continue;
    const horizontal = dx[x];
    const vertical = dy[x];
    const across = horizontal < 0 ? -horizontal : horizontal;
    const down = (vertical < 0 ? -vertical : vertical) << 15;
    const tan22 = across * TAN_22;
    let isMaximum: boolean;
    if (down < tan22) {
      isMaximum = m > magnitude[x] && m >= magnitude[x + 2];
    } else if (down > tan22 + (across << 16)) {
      isMaximum = m > above[x + 1] && m >= below[x + 1];
    } else if ((horizontal ^ vertical) < 0) {
      isMaximum = m > above[x + 2] && m > below[x];
    } else {
      isMaximum = m > above[x] && m > below[x + 2];
    }
    if (isMaximum) edges[start + x] = m > high ? STRONG : CANDIDATE;
  }
}
